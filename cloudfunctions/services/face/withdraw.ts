import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import type { FaceConsentStream } from '../documents/face-consents'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { type Change, changeConsents, destruction } from './change'
import { choicesOf, mayWithdraw } from './readiness'
import { standingOf } from './standing'

/**
 * Takes the consent back and destroys the template, in one commit. Without a consent in force, to
 * whichever text, there is nothing to take back, and the answer is the same.
 */
export async function withdrawFaceConsent(
  server: Server,
  actor: Account,
): Promise<Outcome<'withdraw-face-consent'>> {
  const seat = seatOf(actor)
  if (seat === null) return refuse({ code: 'not-found', what: 'trainee' })
  const stream = await changeConsents(server, seat, now => withdrawal(server, actor, now))
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}

async function withdrawal(server: Server, actor: Account, stream: FaceConsentStream): Promise<Change> {
  if (!mayWithdraw(choicesOf(stream))) return { events: [] }
  const at = server.clock.now()
  const { events, beside } = await destruction(server, stream, 'withdrawn', at)
  return { events: [{ type: 'consent-withdrawn', accountId: actor.id, at }, ...events], beside }
}
