import type { Parsed } from '../../contract/app'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { changeConsents } from './change'
import { consentText, hashOfText } from './consent-text'
import { choicesOf } from './readiness'
import { standingOf } from './standing'

/** Keeps that the trainee consented to the text that was shown; given again, it stands as it was given first. */
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
  const stream = await changeConsents(server, seat, now => {
    const { consent } = choicesOf(now)
    if (consent?.version === version) return { events: [] }
    const textHash = hashOfText(text)
    const at = server.clock.now()
    return { events: [{ type: 'consent-given', version, textHash, accountId: actor.id, at }] }
  })
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}
