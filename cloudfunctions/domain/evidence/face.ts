/** What a challenge asks for, in the order in which the server drew it. Left and right are the person's own. */
export const FACE_STEPS = ['turn-left', 'turn-right', 'blink', 'nearer'] as const
export type FaceStep = (typeof FACE_STEPS)[number]

/** What a person is asked to do before the camera, and when: drawn by the server. */
export interface FaceChallenge {
  readonly steps: readonly FaceStep[]
  /** How long each stretch lasts at least, in milliseconds: looking straight ahead, then each of the steps. */
  readonly lasts: readonly number[]
}

/** Why a picture is of no use; each can be put right by the person. */
export const PICTURE_FAULTS = [
  'no-face',
  'several-faces',
  'too-far',
  'blurred',
  'too-dark',
  'too-bright',
  'turned-away',
  'unreadable',
] as const
export type PictureFault = (typeof PICTURE_FAULTS)[number]

/** How a check can end before anybody has looked at a face. */
export const CHECK_ENDS = ['cancelled', 'no-permission', 'timed-out', 'unsupported', 'unavailable'] as const
export type CheckEnd = (typeof CHECK_ENDS)[number]

/** `uncertain`: alive, and between the two thresholds; one more try, then a person decides. */
export type FaceOutcome = 'passed' | 'uncertain' | 'not-same-person' | 'not-live' | PictureFault | CheckEnd

export type EnrolmentBasis = 'frames' | 'id-photo'

/**
 * Why a template is gone. `other-way`: the trainee consented to another way of looking at faces, which needs none;
 * `restored`: it came back with a backup, and nothing proves that it may still be kept.
 */
export type DestructionReason = 'withdrawn' | 'term-over' | 'enrolled-anew' | 'other-way' | 'restored'

/**
 * What a film of somebody who did just then what was asked does not show. `out-of-order`: its pictures do not follow one
 * another; `too-short`: shorter than the challenge; `too-long`: longer than the check has been open; `too-few`: a stretch
 * has not pictures enough; `too-soon`: a step was done before it was asked for; `sudden`: no turn was seen on its way;
 * `another-face`: somebody's place was taken.
 */
export type ClipLapse =
  | 'out-of-order'
  | 'too-short'
  | 'too-long'
  | 'too-few'
  | 'too-soon'
  | 'sudden'
  | 'another-face'

/** The numbers behind a verdict, for whoever must explain it. Ten-thousandths. */
export interface VerdictFigures {
  /** Likeness to the template of the best frame; null: it did not come to that. */
  readonly likeness: number | null
  /** What it had to reach. */
  readonly threshold: number
  /** The passive score: kept for whoever looks into it later, never a verdict. Null: not computed. */
  readonly passive: number | null
  /** Each step of the challenge and whether it was seen. */
  readonly steps: readonly { readonly step: FaceStep; readonly seen: boolean }[]
  /** Why the clip is no film of that; left out: it did not come to that, or nobody looked for it yet. */
  readonly lapses?: readonly ClipLapse[]
  /** Of each frame, in the order in which they were taken. */
  readonly marks: readonly FrameMark[]
}

/** Of a picture that could not be decoded, or shows so little that it looks like any other: a covered lens, say. */
export const NO_LOOKS = '0'.repeat(16)

/** By what a picture is known again without being kept. */
export interface FrameMark {
  /** The hash of its bytes: SHA-256, hex. */
  readonly exact: string
  /** The hash of its looks: 64 bits, hex; {@link NO_LOOKS} where there are none. */
  readonly alike: string
  /** Milliseconds since the clip began, as the phone says; left out: it was not said. */
  readonly takenAt?: number
}

/** What the browser says of the camera, for signs of one that is not there. */
export interface CameraTraits {
  readonly label: string
  readonly width: number
  readonly height: number
}
