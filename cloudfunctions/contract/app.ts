import * as z from 'zod'
import type {
  Camera,
  ClassDayFlag,
  ClassDayStatus,
  Interval,
  Piece,
  RecordingStatus,
  TraineeDayFlag,
  TraineeDayStatus,
} from '../domain/model'

/**
 * Every question the app may ask: who may ask it, the shape of the question, the type of the answer. One HTTP POST
 * to `/api/<operation>` with a JSON body, or one cloud function call. Instants are epoch milliseconds, dates are
 * `YYYY-MM-DD` in Asia/Shanghai.
 */

export const ROLES = [
  'trainee',
  'instructor',
  'provider',
  'supervisor',
  'finance',
  'auditor',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

const id = z.string().min(1).max(64)
const date = z.iso.date()
const location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** `roles` empty: anyone, signed in or not. Rights on the object itself are decided by the server's policy table. */
export const operations = {
  'sign-in': {
    roles: [],
    input: z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
  },
  'sign-out': { roles: ROLES, input: z.strictObject({}) },
  'who-am-i': { roles: [], input: z.strictObject({}) },
  'trainee-today': { roles: ['trainee'], input: z.strictObject({}) },
  'check-in': {
    roles: ['trainee'],
    input: z.strictObject({
      kind: z.enum(['start', 'end']),
      /** Made by the phone once per attempt and sent again with each retry: one attempt, however often it is sent. */
      attemptKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
      deviceId: z.string().min(1).max(64).optional(),
      location: location.optional(),
    }),
  },
  'my-days': { roles: ['trainee'], input: z.strictObject({}) },
  'class-today': {
    roles: ['instructor'],
    /** Without a class: the instructor's first class by id. Without a date: today. */
    input: z.strictObject({ classId: id.optional(), date: date.optional() }),
  },
  witness: {
    roles: ['instructor'],
    input: z.strictObject({
      classId: id,
      attemptIds: z.array(id).min(1).max(200),
      reason: z.string().trim().min(1).max(200),
    }),
  },
  'refresh-recordings': { roles: ['instructor', 'supervisor'], input: z.strictObject({ classId: id, date }) },
  'class-days': { roles: ['supervisor'], input: z.strictObject({ pendingOnly: z.boolean().optional() }) },
  'class-day': { roles: ['supervisor', 'instructor'], input: z.strictObject({ classId: id, date }) },
  decide: {
    roles: ['supervisor'],
    input: z
      .strictObject({
        classId: id,
        date,
        traineeId: id.optional(),
        verdict: z.enum(['accepted', 'rejected']),
        hours: z.int().min(0).max(24).optional(),
        reason: z.string().trim().min(1).max(500),
        /** Made by the app once per decision, so that a repeated send is one decision. */
        decisionKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
      })
      .refine(
        ({ hours, traineeId, verdict }) =>
          hours === undefined || (traineeId !== undefined && verdict === 'accepted'),
        { path: ['hours'], error: '只有认可某位学员的一天时才能写明学时。' },
      ),
  },
} as const satisfies Record<string, { roles: readonly Role[]; input: z.ZodType }>

export type Operation = keyof typeof operations
export type Input<K extends Operation> = z.input<(typeof operations)[K]['input']>
export type Parsed<K extends Operation> = z.output<(typeof operations)[K]['input']>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface Person {
  readonly name: string
  readonly displayName: string
  readonly role: Role
}

export interface ClassLabel {
  readonly classId: string
  /** e.g. 工业机器人系统操作员 1 班 */
  readonly title: string
  readonly occupation: string
  readonly provider: string
  readonly room: string | null
}

export interface LessonView extends Interval {
  readonly lessonId: string
  readonly title: string
  readonly hours: number
  readonly kind: 'theory' | 'practice'
  readonly delivery: 'onsite' | 'online'
}

/** `waiting`: kept with its time, counts once an instructor has vouched for it. */
export type CheckInState = 'recorded' | 'waiting'

export interface CheckInView {
  readonly attemptId: string
  readonly kind: 'start' | 'end'
  /** The server's clock. */
  readonly at: number
  readonly state: CheckInState
  readonly method: 'face' | 'witnessed'
}

export interface TraineeToday {
  readonly now: number
  readonly date: string
  readonly class: ClassLabel
  /** Empty: no lesson today. */
  readonly lessons: readonly LessonView[]
  /** When check-ins count today (R6), both ends included; null without lessons. */
  readonly window: Interval | null
  readonly nextLessonDate: string | null
  readonly checkIns: readonly CheckInView[]
  /** What the one big button does now. */
  readonly next: 'start' | 'end' | 'done' | 'not-yet' | 'closed' | 'no-lesson'
  /** Why the check-in goes by the instructor's witness and not by face, in a sentence; null when face is on. */
  readonly withoutFace: string | null
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

export type CheckInAnswer =
  | { readonly accepted: true; readonly checkIn: CheckInView; readonly missing: readonly ('start' | 'end')[] }
  | { readonly accepted: false; readonly refusal: CheckInRefusal }

export interface DayView {
  readonly date: string
  /** The day's window hasn't closed: what follows is how it stands so far, and is in no sum yet. */
  readonly open: boolean
  readonly status: TraineeDayStatus
  readonly classDayStatus: ClassDayStatus
  readonly start: number | null
  readonly end: number | null
  readonly flags: readonly TraineeDayFlag[]
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
}

export interface MyDays {
  readonly class: ClassLabel
  readonly days: readonly DayView[]
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
  /** Ten-thousandths. */
  readonly confirmedRate: number
}

/**
 * What is known of a camera's day. Unknown is a state of its own: `not-asked` and `unreachable` never mean that
 * nothing was recorded.
 */
export type CameraState = 'has-recordings' | 'no-recordings' | 'camera-offline' | 'unreachable' | 'not-asked'

export interface CameraDayView extends Camera {
  readonly state: CameraState
  /** When the platform was last asked, and what went wrong then, in a sentence. */
  readonly askedAt: number | null
  readonly problem: string | null
  /** The platform's rows, merged into runs (R2). */
  readonly runs: readonly Interval[]
}

export interface RollEntry {
  readonly traineeId: string
  readonly name: string
  readonly start: CheckInView | null
  readonly end: CheckInView | null
}

export interface ClassToday {
  readonly now: number
  readonly date: string
  readonly classes: readonly ClassLabel[]
  readonly class: ClassLabel
  readonly lessons: readonly LessonView[]
  readonly window: Interval | null
  readonly roll: readonly RollEntry[]
  readonly cameras: readonly CameraDayView[]
  readonly segmentCount: number
  readonly segmentsNeeded: number
  readonly segmentMinutes: number
  readonly recording: RecordingStatus
  readonly flags: readonly ClassDayFlag[]
}

interface WitnessAnswer {
  readonly recorded: readonly string[]
  /** Attempts that were recorded before, by this or another send. */
  readonly already: readonly string[]
}

export interface ClassDayRow {
  readonly classId: string
  readonly classTitle: string
  readonly provider: string
  readonly date: string
  /** The day's window hasn't closed: what follows is how it stands so far. */
  readonly open: boolean
  readonly status: ClassDayStatus
  readonly flags: readonly ClassDayFlag[]
  readonly segmentCount: number
  readonly trainees: number
  readonly traineesFlagged: number
  readonly traineesAbsent: number
  readonly scheduledHours: number
  /** Sums over the class's trainees. */
  readonly provisionalHours: number
  readonly confirmedHours: number
}

export interface DecisionView {
  readonly traineeId: string | null
  readonly verdict: 'accepted' | 'rejected'
  readonly hours: number | null
  readonly by: string
  readonly at: number
  readonly reason: string
}

export interface TraineeDayRow extends DayView {
  readonly traineeId: string
  readonly name: string
}

export interface ClassDayDetail {
  readonly row: ClassDayRow
  readonly policy: string
  readonly lessons: readonly LessonView[]
  readonly sessions: readonly Interval[]
  readonly cameras: readonly CameraDayView[]
  readonly pieces: readonly Piece[]
  /** The counted stretches of 20 minutes (R4). */
  readonly segments: readonly Piece[]
  readonly recording: RecordingStatus
  readonly trainees: readonly TraineeDayRow[]
  readonly decisions: readonly DecisionView[]
  /** When the day's window closes: a decision waits until then. */
  readonly decidableFrom: number
}

export interface DecideAnswer {
  readonly detail: ClassDayDetail
  /** Sums of the class-day before and after, so that the effect is seen. */
  readonly before: { readonly provisionalHours: number; readonly confirmedHours: number }
}

export interface Answers {
  'sign-in': Person
  'sign-out': { readonly signedOut: true }
  'who-am-i': Person | null
  'trainee-today': TraineeToday
  'check-in': CheckInAnswer
  'my-days': MyDays
  'class-today': ClassToday
  witness: WitnessAnswer
  'refresh-recordings': { readonly cameras: readonly CameraDayView[] }
  'class-days': { readonly rows: readonly ClassDayRow[] }
  'class-day': ClassDayDetail
  decide: DecideAnswer
}

/** What goes wrong, in one shape: a code for the app, a sentence for the person, and where it went wrong. */
export interface Failure {
  readonly error: {
    readonly code:
      | 'bad-input'
      | 'signed-out'
      | 'wrong-name-or-password'
      | 'too-many-attempts'
      | 'not-allowed'
      | 'not-found'
      | 'conflict'
      | 'outage'
    readonly message: string
    readonly path?: string
    /** Seconds, with `too-many-attempts`. */
    readonly retryAfter?: number
  }
}
