import * as z from 'zod'
import type { Camera, ClassDayFlag, Interval, Piece } from '../domain/model'
import type { CameraSilence, RecordingFinding, StandingStatus } from '../domain/recording/knowledge'
import type { CheckInWays, FailedLook } from './face'
import { classDay, id, key } from './fields'
import type { CameraDayView } from './recording'
import type { Role } from './roles'
import type { SignalsView } from './signals'
import type { CheckInRefusal, DayView } from './trainee'
import type { CheckInView, LessonView } from './views'

/** Class-days as reviewers see them, what they decide, and what they want explained. */

/** More than a class has that trains in one room; each is a decision of its own, and all are one commit. */
export const MOST_DECIDED_AT_ONCE = 50

const ruling = {
  ...classDay,
  traineeId: id.optional(),
  /** Several trainees' days, ruled on alike; then without `traineeId`. Neither: the class-day. */
  traineeIds: z.array(id).min(1).max(MOST_DECIDED_AT_ONCE).optional(),
  verdict: z.enum(['accepted', 'rejected']),
  hours: z.int().min(0).max(24).optional(),
}
const hoursOnlyForATrainee = (given: { hours?: unknown; traineeId?: unknown; verdict: string }) =>
  given.hours === undefined || (given.traineeId !== undefined && given.verdict === 'accepted')
const HOURS_ONLY_FOR_A_TRAINEE = { path: ['hours'], error: '只有认可某位学员的一天时才能写明学时。' }
interface Whom {
  traineeId?: string | undefined
  traineeIds?: readonly string[] | undefined
}
const eachOnce = ({ traineeId, traineeIds = [] }: Whom) =>
  new Set(traineeIds).size === traineeIds.length && (traineeId === undefined || traineeIds.length === 0)
const EACH_ONCE = { path: ['traineeIds'], error: '每位学员只能写一次，并且不能同时另写一位学员。' }

export const reviewOperations = {
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
      .refine(hoursOnlyForATrainee, HOURS_ONLY_FOR_A_TRAINEE)
      .refine(eachOnce, EACH_ONCE),
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
      .refine(hoursOnlyForATrainee, HOURS_ONLY_FOR_A_TRAINEE)
      .refine(eachOnce, EACH_ONCE),
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
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

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

export interface ReviewAnswers {
  /** `next`: ask with it for the page after this one; null: this is the last. */
  'class-days': { readonly rows: readonly ClassDayRow[]; readonly next: string | null }
  'class-day': ClassDayDetail
  'preview-decision': DecisionEffect
  decide: DecideAnswer
  'ask-explanation': ClassDayDetail
  explain: ClassDayDetail
}
