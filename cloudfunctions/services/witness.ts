import type { Parsed } from '../contract/app'
import type { Write } from '../ports/store'
import type { Note } from './accounts/note'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord } from './documents/classes'
import { read, readAll } from './documents/read'
import {
  type Attempt,
  attemptsOf,
  TRAINEE_DAYS,
  type TraineeDayStream,
  timeOf,
  type Witnessing,
  witnessingsOf,
} from './documents/trainee-days'
import { faceHolds } from './evidence'
import { failedLookOf } from './face/tries'
import { marksOfTap } from './judging/tap-marks'
import { type Outcome, refuse } from './outcome'
import type { Server } from './server'
import { appendTo } from './streams/append'

/**
 * An instructor vouches for attempts of the class. Attempts of other classes are as unknown as ones never made. Whoever
 * does so although the face did not pass must say by what the person was known, and is kept in the access log, together
 * with whom it was for.
 */
export async function witness(
  server: Server,
  actor: Account,
  { classId, date, attemptIds, reason, seen }: Parsed<'witness'>,
  note: Note,
): Promise<Outcome<'witness'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const streams = await readAll(server.store, TRAINEE_DAYS, { index: 'byClassDay', equal: [classId, date] })
  const found = [...new Set(attemptIds)].map(id => attemptIn(streams, id))
  if (found.includes(null)) return refuse({ code: 'not-allowed' })
  if (seen === undefined && found.some(attempt => attempt && overridesFace(attempt)))
    return refuse({ code: 'seen-not-said' })
  const recorded: string[] = []
  const already: string[] = []
  for (const attempt of found.filter(one => one !== null)) {
    const isNew = await vouch(server, actor, record, attempt, { reason, seen, note })
    ;(isNew ? recorded : already).push(attempt.attemptId)
  }
  return { done: true, answer: { recorded, already } }
}

interface AttemptOfStream extends Attempt {
  readonly stream: TraineeDayStream
}

/** Null: no such attempt on the day, or one that was refused. */
function attemptIn(streams: readonly TraineeDayStream[], attemptId: string): AttemptOfStream | null {
  for (const stream of streams) {
    const attempt = attemptsOf(stream).find(one => one.attemptId === attemptId)
    if (attempt) return attempt.refusal === null ? { ...attempt, stream } : null
  }
  return null
}

/** Nobody has vouched for it yet, and a look at the face failed. */
const overridesFace = (attempt: AttemptOfStream) =>
  !faceHolds(attempt) &&
  !witnessingsOf(attempt.stream).has(attempt.attemptId) &&
  failedLookOf(attempt.stream, attempt) !== null

interface Said extends Pick<Parsed<'witness'>, 'reason' | 'seen'> {
  readonly note: Note
}

/** False: the face needs no witness, or someone vouched for it before, and that stands. */
async function vouch(
  server: Server,
  actor: Account,
  record: ClassRecord,
  attempt: AttemptOfStream,
  said: Said,
): Promise<boolean> {
  if (faceHolds(attempt)) return false
  const { attemptId, stream } = attempt
  let isNew = false
  await appendTo(server.store, TRAINEE_DAYS, stream, async now => {
    isNew = !witnessingsOf(now).has(attemptId)
    if (!isNew) return { leave: true }
    const event: Witnessing = {
      type: 'witnessing',
      attemptId,
      by: actor.displayName,
      accountId: actor.id,
      at: server.clock.now(),
      reason: said.reason,
      ...(said.seen !== undefined && { seen: said.seen }),
      source: 'app',
    }
    const override = await overrideNoted(said.note, record, now, attempt)
    return { event, beside: [...marksOfTap(record, timeOf(attempt), event.at), ...override] }
  })
  return isNew
}

/** None where no face had failed. It stands in one commit with the witnessing, so that neither is ever alone. */
async function overrideNoted(
  note: Note,
  { id: classId }: ClassRecord,
  stream: TraineeDayStream,
  attempt: Attempt,
): Promise<readonly Write[]> {
  const faceOutcome = failedLookOf(stream, attempt)
  if (faceOutcome === null) return []
  const { traineeId, date } = stream
  const objects = { classId, date, traineeId, attemptId: attempt.attemptId, faceOutcome }
  return note({ type: 'act', operation: 'witness', objects })
}
