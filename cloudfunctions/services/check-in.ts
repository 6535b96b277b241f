import type { CheckInRefusal, Parsed } from '../contract/app'
import { FaceVerifierError } from '../ports/face-verifier'
import { insert, replace, type Write } from '../ports/store'
import type { Account } from './documents/accounts'
import {
  ATTEMPTS,
  type Attempt,
  rollId,
  TRAINEE_DAY_ROLLS,
  type TraineeDayRoll,
  WITNESSINGS,
} from './documents/check-ins'
import { deterministicId } from './documents/ids'
import { read } from './documents/read'
import { type Outcome, refuse } from './outcome'
import { isOpen, type Moment, momentOf } from './schedule'
import type { Server } from './server'
import { missingOf, type TraineeOfClass, traineeOf } from './trainee'
import { checkInView } from './views'

type Input = Parsed<'check-in'>

/**
 * Takes a tap. Whatever comes of it is kept, under an id that follows from the phone's attempt key: the same tap sent
 * again, from one phone or racing on two lines, is answered from what was kept. Reads by id only.
 */
export async function checkIn(server: Server, actor: Account, input: Input): Promise<Outcome<'check-in'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const id = deterministicId(found.trainee.id, input.attemptKey)
  const kept = (await read(server.store, ATTEMPTS, id)) ?? (await take(server, found, id, input))
  return kept.kind === input.kind
    ? answerFrom(server, kept)
    : refuse({ code: 'conflict', what: 'key-used-otherwise' })
}

async function take(server: Server, found: TraineeOfClass, id: string, input: Input): Promise<Attempt> {
  const moment = momentOf(found.record.training, server.clock.now())
  const refusal = refusalOf(moment)
  const attempt: Attempt = {
    id,
    traineeId: found.trainee.id,
    classId: found.record.id,
    date: moment.date,
    kind: input.kind,
    at: moment.now,
    deviceId: input.deviceId ?? null,
    location: input.location ?? null,
    face: refusal === null ? await faceOf(server, found.trainee.id, id) : null,
    refusal,
    source: 'app',
  }
  return keep(server, attempt)
}

function refusalOf({ day, now, nextLessonDate }: Moment): CheckInRefusal | null {
  if (day === null) return { kind: 'no-lesson-today', nextLessonDate }
  if (isOpen(day, now)) return null
  return { kind: 'outside-window', opensAt: day.window.start, closesAt: day.window.end, now }
}

/** An engine that can't be asked costs nobody the check-in: it waits for a witness, as without an engine. */
async function faceOf(server: Server, traineeId: string, attemptId: string): Promise<Attempt['face']> {
  try {
    const verdict = await server.faceVerifier.verify({ traineeId, attemptId })
    return verdict.kind === 'judged' ? { matched: verdict.matched, live: verdict.live } : null
  } catch (error) {
    if (error instanceof FaceVerifierError) return null
    throw error
  }
}

/** @returns what is kept under the attempt's id: this attempt, or the one that came first */
async function keep(server: Server, attempt: Attempt): Promise<Attempt> {
  for (;;) {
    const writes = [insert(ATTEMPTS, attempt)]
    if (attempt.refusal === null) writes.push(...(await rollWrites(server, attempt)))
    const commit = await server.store.commit(writes)
    if (commit.committed) return attempt
    const earlier = await read(server.store, ATTEMPTS, attempt.id)
    if (earlier) return earlier
    // Another attempt of this trainee moved the roll meanwhile: once more, on what it is now.
  }
}

async function rollWrites(server: Server, attempt: Attempt): Promise<Write[]> {
  const id = rollId(attempt.traineeId, attempt.date)
  const found = await server.store.get(TRAINEE_DAY_ROLLS, id)
  const roll = found?.document ?? { id, startAttemptId: null, endAttemptId: null }
  const moved = withAttempt(roll, attempt)
  if (moved === roll) return []
  return [found ? replace(TRAINEE_DAY_ROLLS, moved, found.version) : insert(TRAINEE_DAY_ROLLS, moved)]
}

/** The first start and the last end stand. */
function withAttempt(roll: TraineeDayRoll, { kind, id }: Attempt): TraineeDayRoll {
  if (kind === 'end') return { ...roll, endAttemptId: id }
  return roll.startAttemptId === null ? { ...roll, startAttemptId: id } : roll
}

async function answerFrom(server: Server, attempt: Attempt): Promise<Outcome<'check-in'>> {
  const { refusal } = attempt
  if (refusal !== null) return { done: true, answer: { accepted: false, refusal } }
  const roll = await read(server.store, TRAINEE_DAY_ROLLS, rollId(attempt.traineeId, attempt.date))
  const witnessed = (await read(server.store, WITNESSINGS, attempt.id)) !== null
  const missing = missingOf(roll ?? { startAttemptId: null, endAttemptId: null })
  return { done: true, answer: { accepted: true, checkIn: checkInView(attempt, witnessed), missing } }
}
