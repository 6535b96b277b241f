import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** What is removed when its term is over, and that it was is kept. */
export const PURGED_KINDS = ['template', 'room-codes', 'signal-marks', 'day-signals'] as const
export type PurgedKind = (typeof PURGED_KINDS)[number]

/** Event: so many of a kind were removed, since their term was over. What was removed it does not say. */
export interface Purged extends Event {
  readonly type: 'purged'
  readonly kind: PurgedKind
  readonly count: number
  /** The edition of the terms by which it was done. */
  readonly terms: string
  readonly at: Instant
}

/** Stream: what was removed on one date because its term was over. */
export interface PurgeStream extends Stream<Purged> {
  readonly date: DateText
}

export const PURGES: Collection<PurgeStream> = {
  name: 'purges',
  unique: {},
  indexes: { byDate: ['date'] },
}

export function emptyPurges(date: DateText): PurgeStream {
  return { id: `purge ${date}`, date, events: [] }
}
