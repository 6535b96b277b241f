import type { CheckInRefusal } from '../../contract/app'
import type { DateText, Instant, Location } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** `demonstration`: history made by the seed, which nobody tapped. */
type EvidenceSource = 'app' | 'demonstration'

/** Event: a tap on the check-in button, as it reached the server. Kept also when it was refused. */
export interface Attempt {
  /** Follows from the trainee and the phone's attempt key: one attempt, however often it is sent. */
  readonly id: string
  readonly traineeId: string
  readonly classId: string
  /** The class-day to which it was taken. */
  readonly date: DateText
  readonly kind: 'start' | 'end'
  /** The server's clock. */
  readonly at: Instant
  readonly deviceId: string | null
  readonly location: Location | null
  /** Null: no face engine has judged it. */
  readonly face: { readonly matched: boolean; readonly live: boolean } | null
  readonly refusal: CheckInRefusal | null
  readonly source: EvidenceSource
}

export const ATTEMPTS: Collection<Attempt> = {
  name: 'check-in-attempts',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'at'] },
}

/** Event: an instructor vouched for an attempt. The first one stands, so it has the attempt's id. */
export interface Witnessing {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly traineeId: string
  /** The instructor's name. */
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly reason: string
  readonly source: EvidenceSource
}

export const WITNESSINGS: Collection<Witnessing> = {
  name: 'witnessings',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'at'] },
}

/**
 * Which attempts stand for a trainee's day on the screens: the first start and the last end that were not refused.
 * Follows from the attempts and spares the check-in path every list query; the rules choose for themselves (R7).
 */
export interface TraineeDayRoll {
  readonly id: string
  readonly startAttemptId: string | null
  readonly endAttemptId: string | null
}

export const TRAINEE_DAY_ROLLS: Collection<TraineeDayRoll> = {
  name: 'trainee-day-rolls',
  unique: {},
  indexes: {},
}

export function rollId(traineeId: string, date: DateText): string {
  return `${traineeId} ${date}`
}
