import type { Parsed } from '../contract/app'
import { insert } from '../ports/store'
import type { Account } from './documents/accounts'
import { ATTEMPTS, type Attempt, WITNESSINGS, type Witnessing } from './documents/check-ins'
import { read } from './documents/read'
import { type Outcome, refuse } from './outcome'
import type { Server } from './server'
import { faceHolds } from './views'

/** An instructor vouches for attempts of the class. Attempts of other classes are as unknown as ones never made. */
export async function witness(
  server: Server,
  actor: Account,
  { classId, attemptIds, reason }: Parsed<'witness'>,
): Promise<Outcome<'witness'>> {
  const attempts: Attempt[] = []
  for (const id of new Set(attemptIds)) {
    const attempt = await read(server.store, ATTEMPTS, id)
    if (attempt === null || attempt.classId !== classId || attempt.refusal !== null) {
      return refuse({ code: 'not-allowed' })
    }
    attempts.push(attempt)
  }
  const recorded: string[] = []
  const already: string[] = []
  for (const attempt of attempts) {
    const isNew = !faceHolds(attempt) && (await vouch(server, actor, attempt, reason))
    ;(isNew ? recorded : already).push(attempt.id)
  }
  return { done: true, answer: { recorded, already } }
}

/** False: someone vouched for it before, and that stands. */
async function vouch(server: Server, actor: Account, attempt: Attempt, reason: string): Promise<boolean> {
  const witnessing: Witnessing = {
    id: attempt.id,
    classId: attempt.classId,
    date: attempt.date,
    traineeId: attempt.traineeId,
    by: actor.displayName,
    accountId: actor.id,
    at: server.clock.now(),
    reason,
    source: 'app',
  }
  return (await server.store.commit([insert(WITNESSINGS, witnessing)])).committed
}
