import * as z from 'zod'
import {
  CHECK_ENDS,
  type CheckEnd,
  type DestructionReason,
  type EnrolmentBasis,
  type FaceChallenge,
  type FaceOutcome,
  type PictureFault,
} from '../domain/evidence/face'
import type { Role } from './roles'

export type {
  CameraTraits,
  CheckEnd,
  DestructionReason,
  EnrolmentBasis,
  FaceChallenge,
  FaceOutcome,
  FaceStep,
} from '../domain/evidence/face'

/** Check-in by face, the consent to it, and the way without it. */

const id = z.string().min(1).max(64)
const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
/** A frame of 640 × 480 as JPEG is 30 to 60 KB; in base64 a third more. */
const picture = z.base64().min(1).max(400_000)

/** A clip of three seconds takes 15; one for whoever is given more time takes 19. */
export const MOST_FRAMES = 20
/** Of all frames of a clip, or of all photos of an enrolment, in base64. */
const MOST_CLIP_CHARACTERS = 2_400_000
const ENROLMENT_PHOTOS = 3
/** Of a question that carries pictures; all others are far smaller. */
const MOST_BYTES_WITH_PICTURES = 2_500_000

const notTooMuch = (pictures: readonly string[]) =>
  pictures.reduce((sum, { length }) => sum + length, 0) <= MOST_CLIP_CHARACTERS
const TOO_MUCH = '照片太大了，请调低清晰度后再试。'

const frame = z.strictObject({
  picture,
  /** Milliseconds since the clip began: since the person was first asked to look straight ahead. */
  takenAt: z.int().min(0).max(60_000),
  /** The place in the challenge; null: looking straight ahead, before the first step. */
  step: z.int().min(0).max(7).nullable(),
})

/** How the way was chosen: `face`, or for ever without. Once without is chosen by the check-in itself. */
export const WAYS = ['face', 'without'] as const
export type Way = (typeof WAYS)[number]

export const faceOperations = {
  /** What stands between the trainee and a check-in by face, and the text of the consent. */
  'face-standing': { roles: ['trainee'], input: z.strictObject({}) },
  /** `version`: of the text that was shown. Any other than the one in force is refused. */
  'give-face-consent': { roles: ['trainee'], input: z.strictObject({ version: z.string().min(1).max(40) }) },
  /** The template is destroyed before this is answered. */
  'withdraw-face-consent': { roles: ['trainee'], input: z.strictObject({}) },
  'choose-way': { roles: ['trainee'], input: z.strictObject({ way: z.enum(WAYS) }) },
  'open-face': {
    roles: ['trainee'],
    input: z.strictObject({
      /** Of the check-in that it is for. */
      attemptKey: key,
      /** Made by the phone once per check: opened again with it, it is the same check. */
      faceKey: key,
    }),
  },
  'judge-face': {
    roles: ['trainee'],
    mostBytes: MOST_BYTES_WITH_PICTURES,
    input: z
      .strictObject({
        checkId: id,
        /** Of an engine that is shown frames; they are looked at and dropped. */
        frames: z.array(frame).min(1).max(MOST_FRAMES).optional(),
        /** How it ended on the phone without a picture. It is kept as such, and never counts as passed. */
        ended: z.enum(CHECK_ENDS).optional(),
        camera: z
          .strictObject({
            label: z.string().max(200),
            width: z.int().min(0).max(10_000),
            height: z.int().min(0).max(10_000),
          })
          .optional(),
      })
      .refine(({ frames, ended }) => frames === undefined || ended === undefined, {
        path: ['ended'],
        error: '有画面时不能再写明如何中断。',
      })
      .refine(({ frames }) => notTooMuch(frames?.map(one => one.picture) ?? []), {
        path: ['frames'],
        error: TOO_MUCH,
      }),
  },
  /** Who of the class has consented, is enrolled, or goes without. */
  'face-roll': {
    roles: ['instructor', 'supervisor'],
    audit: 'read',
    input: z.strictObject({ classId: id }),
  },
  /** Under the eye of an instructor or a supervisor: three frames, or one photo of the identity card. */
  'enrol-face': {
    roles: ['instructor', 'supervisor'],
    mostBytes: MOST_BYTES_WITH_PICTURES,
    input: z
      .strictObject({
        classId: id,
        traineeId: id,
        photos: z.array(picture).min(1).max(ENROLMENT_PHOTOS),
        basis: z.enum(['frames', 'id-photo']),
      })
      .refine(({ photos, basis }) => photos.length === (basis === 'frames' ? ENROLMENT_PHOTOS : 1), {
        path: ['photos'],
        error: '现场拍摄需要 3 张照片，身份证照片需要 1 张。',
      })
      .refine(({ photos }) => notTooMuch(photos), { path: ['photos'], error: TOO_MUCH }),
  },
  /** The codes to show in the room for the next minutes. That they were shown, and by whom, is kept. */
  'room-code': { roles: ['instructor'], audit: 'read', input: z.strictObject({ classId: id }) },
} as const satisfies Record<
  string,
  { roles: readonly Role[]; audit?: 'read'; mostBytes?: number; input: z.ZodType }
