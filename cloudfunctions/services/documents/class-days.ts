import type { AppealKind } from '../../contract/appeals'
import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** Event: a supervisor's decision on a class-day, or on one trainee's part of it (R9). */
export interface DecisionEvent extends Event {
  readonly type: 'decision'
  /** Follows from the class-day and the app's decision key: one decision, however often it is sent. */
  readonly decisionId: string
  /** Null: on the class-day. */
  readonly traineeId: string | null
  readonly verdict: 'accepted' | 'rejected'
  readonly hours: number | null
  readonly by: string
  readonly accountId: string | null
  readonly at: Instant
  readonly reason: string
}

/** Event: a supervisor asked the class for an explanation. */
export interface ExplanationRequest extends Event {
  readonly type: 'explanation-asked'
  /** Follows from the class-day and the app's key. */
  readonly requestId: string
  /** Null: on the class-day. */
  readonly traineeId: string | null
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly question: string
}

/** Event: the instructor or the provider answered. */
export interface Explanation extends Event {
  readonly type: 'explanation-given'
  /** Follows from the request and the app's key. */
  readonly explanationId: string
  readonly requestId: string
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly text: string
}

/** Event: a trainee asked the supervisors to look at one's own day. A later decision on that trainee answers it. */
export interface Appeal extends Event {
  readonly type: 'appeal-made'
  /** Follows from the trainee, the date and the app's key. */
  readonly appealId: string
  readonly traineeId: string
  readonly kind: AppealKind
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly text: string
}

export type ClassDayEvent = DecisionEvent | ExplanationRequest | Explanation | Appeal

/** Stream: what people decided and said about one class-day, in the order in which they did. */
export interface ClassDayStream extends Stream<ClassDayEvent> {
  readonly classId: string
  readonly date: DateText
}

export const CLASS_DAYS: Collection<ClassDayStream> = {
  name: 'class-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export function classDayId(classId: string, date: DateText): string {
  return `${classId} ${date}`
}

export function emptyClassDay(classId: string, date: DateText): ClassDayStream {
  return { id: classDayId(classId, date), classId, date, events: [] }
}

export function decisionsIn({ events }: ClassDayStream): DecisionEvent[] {
  return events.filter(event => event.type === 'decision')
}
