import type { Parsed } from '../contract/app'
import { insert } from '../ports/store'
import { classDayDetail } from './class-day'
import { hoursOn } from './class-day-views'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord } from './documents/classes'
import { DECISIONS, type DecisionRecord } from './documents/decisions'
import { deterministicId } from './documents/ids'
import { read } from './documents/read'
import { type ClassEvidence, loadEvidence } from './evidence'
import { judge } from './judge'
import { type Outcome, type Refusal, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'

type Input = Parsed<'decide'>

/** Appends a decision (R9) and answers what it did. The same decision sent again is answered from the one kept. */
export async function decide(server: Server, actor: Account, input: Input): Promise<Outcome<'decide'>> {
  const record = await read(server.store, CLASSES, input.classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const id = deterministicId(input.classId, input.date, input.decisionKey)
  for (;;) {
    const kept = await read(server.store, DECISIONS, id)
    if (kept) {
      return sameDecision(kept, input, actor)
        ? answerOf(server, record, kept)
        : refuse({ code: 'conflict', what: 'key-used-otherwise' })
    }
    const evidence = await loadEvidence(server.store, record)
    const refusal = refusalOf(server, evidence, input)
    if (refusal) return refuse(refusal)
    // When another decision took the sequence number, or this one was sent twice at once: look again.
    await server.store.commit([insert(DECISIONS, nextDecision(server, evidence, id, actor, input))])
  }
}

function refusalOf(server: Server, { record, trainees }: ClassEvidence, input: Input): Refusal | null {
  const plan = dayOn(record.training, input.date)
  if (plan === null) return { code: 'not-found', what: 'class-day' }
  if (input.traineeId !== undefined && !trainees.some(({ id }) => id === input.traineeId)) {
    return { code: 'not-found', what: 'trainee' }
  }
  if (server.clock.now() < plan.window.end) {
    return { code: 'conflict', what: 'day-still-open', closesAt: plan.window.end }
  }
  if (input.hours !== undefined && input.hours > plan.scheduledHours) {
    return { code: 'too-many-hours', most: plan.scheduledHours }
  }
  return null
}

function nextDecision(
  server: Server,
  { decisions }: ClassEvidence,
  id: string,
  actor: Account,
  { classId, date, traineeId, verdict, hours, reason }: Input,
): DecisionRecord {
  const last = decisions.filter(decision => decision.date === date).at(-1)
  return {
    id,
    classId,
    date,
    traineeId: traineeId ?? null,
    verdict,
    hours: hours ?? null,
    by: actor.displayName,
    accountId: actor.id,
    // A clock that was set back must not make an earlier decision stand again.
    at: Math.max(server.clock.now(), last?.at ?? 0),
    reason,
    sequence: (last?.sequence ?? 0) + 1,
  }
}

function sameDecision(kept: DecisionRecord, input: Input, actor: Account): boolean {
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
  record: ClassRecord,
  { date, sequence }: DecisionRecord,
): Promise<Outcome<'decide'>> {
  const evidence = await loadEvidence(server.store, record)
  const earlier = evidence.decisions.filter(other => other.date !== date || other.sequence < sequence)
  const before = hoursOn(judge({ ...evidence, decisions: earlier }, null), date)
  const detail = await classDayDetail(server, evidence, date)
  return detail
    ? { done: true, answer: { detail, before } }
    : refuse({ code: 'not-found', what: 'class-day' })
}