>

// ---- answers ----------------------------------------------------------------------------------------------------

/**
 * What the check-in page does about the face. `ready`: a check can be opened; `no-consent`, `not-enrolled`: that comes
 * first, and the way without is open all the same; `without`: chosen for good; `none`: there is no engine.
 */
export type FaceReadiness = 'ready' | 'no-consent' | 'not-enrolled' | 'without' | 'none'

export interface FaceToday {
  readonly readiness: FaceReadiness
  /** Who looks: a service with a page of its own, or the engine that is shown frames. */
  readonly by: 'none' | 'service' | 'frames'
  /** With `none`: why, in a sentence. */
  readonly because: string | null
}

export interface ConsentText {
  /** Ends with the date on which the text was written: `frames-2026-11-22`. */
  readonly version: string
  readonly title: string
  /** Each readable aloud by itself. */
  readonly paragraphs: readonly { readonly heading: string; readonly text: string }[]
}

export interface GivenConsent {
  readonly version: string
  readonly at: number
}

export interface FaceStanding extends FaceToday {
  readonly text: ConsentText
  /** To this text. Null: none was given, it was withdrawn, or it is to another text. */
  readonly consent: GivenConsent | null
  /** In force, and to another text than this: for another way of looking at faces, or in other words. */
  readonly otherConsent: GivenConsent | null
  readonly withdrawnAt: number | null
  /** Whether there is anything to take back: a consent to whichever text, or what is enrolled. It needs no engine. */
  readonly mayWithdraw: boolean
  readonly enrolled: {
    readonly at: number
    readonly by: string
    readonly basis: EnrolmentBasis
    readonly keptUntil: string
  } | null
  /** What was enrolled last and is gone; null: nothing was, or it is there. */
  readonly destroyed: { readonly at: number; readonly because: DestructionReason } | null
  readonly way: Way
}

export type FaceTask =
  | ({ readonly checkId: string; readonly by: 'frames'; readonly expiresAt: number } & FaceChallenge)
  | {
      readonly checkId: string
      readonly by: 'service'
      readonly verifyId: string
      readonly expiresAt: number
    }

export type OpenFaceAnswer =
  | { readonly opened: true; readonly task: FaceTask }
  /** Nothing is lost: the check-in goes without face. `no-lesson`: it is refused, and says itself why. */
  | {
      readonly opened: false
      readonly why: Exclude<FaceReadiness, 'ready'> | 'unavailable' | 'too-many-checks' | 'no-lesson'
    }

export interface JudgeFaceAnswer {
  readonly checkId: string
  /** Null: the service has no verdict yet; ask again. */
  readonly outcome: FaceOutcome | null
  /** Checks that may still be opened today. */
  readonly left: number
}

export interface FaceRollEntry {
  readonly traineeId: string
  readonly name: string
  readonly consented: boolean
  readonly enrolledAt: number | null
  /** The last day on which what was enrolled may be kept; null: nothing is. */
  readonly keptUntil: string | null
  readonly way: Way
}

export type EnrolFaceAnswer =
  | { readonly enrolled: true; readonly at: number; readonly keptUntil: string }
  | {
      readonly enrolled: false
      readonly why: 'no-consent' | 'unavailable' | 'no-engine'
    }
  | {
      readonly enrolled: false
      readonly why: 'photo'
      /** Which of them, from 0. */
      readonly photo: number
      readonly fault: PictureFault | 'not-one-person'
    }

/** What a face was looked at and came to, other than passed. How a check ended unseen says nothing of a face. */
export type FailedLook = Exclude<FaceOutcome, 'passed' | CheckEnd>

/** Looks at a trainee's face on a day that did not pass, since the last one that did. */
export interface FaceTries {
  readonly failed: number
  readonly lastOutcome: FailedLook
  readonly lastAt: number
}

/** How check-ins that stand for the day came to count. */
export interface CheckInWays {
  readonly face: number
  readonly witnessed: number
  readonly roomCode: number
}

export interface RoomCodes {
  readonly now: number
  readonly codes: readonly { readonly code: string; readonly from: number; readonly to: number }[]
}

export interface FaceAnswers {
  'face-standing': FaceStanding
  'give-face-consent': FaceStanding
  'withdraw-face-consent': FaceStanding
  'choose-way': FaceStanding
  'open-face': OpenFaceAnswer
  'judge-face': JudgeFaceAnswer
  /** `by`: who looks at faces. Only an engine that is shown frames wants anybody enrolled. By the roster. */
  'face-roll': { readonly by: FaceToday['by']; readonly trainees: readonly FaceRollEntry[] }
  'enrol-face': EnrolFaceAnswer
  'room-code': RoomCodes
}
