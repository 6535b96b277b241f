import type { FrameMark } from '../evidence/face'
import type { DateText, Instant, Location } from '../model'

/** What is known of one class-day for the signs: its taps and its checks of faces, and no picture. */
export interface MarkedDay {
  readonly classId: string
  readonly date: DateText
  /** Of the day's lessons. */
  readonly firstStart: Instant
  readonly lastEnd: Instant
  /** All lessons were online: people sit at home, where a place never changes. */
  readonly allOnline: boolean
  /** In no order that means anything. */
  readonly taps: readonly MarkedTap[]
  readonly checks: readonly MarkedCheck[]
}

/** Somebody in a class. One person may be a trainee of several classes, one after the other. */
export interface Who {
  readonly traineeId: string
  /** The same for all classes that the person is in. */
  readonly person: string
}

/** A tap that was not refused. */
export interface MarkedTap extends Who {
  readonly attemptId: string
  readonly kind: 'start' | 'end'
  /** When it counts. */
  readonly at: Instant
  readonly deviceId: string | null
  /** Degrees, GCJ-02, to the digit that the phone gave. */
  readonly location: Location | null
  /** `late`: it waited in the phone's queue, and could not be by face. */
  readonly way: 'face' | 'without' | 'late'
}

/** A check of a face of which frames were looked at. */
export interface MarkedCheck extends Who {
  readonly checkId: string
  readonly at: Instant
  /** Of the tap that it was for; null: there was none, or it named no device. */
  readonly deviceId: string | null
  /** What the browser calls its camera; null: it said nothing. */
  readonly camera: string | null
  /** In the order in which they were taken. */
  readonly frames: readonly FrameMark[]
}
