import type { AppealView } from '../../contract/appeals'
import type { CheckInWays } from '../../contract/face'
import type { Camera, ClassDayFlag, DateText, Instant, Piece, TraineeDay } from '../../domain/model'
import type { CameraSilence, RecordingFinding, StandingStatus } from '../../domain/recording/knowledge'
import type { Collection } from '../../ports/store'

export interface SilentCamera extends Camera {
  readonly silence: CameraSilence
}

export interface AppealOfTrainee extends AppealView {
  readonly traineeId: string
}

/**
 * Derived: how a class-day stands by all evidence kept so far, as if its window had closed. Follows from the evidence
 * alone and from no clock, so that it can be thrown away and computed again, the same to the byte.
 */
export interface JudgedDay {
  readonly id: string
  readonly classId: string
  readonly projectId: string
  readonly provider: string
  readonly date: DateText
  /** The window of the day's check-ins (R6). */
  readonly opensAt: Instant
  readonly closesAt: Instant
  readonly policy: string
  readonly scheduledHours: number
  readonly pieces: readonly Piece[]
  readonly segmentCount: number
  readonly recording: RecordingFinding
  readonly status: StandingStatus
  readonly flags: readonly ClassDayFlag[]
  readonly silent: readonly SilentCamera[]
  /** Cameras whose rows the platform once listed and lists no more. */
  readonly deletedSince: readonly Camera[]
  /** By trainee id. */
  readonly traineeDays: readonly TraineeDay[]
  /** Events of the class-day's stream: what a reviewer has seen of the other reviewers' work. */
  readonly revision: number
  /** Requests for an explanation that nobody has answered. */
  readonly openQuestions: number
  /** What trainees asked about their day, in order, with what was decided since. */
  readonly appeals: readonly AppealOfTrainee[]
  /** On the class or on any of its trainees; null: nobody has decided. */
  readonly decidedAt: Instant | null
  /** 1: something on it waits for a reviewer. */
  readonly pending: 0 | 1
  /** From when a reviewer can settle it: once its window closes, or, for want of recordings, once these are given up. */
  readonly reviewFrom: Instant
  /** By how many taps and witnessings it was judged, those that count for its window: see `judging/taps`. */
  readonly taps: number
  /** Of the chosen check-ins (R7) of all its trainees. */
  readonly ways: CheckInWays
}

export const JUDGED_DAYS: Collection<JudgedDay> = {
  name: 'judged-days',
  unique: {},
  indexes: {
    byClass: ['classId', 'date'],
    byDate: ['date'],
    byQueue: ['pending', 'reviewFrom'],
    byProvider: ['provider', 'date'],
    byProviderQueue: ['provider', 'pending', 'reviewFrom'],
    byClosing: ['closesAt'],
  },
}

/** Mark: evidence of this class-day has come since it was judged. */
export interface DirtyDay {
  readonly id: string
  readonly classId: string
  readonly date: DateText
}

export const DIRTY_DAYS: Collection<DirtyDay> = { name: 'dirty-days', unique: {}, indexes: { byId: ['id'] } }

/** Mark: all derived rows were thrown away, and not all of them are made again. */
export interface Rebuild {
  readonly id: 'derived'
}

export const REBUILDS: Collection<Rebuild> = { name: 'rebuilds', unique: {}, indexes: { byId: ['id'] } }

/** How far the watch of the class-days' taps has come: see `judging/tap-watch`. */
export interface TapWatched {
  readonly id: 'taps'
  /** All class-days that were over by then, and that no tap could come to any more without a mark, were looked at. */
  readonly until: Instant
}

export const TAP_WATCHES: Collection<TapWatched> = {
  name: 'tap-watches',
  unique: {},
  indexes: { byId: ['id'] },
}
