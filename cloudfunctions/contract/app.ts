import * as z from 'zod'
import type { DayToCome, Forecast } from '../domain/attendance/forecast'
import type { Camera, ClassDayFlag, Interval, Piece, TraineeDayFlag, TraineeDayStatus } from '../domain/model'
import type { CameraSilence, RecordingFinding, StandingStatus } from '../domain/recording/knowledge'
import type { MissingSegments } from '../domain/recording/missing-segments'
import { type AccountAnswers, accountOperations } from './accounts'
import { type AppealView, appealOperations, type ForgottenCheckIn, type MayAppeal } from './appeals'
import {
  type CheckInWays,
  type FaceAnswers,
  type FaceToday,
  type FaceTries,
  type FailedLook,
  faceOperations,
} from './face'
import { type MessageAnswers, messageOperations } from './messages'
import { ROLES, type Role } from './roles'
import type { SignalsView } from './signals'

/**
 * Every question the app may ask: who may ask it, the shape of the question, the type of the answer. One HTTP POST
 * to `/api/<operation>` with a JSON body, or one cloud function call. Instants are epoch milliseconds, dates are
 * `YYYY-MM-DD` in Asia/Shanghai.
 */

export { ROLES, type Role }

const id = z.string().min(1).max(64)
const date = z.iso.date()
const location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const classDay = { classId: id, date }
const camera = { deviceSerial: z.string().min(1).max(64), channelNo: z.int().min(0).max(1_024) }
const instant = z.int().min(0).max(8.64e15)
const ruling = {
  ...classDay,
  traineeId: id.optional(),
  verdict: z.enum(['accepted', 'rejected']),
  hours: z.int().min(0).max(24).optional(),
}
const hoursOnlyForATrainee = (given: { hours?: unknown; traineeId?: unknown; verdict: string }) =>
  given.hours === undefined || (given.traineeId !== undefined && given.verdict === 'accepted')
const HOURS_ONLY_FOR_A_TRAINEE = { path: ['hours'], error: '只有认可某位学员的一天时才能写明学时。' }

/**
 * `roles` empty: anyone, signed in or not. Rights on the object itself are decided by the server's policy table.
 * `audit`: that it was asked is kept, since the answer tells of other people by name. `mostBytes`: of a question that may
 * be larger than others.
 */
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
  'class-today': {
    roles: ['instructor'],
    audit: 'read',
    /** Without a class: the instructor's first class by id. Without a date: today. */
    input: z.strictObject({ classId: id.optional(), date: date.optional() }),
  },
  witness: {
    roles: ['instructor'],
    input: z.strictObject({
      ...classDay,
      attemptIds: z.array(id).min(1).max(200),
      reason: z.string().trim().min(1).max(200),
      /** What the instructor goes by. */
      seen: z.enum(['id-card', 'known']).optional(),
    }),
  },
  'refresh-recordings': { roles: ['instructor', 'supervisor'], input: z.strictObject(classDay) },
  'start-recording': { roles: ['instructor'], input: z.strictObject({ classId: id, ...camera }) },
  'stop-recording': { roles: ['instructor'], input: z.strictObject({ classId: id, ...camera }) },
  'camera-check': {
    roles: ['instructor', 'supervisor'],
    audit: 'read',
    input: z.strictObject({ classId: id, ...camera, snapshot: z.boolean().optional() }),
  },
  'playback-address': {
    roles: ['supervisor', 'auditor', 'provider', 'instructor'],
    audit: 'read',
    input: z
      .strictObject({ classId: id, ...camera, from: instant, to: instant, store: z.enum(['cloud', 'local']) })
      .refine(({ from, to }) => from < to, { path: ['to'], error: '结束时间应晚于开始时间。' }),
  },
  'class-days': {
    roles: ['supervisor', 'auditor', 'provider', 'instructor'],
    /**
     * `after`: the `next` of the page before. Instructors name one of their classes. `provider` narrows what the caller
     * sees, and is not looked at where a class is named.
     */
    input: z.strictObject({
      pendingOnly: z.boolean().optional(),
      classId: id.optional(),
      provider: z.string().min(1).max(100).optional(),
      after: z.string().max(400).optional(),
    }),
  },
  'class-day': {
    roles: ['supervisor', 'auditor', 'provider', 'instructor'],
    audit: 'read',
    input: z.strictObject(classDay),
  },
  'preview-decision': {
    roles: ['supervisor'],
    audit: 'read',
    input: z
      .strictObject({ ...ruling, reason: z.string().trim().max(500).optional() })
      .refine(hoursOnlyForATrainee, HOURS_ONLY_FOR_A_TRAINEE),
  },
  decide: {
    roles: ['supervisor'],
    input: z
      .strictObject({
        ...ruling,
        reason: z.string().trim().min(1).max(500),
        /** The `revision` of the day that the reviewer looked at. */
        seen: z.int().min(0),
        /** Made by the app once per decision, so that a repeated send is one decision. */
        decisionKey: key,
      })
      .refine(hoursOnlyForATrainee, HOURS_ONLY_FOR_A_TRAINEE),
  },
  'ask-explanation': {
    roles: ['supervisor'],
    input: z.strictObject({
      ...classDay,
      traineeId: id.optional(),
      question: z.string().trim().min(1).max(500),
      requestKey: key,
    }),
  },
  explain: {
    roles: ['instructor', 'provider'],
    input: z.strictObject({
      ...classDay,
      requestId: id,
      text: z.string().trim().min(1).max(2_000),
      explanationKey: key,
    }),
  },
  accesses: {
    roles: ['auditor'],
    audit: 'read',
    input: z.strictObject({ date, after: z.string().max(400).optional() }),
  },
  ...appealOperations,
  ...accountOperations,
  ...messageOperations,
  ...faceOperations,
} as const satisfies Record<
  string,
  { roles: readonly Role[]; audit?: 'read'; mostBytes?: number; input: z.ZodType }
