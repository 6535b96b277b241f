import type { FaceStanding } from '../../contract/face'
import type { FaceVerifier } from '../../ports/face-verifier'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { FACE_CONSENTS, type FaceConsentStream } from '../documents/face-consents'
import { read } from '../documents/read'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { consentText, covers } from './consent-text'
import { choicesOf, faceToday } from './readiness'

/** What stands between the trainee and a check-in by face, with the text of the consent. */
export async function faceStanding(server: Server, actor: Account): Promise<Outcome<'face-standing'>> {
  const seat = seatOf(actor)
  if (seat === null) return refuse({ code: 'not-found', what: 'trainee' })
  const stream = await read(server.store, FACE_CONSENTS, seat.traineeId)
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}

/** @param stream null: the trainee never said anything about it */
export function standingOf(verifier: FaceVerifier, stream: FaceConsentStream | null): FaceStanding {
  const { consent, withdrawn, enrolled, way } = choicesOf(stream)
  return {
    ...faceToday(verifier, stream),
    text: consentText(verifier.way),
    consent:
      consent && covers(consent.version, verifier.way) ? { version: consent.version, at: consent.at } : null,
    withdrawnAt: withdrawn?.at ?? null,
    enrolled: enrolled && {
      at: enrolled.at,
      by: enrolled.by,
      basis: enrolled.basis,
      keptUntil: enrolled.keptUntil,
    },
    way,
  }
}
