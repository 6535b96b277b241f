import { remove, type Write } from '../../ports/store'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { FACE_TEMPLATES, type FaceConsentStream } from '../documents/face-consents'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { type Change, changeConsents } from './change'
import { choicesOf } from './readiness'
import { standingOf } from './standing'

/**
 * Takes the consent back and destroys the template, in one commit. Without a consent in force there is nothing to take
 * back, and the answer is the same.
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
  if (choicesOf(stream).consent === null) return { events: [] }
  const at = server.clock.now()
  const removal = await removalOf(server, stream)
  return {
    events: [
      { type: 'consent-withdrawn', accountId: actor.id, at },
      ...(removal ? [{ type: 'face-destroyed', because: 'withdrawn', at } as const] : []),
    ],
    beside: removal ? [removal] : [],
  }
}

async function removalOf({ store }: Server, { traineeId }: FaceConsentStream): Promise<Write | null> {
  const kept = await store.get(FACE_TEMPLATES, traineeId)
  return kept && remove(FACE_TEMPLATES, traineeId, kept.version)
}
