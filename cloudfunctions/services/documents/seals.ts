import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** How far a stream went: so many events, and the hash of the last. */
export interface StreamHead {
  readonly collection: string
  readonly id: string
  readonly count: number
  readonly hash: string
}

/**
 * Event: what was kept of a class-day, of a date's accesses or purges, or of a class's consents, when it was sealed. Seals are one chain: whoever knows
 * the last seal's hash knows whether anything before it was changed, cut off or taken away.
 */
export interface Seal {
  readonly id: string
  /** From 1. */
  readonly sequence: number
  readonly at: Instant
  /** A class-day's id; `access` or `purge` and a date; `face-consents` and a class's id. */
  readonly of: string
  readonly date: DateText
  readonly heads: readonly StreamHead[]
  /** The seal before it; null for the first. */
  readonly previous: string | null
  readonly hash: string
}

export const SEALS: Collection<Seal> = {
  name: 'seals',
  unique: { bySequence: ['sequence'] },
  indexes: { bySubject: ['of', 'sequence'] },
}
