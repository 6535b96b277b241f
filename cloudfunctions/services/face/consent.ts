import type { Parsed } from '../../contract/app'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { changeConsents, destruction } from './change'
import { consentText, hashOfText } from './consent-text'
import { choicesOf } from './readiness'
import { standingOf } from './standing'

/**
 * Keeps that the trainee consented to the text that was shown; given again, it stands as it was given first. What was
 * enrolled under a consent to another way, which is over with this one, is destroyed in the same commit.
 */
export async function giveFaceConsent(
  server: Server,
  actor: Account,
  { version }: Parsed<'give-face-consent'>,
): Promise<Outcome<'give-face-consent'>> {
  const seat = seatOf(actor)
  if (seat === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { way } = server.faceVerifier
  if (way === 'none') return refuse({ code: 'conflict', what: 'no-face-check' })
  const text = consentText(way)
  if (text.version !== version) return refuse({ code: 'conflict', what: 'other-consent-text' })
  const stream = await changeConsents(server, seat, async now => {
    if (choicesOf(now).consent?.version === version) return { events: [] }
    const at = server.clock.now()
    const given = {
      type: 'consent-given',
      version,
      textHash: hashOfText(text),
      accountId: actor.id,
      at,
    } as const
    if (way === 'frames') return { events: [given] }
    const { events, beside } = await destruction(server, now, 'other-way', at)
    return { events: [given, ...events], beside }
  })
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}
