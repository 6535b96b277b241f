import type { CheckInRefusal } from '../../contract/app'
import type { DateText, Instant, Location } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** `demonstration`: history made by the seed, which nobody tapped; `import`: from a dataset file. */
export type EvidenceSource = 'app' | 'demonstration' | 'import'

/** Event: a tap on the check-in button, as it reached the server. Kept also when it was refused. */
export interface Attempt extends Event {
  readonly type: 'attempt'
  /** Follows from the trainee and the phone's attempt key: one attempt, however often it is sent. */
  readonly attemptId: string
  readonly kind: 'start' | 'end'
  /** When it reached the server, by the server's clock. */
  readonly at: Instant
  /**
   * When it was tapped, for one that waited in the phone's queue: the arrival less the time that the phone says it
   * waited. Null: it came at once. A late arrival counts at this time, and only once a person has vouched for it.
   */
  readonly tappedAt: Instant | null
  readonly deviceId: string | null
  readonly location: Location | null
  /** Null: no face engine has judged it. */
  readonly face: { readonly matched: boolean; readonly live: boolean } | null
  readonly refusal: CheckInRefusal | null
  readonly source: EvidenceSource
}

/** Event: an instructor vouched for an attempt. The first one stands. */
export interface Witnessing extends Event {
  readonly type: 'witnessing'
  readonly attemptId: string
  /** The instructor's name. */
  readonly by: string
  readonly accountId: string | null
  readonly at: Instant
  readonly reason: string
  readonly source: EvidenceSource
}

type TraineeDayEvent = Attempt | Witnessing

/** Stream: what happened between one trainee and the check-in button on one class-day. */
export interface TraineeDayStream extends Stream<TraineeDayEvent> {
  readonly traineeId: string
  readonly classId: string
  /** The class-day to which its attempts were taken. */
  readonly date: DateText
}

export const TRAINEE_DAYS: Collection<TraineeDayStream> = {
  name: 'trainee-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export function emptyTraineeDay(traineeId: string, classId: string, date: DateText): TraineeDayStream {
  return { id: `${traineeId} ${date}`, traineeId, classId, date, events: [] }
}

export function attemptsOf({ events }: TraineeDayStream): Attempt[] {
  return events.filter(event => event.type === 'attempt')
}

/** The witnessing of each attempt that has one, by the attempt's id. */
export function witnessingsOf({ events }: TraineeDayStream): ReadonlyMap<string, Witnessing> {
  const first = new Map<string, Witnessing>()
  for (const event of events) {
    if (event.type === 'witnessing' && !first.has(event.attemptId)) first.set(event.attemptId, event)
  }
  return first
}

/** When it counts: as tapped, for one that came late. */
export function timeOf({ at, tappedAt }: Attempt): Instant {
  return tappedAt ?? at
}
