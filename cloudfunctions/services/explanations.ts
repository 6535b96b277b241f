import type { Parsed } from '../contract/app'
import { classDayDetail } from './class-day'
import type { Account } from './documents/accounts'
import {
  CLASS_DAYS,
  type ClassDayEvent,
  type ClassDayStream,
  type Explanation,
  type ExplanationRequest,
  emptyClassDay,
} from './documents/class-days'
import { CLASSES, type ClassRecord, TRAINEES } from './documents/classes'
import { deterministicId } from './documents/ids'
import { read } from './documents/read'
import { markDirty } from './judging/dirty'
import { type Outcome, type Refusal, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'

/** A supervisor asks what happened on a day. The same request sent again is the one kept. */
export async function askExplanation(
  server: Server,
  actor: Account,
  { classId, date, traineeId, question, requestKey }: Parsed<'ask-explanation'>,
): Promise<Outcome<'ask-explanation'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  if (traineeId !== undefined && (await read(server.store, TRAINEES, traineeId))?.classId !== classId) {
    return refuse({ code: 'not-found', what: 'trainee' })
  }
  const event: ExplanationRequest = {
    type: 'explanation-asked',
    requestId: deterministicId(classId, date, requestKey),
    traineeId: traineeId ?? null,
    by: actor.displayName,
    accountId: actor.id,
    at: server.clock.now(),
    question,
  }
  return say(server, actor, record, date, event, kept => {
    const earlier = kept.find(one => one.type === event.type && one.requestId === event.requestId)
    if (earlier?.type !== event.type) return 'new'
    const same = earlier.question === question && earlier.traineeId === event.traineeId
    return same && earlier.accountId === actor.id ? 'kept' : 'key-used-otherwise'
  })
}

/** The instructor or the provider answers. A second answer to a request is kept beside the first. */
export async function explain(
  server: Server,
  actor: Account,
  { classId, date, requestId, text, explanationKey }: Parsed<'explain'>,
): Promise<Outcome<'explain'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const event: Explanation = {
    type: 'explanation-given',
    explanationId: deterministicId(requestId, explanationKey),
    requestId,
    by: actor.displayName,
    accountId: actor.id,
    at: server.clock.now(),
    text,
  }
  return say(server, actor, record, date, event, kept => {
    const earlier = kept.find(one => one.type === event.type && one.explanationId === event.explanationId)
    if (earlier?.type === event.type) {
      return earlier.text === text && earlier.accountId === actor.id ? 'kept' : 'key-used-otherwise'
    }
    const asked = kept.some(one => one.type === 'explanation-asked' && one.requestId === requestId)
    return asked ? 'new' : 'not-asked'
  })
}

type Verdict = 'new' | 'kept' | 'key-used-otherwise' | 'not-asked'

async function say(
  server: Server,
  actor: Account,
  record: ClassRecord,
  date: string,
  event: ClassDayEvent,
  verdictOn: (kept: ClassDayStream['events']) => Verdict,
): Promise<Outcome<'ask-explanation'>> {
  if (dayOn(record.training, date) === null) return refuse({ code: 'not-found', what: 'class-day' })
  let verdict: Verdict = 'new'
  await appendTo(server.store, CLASS_DAYS, emptyClassDay(record.id, date), ({ events }) => {
    verdict = verdictOn(events)
    return verdict === 'new' ? { event, beside: [markDirty(record.id, date)] } : { leave: true }
  })
  const refusal = refusalOf(verdict)
  const detail = refusal ? null : await classDayDetail(server, actor, record, date)
  return detail ? { done: true, answer: detail } : refuse(refusal ?? { code: 'not-found', what: 'class-day' })
}

function refusalOf(verdict: Verdict): Refusal | null {
  if (verdict === 'key-used-otherwise') return { code: 'conflict', what: 'key-used-otherwise' }
  return verdict === 'not-asked' ? { code: 'not-found', what: 'explanation-request' } : null
}
