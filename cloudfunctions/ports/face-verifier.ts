import type {
  CheckEnd,
  EnrolmentBasis,
  FaceChallenge,
  PictureFault,
  VerdictFigures,
} from '../domain/evidence/face'
import type { DateText, Instant } from '../domain/model'

/**
 * Whether the person before the phone is the trainee, and alive. Whoever verifies is one of three: nobody, a service
 * that the phone talks to and that tells the server its verdict, or an engine of this machine that is shown frames.
 * The phone's word never counts: a verdict comes from here, and belongs to one check of one attempt of one person.
 */
export type FaceVerifier = NoFace | FaceService | FaceEngine

/** There is none: check-ins go the way without face, and say so. */
export interface NoFace {
  readonly way: 'none'
  /** A sentence for the trainee, in Chinese. */
  readonly because: string
}

/** WeChat's: the phone shows its own page, no picture reaches us, and the server fetches what came of it. */
export interface FaceService {
  readonly way: 'service'
  /**
   * Opens a check at the service: each time another one.
   * @throws FaceVerifierError
   */
  open(person: ServicePerson): Promise<OpenedAtService>
  /**
   * Fetches the verdict of a check that was opened. May be asked again.
   * @returns null while the person has not finished
   * @throws FaceVerifierError
   */
  verdict(check: ServiceCheck): Promise<ServiceVerdict | null>
}

export interface ServicePerson {
  /** Whom the check is about, as the identity card says. */
  readonly name: string
  readonly idNumber: string
  /** Who holds the phone, as the platform knows them. */
  readonly openId: string
}

export interface OpenedAtService {
  /** What the phone shows the service's page with. */
  readonly verifyId: string
  /** By which the server asks for the verdict; the phone is never told it. */
  readonly number: string
  readonly expiresAt: Instant
}

export type ServiceCheck = ServicePerson & Omit<OpenedAtService, 'expiresAt'>

export interface ServiceVerdict {
  readonly outcome: 'passed' | 'not-same-person' | 'not-live' | CheckEnd
  /** The service's own code, for the log and for whoever looks into it. */
  readonly code: string
}

/** An engine that looks at frames itself. Nothing that it is shown is kept. */
export interface FaceEngine {
  readonly way: 'frames'
  /** Names the models by their checksum: templates of other models can't be compared. */
  readonly model: string
  /** Draws what a person is asked to do, of what it can see done, by what holds on that date. */
  draw(on: DateText): FaceChallenge
  /**
   * What is kept of a person: of three frames taken under the eye of staff, or of one photo of the identity card.
   * @param on by what holds on that date
   * @throws FaceVerifierError
   */
  enrol(photos: readonly Uint8Array[], basis: EnrolmentBasis, on: DateText): Promise<Enrolment>
  /**
   * @throws FaceVerifierError when no verdict could be found in time; never a verdict in its place
   */
  judge(clip: FaceClip, template: FaceTemplate): Promise<EngineVerdict>
  close(): Promise<void>
}

/** JPEG, PNG or WebP pictures in the order in which they were taken, and what was asked for meanwhile. */
export interface FaceClip extends FaceChallenge {
  readonly frames: readonly ClipFrame[]
  /** When the challenge was given, and when the pictures arrived, by the server's clock. */
  readonly openedAt: Instant
  readonly arrivedAt: Instant
}

export interface ClipFrame {
  readonly picture: Uint8Array
  /** Milliseconds since the person was first asked to look straight ahead, by the phone. */
  readonly takenAt: number
  /** The place in the steps that was asked for then, by the phone; null: looking straight ahead, before the first. */
  readonly step: number | null
}

export interface FaceTemplate {
  readonly model: string
  readonly basis: EnrolmentBasis
  /** Base64 of the numbers, as the engine made them. */
  readonly numbers: string
}

export type Enrolment =
  | { readonly enrolled: true; readonly template: FaceTemplate }
  /** `photo`: which of them, from 0. `not-one-person`: the photos show different people. */
  | { readonly enrolled: false; readonly photo: number; readonly fault: PictureFault | 'not-one-person' }

export interface EngineVerdict {
  /** `uncertain`: alive, and between the two thresholds; one more try, then a person decides. */
  readonly outcome: 'passed' | 'uncertain' | 'not-same-person' | 'not-live' | PictureFault
  readonly figures: VerdictFigures
}

/** The verifier could not be asked, or did not answer in time: nothing is known, and nothing is lost. */
export class FaceVerifierError extends Error {
  override readonly name = 'FaceVerifierError'
}
