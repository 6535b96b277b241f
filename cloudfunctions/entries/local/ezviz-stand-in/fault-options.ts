import type { Instant } from '../../../domain/model'

/** How lists are cut and filled; as documented when nothing is set. */
export interface ListingHabits {
  /** Rows a page at most, whatever is asked. */
  readonly maxRowsPerPage?: number
  /** The last row of a page comes again as the first of the next. */
  readonly repeatAtJoint?: boolean
  /** A recording that crosses midnight in Shanghai is two files. */
  readonly cutAtMidnight?: boolean
  /** `nextFileTime` is always the start that was asked for. */
  readonly stuck?: boolean
  /** Files of the card and of cloud storage are cut at each multiple of this since midnight. Milliseconds. */
  readonly sliceMs?: number
  /** Rows that ended longer ago than so many days are not listed. */
  readonly retentionDays?: number
  /** Lists of the `meta` family say null in place of an empty array. */
  readonly emptyAsNull?: boolean
  /** `video/info/list` answers as its field table has it (`fileInfos`, `endTime`), not as its sample. */
  readonly asFieldTable?: boolean
  /** `localIndex` of a local query comes back as a number. */
  readonly localIndexAsNumber?: boolean
}

/**
 * What the stand-in does in place of an answer. `cut` breaks the connection, `hang` keeps it and says nothing;
 * `slow` answers rightly after so many milliseconds of real time.
 */
export type StandInFault =
  | { readonly kind: 'code'; readonly code: string; readonly httpStatus?: number }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'not-json' | 'http-500' | 'cut' | 'hang' }

/** Which calls a fault hits; everything left out matches all. */
export interface FaultScope {
  readonly path?: string
  readonly deviceSerial?: string
  readonly recType?: 1 | 2
  /** How often, before it is over. Left out: until it is lifted. */
  readonly times?: number
}

/** What the edition of the account allows; no limit where nothing is set. */
export interface StandInLimits {
  /** Calls a Shanghai day, tokens included; beyond: 10007. */
  readonly callsPerDay?: number
  /** Calls in any second; beyond: 10029, in cloud recording 429. */
  readonly callsPerSecond?: number
  /** Captures a Shanghai day; beyond: 10028. */
  readonly capturesPerDay?: number
}

/** The card, cloud storage, a space of cloud recording 2.0, a project of cloud recording 1.0. */
export type RowStore = 'local' | 'cloud' | 'space' | 'project'

/** Rows that are gone from now on: those that overlap the stretch, which ends now when no end is given. */
export interface RowDeletion {
  readonly deviceSerial: string
  readonly channelNo?: number
  readonly store?: RowStore
  readonly from?: Instant
  readonly to?: Instant
}
