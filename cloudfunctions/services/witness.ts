import type { Parsed } from '../contract/app'
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
import { marksOfTap } from './judging/tap-marks'
import { type Outcome, refuse } from './outcome'
import type { Server } from './server'
import { appendTo } from './streams/append'

/** An instructor vouches for attempts of the class. Attempts of other classes are as unknown as ones never made. */
export async function witness(
  server: Server,
  actor: Account,
  { classId, date, attemptIds, reason, seen }: Parsed<'witness'>,
): Promise<Outcome<'witness'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const streams = await readAll(server.store, TRAINEE_DAYS, { index: 'byClassDay', equal: [classId, date] })
  const found = [...new Set(attemptIds)].map(id => attemptIn(streams, id))
  if (found.includes(null)) return refuse({ code: 'not-allowed' })
  const recorded: string[] = []
  const already: string[] = []
  for (const attempt of found.filter(one => one !== null)) {
    const isNew = await vouch(server, actor, record, attempt, { reason, seen })
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

/** False: the face needs no witness, or someone vouched for it before, and that stands. */
async function vouch(
  server: Server,
  actor: Account,
  record: ClassRecord,
  attempt: AttemptOfStream,
  said: Pick<Parsed<'witness'>, 'reason' | 'seen'>,
): Promise<boolean> {
  if (faceHolds(attempt)) return false
  const { attemptId, stream } = attempt
  let isNew = false
  await appendTo(server.store, TRAINEE_DAYS, stream, now => {
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
    return { event, beside: marksOfTap(record, timeOf(attempt), event.at) }
  })
  return isNew
}
