import type { Interval } from '../domain/model'

/** What several roles see of a class, its lessons and its check-ins. */

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
