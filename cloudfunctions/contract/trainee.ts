import * as z from 'zod'
import type { DayToCome, Forecast } from '../domain/attendance/forecast'
import type { Interval, TraineeDayFlag, TraineeDayStatus } from '../domain/model'
import type { StandingStatus } from '../domain/recording/knowledge'
import type { AppealView, ForgottenCheckIn, MayAppeal } from './appeals'
import type { FaceToday } from './face'
import { id, key, location } from './fields'
import type { Role } from './roles'
import type { CheckInView, ClassLabel, LessonView } from './views'

/** A trainee's day, the check-in, and the days so far. */

export const traineeOperations = {
  'trainee-today': { roles: ['trainee'], input: z.strictObject({}) },
  'check-in': {
    roles: ['trainee'],
    input: z.strictObject({
      kind: z.enum(['start', 'end']),
      /** Made by the phone once per attempt and sent again with each retry: one attempt, however often it is sent. */
      attemptKey: key,
      /** Of `trainee-today`: whose tap it is. Asked under another's session, it is told as signed out. */
      whose: id.optional(),
      /** How long ago, by the phone, the button was tapped; left out: now. A retry says how long by then. */
      waitedMs: z
        .int()
        .min(0)
        .max(366 * 24 * 3_600_000)
        .optional(),
      deviceId: z.string().min(1).max(64).optional(),
      location: location.optional(),
      /** A check of `open-face` for this attempt that was judged: what it came to the server looks up itself. */
      faceCheckId: id.optional(),
      /** The six digits that the instructor shows in the room. */
      roomCode: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
  },
  'my-days': { roles: ['trainee'], input: z.strictObject({}) },
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

export interface TraineeToday {
  readonly now: number
  /** A mark of the trainee, by which a phone that several people use keeps their taps apart. */
  readonly whose: string
  readonly date: string
  readonly class: ClassLabel
  /** Empty: no lesson today. */
  readonly lessons: readonly LessonView[]
  /** When check-ins count today (R6), both ends included; null without lessons. */
  readonly window: Interval | null
  /** So far from the first start and the last end a check-in is still in time (R7), in milliseconds. */
  readonly graceMs: number
  readonly nextLessonDate: string | null
  /** All of today that were not refused, by time: of several of a kind the rules choose (R7). */
  readonly checkIns: readonly CheckInView[]
  /** What the one big button does now. */
  readonly next: 'start' | 'end' | 'done' | 'not-yet' | 'closed' | 'no-lesson'
  readonly face: FaceToday
  /** Null: nothing was forgotten, or it can be asked for no more. */
  readonly forgotten: ForgottenCheckIn | null
}

/** A refusal carries its numbers; the app makes the sentence. */
export type CheckInRefusal =
  | { readonly kind: 'no-lesson-today'; readonly nextLessonDate: string | null }
  | {
      readonly kind: 'outside-window'
      readonly opensAt: number
      readonly closesAt: number
      readonly now: number
    }
  /** It waited in the phone's queue for longer than anybody can vouch for it. */
  | {
      readonly kind: 'too-late'
      readonly tappedAt: number
      readonly now: number
      readonly mostDays: number
    }
  /** The code of the room was another one, or one of before. */
  | { readonly kind: 'wrong-code'; readonly triesLeft: number }

export type CheckInAnswer =
  | { readonly accepted: true; readonly checkIn: CheckInView; readonly missing: readonly ('start' | 'end')[] }
  | { readonly accepted: false; readonly refusal: CheckInRefusal }

export interface DayView {
  readonly date: string
  /** The day's window hasn't closed: what follows is how it stands so far, and is in no sum yet. */
  readonly open: boolean
  readonly status: TraineeDayStatus
  readonly classDayStatus: StandingStatus
  readonly start: number | null
  readonly end: number | null
  readonly flags: readonly TraineeDayFlag[]
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
  /** What the trainee asked about it, in order. To the class's school it tells none: it is for the supervisors. */
  readonly appeals: readonly AppealView[]
}

export interface MyDay extends DayView {
  readonly mayAppeal: readonly MayAppeal[]
}

export interface MyDays {
  readonly class: ClassLabel
  /** By the server's clock. */
  readonly today: string
  /** Up to today. */
  readonly days: readonly MyDay[]
  /** After today. */
  readonly ahead: readonly Pick<DayToCome, 'date' | 'scheduledHours'>[]
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
  /** Ten-thousandths. */
  readonly confirmedRate: number
  readonly forecast: Forecast
}

export interface TraineeAnswers {
  'trainee-today': TraineeToday
  'check-in': CheckInAnswer
  'my-days': MyDays
}
