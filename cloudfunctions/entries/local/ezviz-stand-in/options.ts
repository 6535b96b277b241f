import type { Recording } from '../../../domain/model'

/** A camera of the stand-in's account with everything that it records, past and to come. */
export interface StandInCamera {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly deviceName: string
  readonly online: boolean
  /** Listed only once they exist by the clock. */
  readonly recordings: readonly Recording[]
}

export interface EzvizStandInOptions {
  readonly appKey: string
  readonly appSecret: string
  /** Epoch milliseconds. */
  now(): number
  readonly cameras: readonly StandInCamera[]
  /** From a change in a recording to its being listed. */
  readonly indexingLagMs?: number
  /** Left out or 0: a free one. */
  readonly port?: number
}

/** How lists are cut; as documented when nothing is set. */
export interface ListingHabits {
  /** Rows a page at most, whatever is asked. */
  readonly maxRowsPerPage?: number
  /** The last row of a page comes again as the first of the next. */
  readonly repeatAtJoint?: boolean
  /** A recording that crosses midnight in Shanghai is two files. */
  readonly cutAtMidnight?: boolean
  /** `nextFileTime` is always the start that was asked for. */
  readonly stuck?: boolean
}

/** What the stand-in does in place of an answer. `cut` breaks the connection, `hang` keeps it and says nothing. */
export type StandInFault =
  | { readonly kind: 'code'; readonly code: string; readonly httpStatus?: number }
  | { readonly kind: 'not-json' | 'http-500' | 'cut' | 'hang' }

/** Which calls a fault hits; everything left out matches all. */
export interface FaultScope {
  readonly path?: string
  readonly deviceSerial?: string
  readonly recType?: 1 | 2
  /** How often, before it is over. Left out: until it is lifted. */
  readonly times?: number
}

/** One call as it was answered, without keys and tokens. */
export interface StandInCall {
  readonly at: number
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** The platform's code, or the kind of fault that stood in its place. */
  readonly outcome: string
}

export interface EzvizStandIn {
  readonly url: string
  /** The latest calls, oldest first. */
  readonly calls: readonly StandInCall[]
  /** Adds a camera, or replaces the one with that serial and channel. */
  setCamera(camera: StandInCamera): void
  setListing(habits: ListingHabits): void
  /** @returns lifts the fault again */
  fault(fault: StandInFault, scope?: FaultScope): () => void
  /** From now on no token given so far is known (10002). */
  forgetTokens(): void
  /** May be called again. */
  close(): Promise<void>
}
