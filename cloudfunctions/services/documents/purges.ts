import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** Documents that are removed when their term is over, and that they were is kept. */
export const PURGED_DOCUMENTS = ['template', 'room-codes', 'signal-marks', 'day-signals'] as const
export type PurgedDocuments = (typeof PURGED_DOCUMENTS)[number]

/** And whole backups, which hold all of these. */
export const PURGED_KINDS = [...PURGED_DOCUMENTS, 'backups'] as const
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
