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
import { read } from './documents/read'
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
 * Appends a decision (R9) and answers what it did. The same decision sent again is answered from the one kept. Who
 * decides without having seen what another reviewer did meanwhile is told, and nothing is kept.
 */
export async function decide(server: Server, actor: Account, input: Input): Promise<Outcome<'decide'>> {
  const record = await read(server.store, CLASSES, input.classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const decisionId = deterministicId(input.classId, input.date, input.decisionKey)
  let refusal = await rulingRefusal(server, record, input)
  const stream = await appendTo(server.store, CLASS_DAYS, emptyClassDay(record.id, input.date), standing => {
    const kept = decisionsIn(standing).find(decision => decision.decisionId === decisionId)
    if (kept) {
      refusal = sameDecision(kept, input, actor) ? null : { code: 'conflict', what: 'key-used-otherwise' }
      return { leave: true }
    }
    refusal ??= unseenBy(standing, input)
    if (refusal) return { leave: true }
    const event = decisionOf(server, actor, standing, decisionId, input)
    const news = newsOf(server, record.id, input.date, event)
    return { event, beside: [markDirty(record.id, input.date), ...news] }
  })
  return refusal ? refuse(refusal) : answerOf(server, actor, record, stream, decisionId)
}

/** Why this can't be ruled on this day; null: it can. */
export async function rulingRefusal(
  server: Server,
  record: ClassRecord,
  { date, traineeId, hours }: Ruling,
): Promise<Refusal | null> {
  const plan = dayOn(record.training, date)
  if (plan === null) return { code: 'not-found', what: 'class-day' }
  if (traineeId !== undefined && (await read(server.store, TRAINEES, traineeId))?.classId !== record.id) {
    return { code: 'not-found', what: 'trainee' }
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
  { seen, traineeId }: Pick<Input, 'seen' | 'traineeId'>,
): Refusal | null {
  const unseen = events
    .slice(seen)
    .filter(event => event.type !== 'appeal-made' || event.traineeId === traineeId)
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
  decisionId: string,
  { traineeId, verdict, hours, reason }: Input,
): DecisionEvent {
  return {
    type: 'decision',
    decisionId,
    traineeId: traineeId ?? null,
    verdict,
    hours: hours ?? null,
    by: actor.displayName,
    accountId: actor.id,
    // A clock that was set back must not make an earlier decision stand again.
    at: Math.max(server.clock.now(), events.at(-1)?.at ?? 0),
    reason,
  }
}

function sameDecision(kept: DecisionEvent, input: Input, actor: Account): boolean {
  return (
    kept.accountId === actor.id &&
    kept.traineeId === (input.traineeId ?? null) &&
    kept.verdict === input.verdict &&
    kept.hours === (input.hours ?? null) &&
    kept.reason === input.reason
  )
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

/** The day's sums as they were before the decision. */
async function before(server: Server, record: ClassRecord, stream: ClassDayStream, decisionId: string) {
  const evidence = await loadDay(server.store, record, stream.date)
  const place = decisionsIn(stream).findIndex(decision => decision.decisionId === decisionId)
  const day = judgeDay({ ...evidence, decisions: evidence.decisions.slice(0, place) })
  return hoursOn(day?.traineeDays ?? [])
}