>

export type Operation = keyof typeof operations
export type Input<K extends Operation> = z.input<(typeof operations)[K]['input']>
export type Parsed<K extends Operation> = z.output<(typeof operations)[K]['input']>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface Person {
  readonly name: string
  readonly displayName: string
  readonly role: Role
  /** Nothing else is answered before the person has chosen another password. */
  readonly mustChangePassword: boolean
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
  /** The time at which it counts: the server's clock, or, for a late arrival, when it was tapped. */
  readonly at: number
  /** When it reached the server, for one that waited in the phone's queue; null: it came at once. */
  readonly arrivedAt: number | null
  readonly state: CheckInState
  readonly method: 'face' | 'witnessed'
}

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
  readonly nextLessonDate: string | null
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

/**
 * What is known of a camera's day. Unknown is a state of its own: no {@link CameraSilence} means that nothing was
 * recorded. `deleted-since`: the platform once listed rows that it lists no more.
 */
export type CameraState = 'has-recordings' | 'no-recordings' | 'deleted-since' | CameraSilence

export interface CameraDayView extends Camera {
  readonly state: CameraState
  /** When the platform was last asked, and what went wrong then, in a sentence. */
  readonly askedAt: number | null
  readonly problem: string | null
  /** The platform's rows, merged into runs (R2). */
  readonly runs: readonly Interval[]
  /** Rows that it lists no more. */
  readonly deleted: readonly Interval[]
  /** When the device was off within the day's window, as the platform told it. */
  readonly offline: readonly Interval[]
  /** Since when a recording that was started here runs; null: none. What is recorded, the runs say. */
  readonly recordingSince: number | null
}

