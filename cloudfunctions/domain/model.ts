/**
 * What an evaluation is made from, in the words of the dataset file. Instants are epoch milliseconds, dates are
 * `YYYY-MM-DD` in Asia/Shanghai, money is fen, 学时 are whole hours of 45 minutes.
 */

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export type DateText = string

/** An instant in epoch milliseconds, always an integer. */
export type Instant = number

export type Category = 'A' | 'B' | 'C'

/** The six populations of 二（二） in the policy's order, and everyone else. */
export const POPULATIONS = [
  'poverty-relapse-monitored',
  'graduating-college-student',
  'unenrolled-school-leaver',
  'rural-migrant-worker',
  'registered-unemployed',
  'employment-hardship',
  'other',
] as const
export type Population = (typeof POPULATIONS)[number]

export interface Project {
  readonly id: string
  readonly employer: string
  readonly provider: string
  readonly plannedTrainees: number
  readonly employmentDemand: number
  readonly contractsSignedOn?: DateText
}

/** GCJ-02, as the phone gives it. */
export interface Location {
  readonly latitude: number
  readonly longitude: number
}

export interface Site extends Location {
  readonly radiusMeters: number
}

export interface Camera {
  readonly deviceSerial: string
  readonly channelNo: number
}

export interface Lesson {
  readonly id: string
  readonly date: DateText
  /** `HH:mm`, Asia/Shanghai. */
  readonly start: string
  readonly end: string
  readonly hours: number
  readonly kind: 'theory' | 'practice'
  readonly delivery: 'onsite' | 'online'
}

export interface TrainingClass {
  readonly id: string
  readonly projectId: string
  readonly occupationCode: string
  /** The edition's id; absent: the edition in force on the first training date. */
  readonly policy?: string
  readonly occupationException?: boolean
  readonly category?: Category
  readonly approvedOn?: DateText
  readonly site?: Site
  readonly cameras: readonly Camera[]
  readonly lessons: readonly Lesson[]
}

export interface Assessment {
  readonly passed: boolean
  readonly certificateNo?: string
}

export interface Employment {
  readonly contract: boolean
  readonly socialInsurance: boolean
  readonly monthlyWageFen: number
  readonly startedOn: DateText
}

export interface Trainee {
  readonly id: string
  readonly classId: string
  readonly name?: string
  readonly idNumber?: string
  readonly population: Population
  readonly assessment?: Assessment
  readonly employment?: Employment
}

export interface CheckIn {
  readonly id: string
  readonly traineeId: string
  readonly kind: 'start' | 'end'
  readonly at: Instant
  readonly method: 'face' | 'witnessed'
  /** With `method: 'face'`. */
  readonly face?: { readonly matched: boolean; readonly live: boolean }
  /** With `method: 'witnessed'`. */
  readonly witness?: { readonly by: string; readonly reason: string }
  readonly location?: Location
  readonly deviceId?: string
}

/** One file of a camera, as the platform lists it. `recType` 1 cloud, 2 local. */
export interface Recording {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly startTime: Instant
  readonly endTime: Instant
  readonly recType: 1 | 2
}

export interface Decision {
  readonly classId: string
  readonly date: DateText
  /** Absent: the decision is on the class-day. */
  readonly traineeId?: string
  readonly verdict: 'accepted' | 'rejected'
  /** Trainee-days only: how many of the day's scheduled hours are recognised. */
  readonly hours?: number
  readonly by: string
  readonly at: Instant
  readonly reason: string
}

// ---- what an evaluation answers -------------------------------------------------------------------------------

export type RecordingStatus = 'compliant' | 'flagged' | 'not-required'
export type ClassDayStatus = RecordingStatus | 'accepted' | 'rejected'
export type ClassDayFlag = 'no-recording' | 'segment-too-short' | 'too-few-segments'
export type TraineeDayStatus = 'clean' | 'flagged' | 'accepted' | 'rejected' | 'absent'
export type TraineeDayFlag =
  | 'absent'
  | 'late'
  | 'left-early'
  | 'missing-end'
  | 'missing-start'
  | 'no-location'
  | 'outside-site'
  | 'shared-device'
  | 'witnessed'

export interface Interval {
  readonly start: Instant
  readonly end: Instant
}

/** What remains of a camera's run inside a session (R3). */
export interface Piece extends Interval, Camera {}

export interface ClassDay {
  readonly classId: string
  readonly date: DateText
  readonly policy: string
  readonly scheduledHours: number
  readonly pieces: readonly Piece[]
  readonly segmentCount: number
  readonly recording: RecordingStatus
  readonly status: ClassDayStatus
  readonly flags: readonly ClassDayFlag[]
}

export interface TraineeDay {
  readonly traineeId: string
  readonly date: DateText
  readonly classId: string
  /** The chosen check-ins' own times (R7), never the grace-adjusted ones. */
  readonly start: Instant | null
  readonly end: Instant | null
  readonly status: TraineeDayStatus
  readonly flags: readonly TraineeDayFlag[]
  readonly provisionalHours: number
  readonly confirmedHours: number
}

export interface Attendance {
  readonly traineeId: string
  readonly classId: string
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
  /** Confirmed ÷ scheduled in ten-thousandths, rounded half up. */
  readonly confirmedRate: number
}

export type NoSubsidyReason =
  | 'employment-below-threshold'
  | 'class-not-approved'
  | 'occupation-not-covered'
  | 'population-not-covered'
  | 'assessment-not-passed'
  | 'attendance-below-minimum'

/** One rule that was applied: its clause, the values that went in, and what came out. */
export interface TraceStep {
  readonly rule: string
  readonly clause: string
  readonly inputs: Readonly<Record<string, string | number | boolean | null>>
  readonly result: string | number | boolean
}

export interface TraineeSettlement {
  readonly traineeId: string
  readonly outcome: 'full' | 'cost' | 'none'
  readonly reason: NoSubsidyReason | null
  readonly onsiteHours: number
  readonly onlineHours: number
  readonly amountFen: number
  readonly trace: readonly TraceStep[]
}

export interface Settlement {
  readonly projectId: string
  readonly employment: {
    readonly employed: number
    readonly demand: number
    readonly planned: number
    readonly met: boolean
  }
  readonly fundsDueOn: DateText | null
  readonly trainees: readonly TraineeSettlement[]
  readonly totalFen: number
}

export type PlanRule =
  | 'employer-demand'
  | 'over-enrolment'
  | 'training-hours'
  | 'theory-share'
  | 'minutes-per-hour'
  | 'hours-per-day'
  | 'lesson-overlap'
  | 'lesson-times'
  | 'occupation'
  | 'population'
  | 'id-number'
  | 'duplicate-trainee'
  | 'schedule-conflict'
  | 'no-camera'
  | 'yearly-quota'

export interface PlanProblem {
  readonly classId: string
  readonly rule: PlanRule
  readonly clause: string
  readonly detail: string
}

export interface DroppedRecording {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly startTime: Instant
  readonly endTime: Instant
  readonly why: 'ends-before-it-starts'
}
