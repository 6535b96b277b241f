import type { FaceReadiness, FaceToday, Way } from '../../contract/face'
import type { FaceVerifier } from '../../ports/face-verifier'
import type {
  ConsentGiven,
  ConsentWithdrawn,
  FaceConsentStream,
  FaceDestroyed,
  FaceEnrolled,
} from '../documents/face-consents'
import type { Chained } from '../streams/chain'
import { covers } from './consent-text'

/** What stands of all that a trainee consented to and chose: of each kind the latest that nothing has ended since. */
export interface FaceChoices {
  readonly consent: ConsentGiven | null
  readonly withdrawn: ConsentWithdrawn | null
  readonly enrolled: Chained<FaceEnrolled> | null
  readonly destroyed: FaceDestroyed | null
  readonly way: Way
}

const NONE: FaceChoices = { consent: null, withdrawn: null, enrolled: null, destroyed: null, way: 'face' }

/** @param stream null: the trainee never said anything about it */
export function choicesOf(stream: FaceConsentStream | null): FaceChoices {
  return (stream?.events ?? []).reduce(after, NONE)
}

/** Whoever withdraws goes without from then on; whoever consents anew has chosen the face again. */
function after(choices: FaceChoices, event: FaceConsentStream['events'][number]): FaceChoices {
  switch (event.type) {
    case 'consent-given':
      return { ...choices, consent: event, withdrawn: null, way: 'face' }
    case 'consent-withdrawn':
      return { ...choices, consent: null, withdrawn: event, way: 'without' }
    case 'consent-lapsed':
      return { ...choices, consent: null }
    case 'face-enrolled':
      return { ...choices, enrolled: event, destroyed: null }
    case 'face-destroyed':
      return { ...choices, enrolled: null, destroyed: event }
    case 'way-chosen':
      return { ...choices, way: event.way }
  }
}

/** Whether there is anything to take back, whatever is done today: another text and another way end no consent. */
export function mayWithdraw({ consent, enrolled }: FaceChoices): boolean {
  return consent !== null || enrolled !== null
}

/** What stands between the trainee and a check by face. */
export function readinessOf(verifier: FaceVerifier, stream: FaceConsentStream | null): FaceReadiness {
  if (verifier.way === 'none') return 'none'
  const { consent, enrolled, way } = choicesOf(stream)
  if (way === 'without') return 'without'
  if (consent === null || !covers(consent.version, verifier.way)) return 'no-consent'
  // A service compares with the identity card's own picture; templates of other models can't be compared.
  if (verifier.way === 'service' || enrolled?.model === verifier.model) return 'ready'
  return 'not-enrolled'
}

export function faceToday(verifier: FaceVerifier, stream: FaceConsentStream | null): FaceToday {
  return {
    readiness: readinessOf(verifier, stream),
    by: verifier.way,
    because: verifier.way === 'none' ? verifier.because : null,
  }
}
