import type { Parsed } from '../contract/app'
import { classDayDetail } from './class-day'
import { hoursOn } from './class-day-row'
import type { Account } from './documents/accounts'
import {
  CLASS_DAYS,
  type ClassDayStream,
  type DecisionEvent,
  decisionsIn,
  emptyClassDay,
} from './documents/class-days'
import { CLASSES, type ClassRecord, TRAINEES } from './documents/classes'
import { deterministicId } from './documents/ids'
import { read, readAll } from './documents/read'
import { loadDay } from './evidence'
import { judgeDay } from './judging/day'
import { markDirty } from './judging/dirty'
import { newsOf } from './messages/news'
import { type Outcome, type Refusal, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'

type Input = Parsed<'decide'>
/** What a decision says, without its reason, the app's key and what the reviewer had seen. */
export type Ruling = Omit<Input, 'decisionKey' | 'seen' | 'reason'>

/**
 * Appends a decision (R9), or one for each of several trainees, all or none, and answers what it did. The same sent
 * again is answered from what was kept. Who decides without having seen what another reviewer did meanwhile is told, and
 * nothing is kept.
 */
export async function decide(server: Server, actor: Account, input: Input): Promise<Outcome<'decide'>> {
  const record = await read(server.store, CLASSES, input.classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const single = singleRulings(input)
  let refusal = await rulingRefusal(server, record, input)
  const stream = await appendTo(server.store, CLASS_DAYS, emptyClassDay(record.id, input.date), standing => {
    const kept = decisionsIn(standing).filter(one => idsOf(input, one.traineeId).includes(one.decisionId))
    if (kept.length > 0) {
      refusal = sameDecisions(kept, single, input, actor)
        ? null
        : { code: 'conflict', what: 'key-used-otherwise' }
      return { leave: true }
    }
    refusal ??= unseenBy(standing, input)
    if (refusal) return { leave: true }
    const events = single.map(one => decisionOf(server, actor, standing, one, input))
    const news = events.flatMap(event => newsOf(server, record.id, input.date, event))
    return { events, beside: [markDirty(record.id, input.date), ...news] }
  })
  return refusal ? refuse(refusal) : answerOf(server, actor, record, stream, single[0]!.decisionId)
}

/** Whose days a ruling is on; null: the class's. */
export function subjectsOf({
  traineeId,
  traineeIds,
}: Pick<Ruling, 'traineeId' | 'traineeIds'>): (string | null)[] {
  return traineeIds ?? [traineeId ?? null]
}

interface SingleRuling {
  readonly decisionId: string
  readonly traineeId: string | null
}

/** The first has the id that it would have alone, so that a key serves one act, be it on one trainee or on several. */
function singleRulings(input: Input): SingleRuling[] {
  return subjectsOf(input).map((traineeId, place) => {
    const [first, further] = idsOf(input, traineeId)
    return { decisionId: place === 0 ? first : further, traineeId }
  })
}

/** What a decision on somebody is called by the app's key, where it is the act's first, and where it is a further one. */
function idsOf({ classId, date, decisionKey }: Input, traineeId: string | null): [string, string] {
  const first = deterministicId(classId, date, decisionKey)
  return [first, traineeId === null ? first : deterministicId(classId, date, decisionKey, traineeId)]
}

/** Why this can't be ruled on this day; null: it can. */
export async function rulingRefusal(
  server: Server,
  record: ClassRecord,
  { date, hours, ...whom }: Ruling,
): Promise<Refusal | null> {
  const plan = dayOn(record.training, date)
  if (plan === null) return { code: 'not-found', what: 'class-day' }
  const trainees = subjectsOf(whom).filter(id => id !== null)
  if (trainees.length > 0) {
    const inClass = await readAll(server.store, TRAINEES, { index: 'byClass', equal: [record.id] })
    const known = new Set(inClass.map(({ id }) => id))
    if (!trainees.every(id => known.has(id))) return { code: 'not-found', what: 'trainee' }
  }
  if (server.clock.now() < plan.window.end) {
    return { code: 'conflict', what: 'day-still-open', closesAt: plan.window.end }
  }
  if (hours !== undefined && hours > plan.scheduledHours) {
    return { code: 'too-many-hours', most: plan.scheduledHours }
  }
  return null
}

/**
 * What the reviewer had not before the eyes: another's act, or what the trainee asked whose day it is, which the decision
 * would answer unread. What other trainees asked stays open.
 */
function unseenBy(
  { events }: ClassDayStream,
  { seen, ...whom }: Pick<Input, 'seen' | 'traineeId' | 'traineeIds'>,
): Refusal | null {
  const subjects = new Set(subjectsOf(whom))
  const unseen = events
    .slice(seen)
    .filter(event => event.type !== 'appeal-made' || subjects.has(event.traineeId))
    .at(-1)
  if (unseen === undefined) return null
  if (unseen.type === 'appeal-made') {
    const { by, at, kind } = unseen
    return { code: 'conflict', what: 'appealed-meanwhile', by, at, kind }
  }
  return { code: 'conflict', what: 'acted-meanwhile', by: unseen.by, at: unseen.at }
}

function decisionOf(
  server: Server,
  actor: Account,
  { events }: ClassDayStream,
  { decisionId, traineeId }: SingleRuling,
  { verdict, hours, reason }: Input,
): DecisionEvent {
  return {
    type: 'decision',
    decisionId,
    traineeId,
    verdict,
    hours: hours ?? null,
    by: actor.displayName,
    accountId: actor.id,
    // A clock that was set back must not make an earlier decision stand again.
    at: Math.max(server.clock.now(), events.at(-1)?.at ?? 0),
    reason,
  }
}

function sameDecisions(
  kept: readonly DecisionEvent[],
  single: readonly SingleRuling[],
  { verdict, hours, reason }: Input,
  actor: Account,
): boolean {
  const same = kept.filter(
    one =>
      one.accountId === actor.id &&
      one.verdict === verdict &&
      one.hours === (hours ?? null) &&
      one.reason === reason &&
      single.some(
        ({ decisionId, traineeId }) => decisionId === one.decisionId && traineeId === one.traineeId,
      ),
  )
  return same.length === single.length && kept.length === single.length
}

async function answerOf(
  server: Server,
  actor: Account,
  record: ClassRecord,
  stream: ClassDayStream,
  decisionId: string,
): Promise<Outcome<'decide'>> {
  const detail = await classDayDetail(server, actor, record, stream.date)
  if (detail === null) return refuse({ code: 'not-found', what: 'class-day' })
  return { done: true, answer: { detail, before: await before(server, record, stream, decisionId) } }
}

/** The day's sums as they were before the decision, the first of several. */
async function before(server: Server, record: ClassRecord, stream: ClassDayStream, decisionId: string) {
  const evidence = await loadDay(server.store, record, stream.date)
  const place = decisionsIn(stream).findIndex(decision => decision.decisionId === decisionId)
  const day = judgeDay({ ...evidence, decisions: evidence.decisions.slice(0, place) })
  return hoursOn(day?.traineeDays ?? [])
}
