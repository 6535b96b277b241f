import type { FaceStanding } from '../../contract/face'
import type { FaceVerifier } from '../../ports/face-verifier'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { FACE_CONSENTS, type FaceConsentStream } from '../documents/face-consents'
import { read } from '../documents/read'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { consentText, covers } from './consent-text'
import { choicesOf, faceToday, mayWithdraw } from './readiness'

/** What stands between the trainee and a check-in by face, with the text of the consent. */
export async function faceStanding(server: Server, actor: Account): Promise<Outcome<'face-standing'>> {
  const seat = seatOf(actor)
  if (seat === null) return refuse({ code: 'not-found', what: 'trainee' })
  const stream = await read(server.store, FACE_CONSENTS, seat.traineeId)
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}

/** @param stream null: the trainee never said anything about it */
export function standingOf(verifier: FaceVerifier, stream: FaceConsentStream | null): FaceStanding {
  const choices = choicesOf(stream)
  const { consent, withdrawn, enrolled, destroyed, way } = choices
  const given = consent && { version: consent.version, at: consent.at }
  const isToday = given !== null && covers(given.version, verifier.way)
  return {
    ...faceToday(verifier, stream),
    text: consentText(verifier.way),
    consent: isToday ? given : null,
    otherConsent: isToday ? null : given,
    withdrawnAt: withdrawn?.at ?? null,
    mayWithdraw: mayWithdraw(choices),
    enrolled: enrolled && {
      at: enrolled.at,
      by: enrolled.by,
      basis: enrolled.basis,
      keptUntil: enrolled.keptUntil,
    },
    destroyed: destroyed && { at: destroyed.at, because: destroyed.because },
    way,
  }
}