export interface RollEntry {
  readonly traineeId: string
  readonly name: string
  readonly start: CheckInView | null
  readonly end: CheckInView | null
  /** Null: none failed. Whoever vouches all the same does so knowing it. */
  readonly faceTries: FaceTries | null
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
  /** What the day must still record, and until when it can begin; null: enough is there, or it could never be. */
  readonly segmentsMissing: MissingSegments | null
  readonly recording: RecordingFinding
  readonly flags: readonly ClassDayFlag[]
  /** Requests for an explanation of this day that nobody has answered. */
  readonly openQuestions: number
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
  /** `waiting`: recordings may exist that could not be asked for yet. */
  readonly status: StandingStatus
  readonly flags: readonly ClassDayFlag[]
  /** Cameras whose recordings of the day are not known, and why. */
  readonly silent: readonly (Camera & { readonly silence: CameraSilence })[]
  readonly deletedSince: readonly Camera[]
  readonly openQuestions: number
  /** Requests of trainees about their day that wait for a decision. */
  readonly openAppeals: number
  readonly segmentCount: number
  /** A figure of the class, about nobody in it. */
  readonly ways: CheckInWays
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

/** A request for an explanation, and what was answered. */
export interface QuestionView {
  readonly requestId: string
  /** Null: about the class-day. */
  readonly traineeId: string | null
  readonly by: string
  readonly at: number
  readonly question: string
  readonly answers: readonly { readonly by: string; readonly at: number; readonly text: string }[]
}

/** A tap as it was kept, whatever came of it. */
export interface AttemptView extends CheckInView {
  readonly traineeId: string
  readonly refusal: CheckInRefusal | null
  readonly deviceId: string | null
  readonly witness: WitnessView | null
}

export interface WitnessView {
  readonly by: string
  readonly at: number
  readonly reason: string
  /** What the instructor went by; null: it was not said. */
  readonly seen: 'id-card' | 'known' | null
  /** The trainee typed the code that this instructor showed in the room. */
  readonly byRoomCode: boolean
  /** What the attempt's face had come to before; null: nobody had looked, or it passed. */
  readonly overFace: FailedLook | null
}

export interface TraineeDayRow extends DayView {
  readonly traineeId: string
  readonly name: string
}

export interface ClassDayDetail {
  /** The server's clock: what lies after it is still to come. */
  readonly now: number
  readonly row: ClassDayRow
  /** Of all the class's days up to today; null: it is no figure for this reader. */
  readonly waysSoFar: CheckInWays | null
  readonly policy: string
  readonly lessons: readonly LessonView[]
  readonly sessions: readonly Interval[]
  readonly cameras: readonly CameraDayView[]
  readonly pieces: readonly Piece[]
  /** The counted stretches of 20 minutes (R4). */
  readonly segments: readonly Piece[]
  readonly recording: RecordingFinding
  readonly trainees: readonly TraineeDayRow[]
  readonly attempts: readonly AttemptView[]
  readonly decisions: readonly DecisionView[]
  readonly questions: readonly QuestionView[]
  /** Null: they are not for this reader. */
  readonly signals: SignalsView | null
  /** To be sent with a decision: what the reviewer has seen of the others' work. */
  readonly revision: number
  /** When the day's window closes: a decision waits until then. */
  readonly decidableFrom: number
}

export interface DecideAnswer {
  readonly detail: ClassDayDetail
  /** Sums of the class-day before and after, so that the effect is seen. */
  readonly before: { readonly provisionalHours: number; readonly confirmedHours: number }
}

/** One trainee whose hours or amount a decision would change. Amounts as the project stands today, in fen. */
export interface TraineeEffect {
  readonly traineeId: string
  readonly name: string
  readonly confirmedHoursBefore: number
  readonly confirmedHoursAfter: number
  /** Ten-thousandths. */
  readonly confirmedRateBefore: number
  readonly confirmedRateAfter: number
  readonly amountFenBefore: number
  readonly amountFenAfter: number
}

export interface DecisionEffect {
  readonly classId: string
  /** Those whom it would change. */
  readonly trainees: readonly TraineeEffect[]
  /** Of the whole project. */
  readonly totalFenBefore: number
  readonly totalFenAfter: number
}

export interface CameraCheck extends Camera {
  readonly online: boolean
  /** Privacy shelter: while it is on, a recording shows nothing. */
  readonly shelter: 'on' | 'off' | 'unknown'
  /** Of the card, or of the recorder's disks. */
  readonly storage: 'ready' | 'formatting' | 'unformatted' | 'faulty' | 'none' | 'unknown'
  /** Null: not asked for, or none could be taken, for the reason in `problem`. */
  readonly snapshotUrl: string | null
  readonly problem: string | null
}

export interface PlaybackView {
  readonly url: string
  readonly expiresAt: number | null
  /** What of the stretch the address shows. */
  readonly shows: Interval
  readonly cutAtMidnight: boolean
}

/** What somebody did, or tried, that somebody else may want to know. */
export interface AccessView {
  readonly accountId: string
  readonly displayName: string | null
  readonly role: Role | null
  readonly at: number
  readonly type: 'refused' | 'read' | 'act'
  readonly operation: string
  readonly objects: Readonly<Record<string, string>>
}

export interface Answers extends AccountAnswers, FaceAnswers, MessageAnswers {
  'sign-in': Person
  'sign-out': { readonly signedOut: true }
  'who-am-i': Person | null
  'trainee-today': TraineeToday
  'check-in': CheckInAnswer
  'my-days': MyDays
  'class-today': ClassToday
  witness: WitnessAnswer
  'refresh-recordings': { readonly cameras: readonly CameraDayView[] }
  'start-recording': { readonly cameras: readonly CameraDayView[] }
  'stop-recording': { readonly cameras: readonly CameraDayView[] }
  'camera-check': CameraCheck
  'playback-address': PlaybackView
  /** `next`: ask with it for the page after this one; null: this is the last. */
  'class-days': { readonly rows: readonly ClassDayRow[]; readonly next: string | null }
  'class-day': ClassDayDetail
  'preview-decision': DecisionEffect
  decide: DecideAnswer
  'ask-explanation': ClassDayDetail
  explain: ClassDayDetail
  'appeal-day': MyDay
  accesses: { readonly accesses: readonly AccessView[]; readonly next: string | null }
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
