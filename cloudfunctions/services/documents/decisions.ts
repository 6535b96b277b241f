import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** Event: a supervisor's decision on a class-day, or on one trainee's part of it. */
export interface DecisionRecord {
  /** Follows from the class-day and the app's decision key: one decision, however often it is sent. */
  readonly id: string
  readonly classId: string
  readonly date: DateText
  /** Null: on the class-day. */
  readonly traineeId: string | null
  readonly verdict: 'accepted' | 'rejected'
  readonly hours: number | null
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly reason: string
  /** From 1 within the class-day, in the order given. */
  readonly sequence: number
}

export const DECISIONS: Collection<DecisionRecord> = {
  name: 'decisions',
  unique: { inOrder: ['classId', 'date', 'sequence'] },
  indexes: {},
}
