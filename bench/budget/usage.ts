import type { Requests } from './counts'

/** What some events of functions have used. */
export interface Usage extends Requests {
  readonly calls: number
  /** Of all calls together. */
  readonly gbSeconds: number
}

export const NOTHING: Usage = { calls: 0, reads: 0, writes: 0, transactions: 0, gbSeconds: 0 }

/** What the cloud gives a function unless told otherwise. */
export const MEMORY_MB = 256
/** Nobody has measured it: from a function to its database and back, in one region. */
export const ASSUMED_REQUEST_MS = 20
/** A call is billed in steps of this. */
export const BILLED_STEP_MS = 100

/**
 * Memory × billed time. Billed: how long the function worked here, and for each request to the database, one after the
 * other, the time that we assume. Worked: 30 ms of work and 3 requests of 20 ms are 90 ms, billed as 100 ms: with
 * 256 MB 0.025 GB·s.
 */
export function gbSecondsOf(activeMs: number, { reads, writes, transactions }: Requests): number {
  const ms = activeMs + (reads + writes + transactions) * ASSUMED_REQUEST_MS
  const billed = Math.max(Math.ceil(ms / BILLED_STEP_MS), 1) * BILLED_STEP_MS
  return (MEMORY_MB / 1_024) * (billed / 1_000)
}

/** So many times the one and so many times the other, e.g. `sum([12, trainee], [1, timer])`. */
export function sum(...parts: readonly (readonly [times: number, usage: Usage])[]): Usage {
  const of = (field: keyof Usage) => parts.reduce((all, [times, usage]) => all + times * usage[field], 0)
  return {
    calls: of('calls'),
    reads: of('reads'),
    writes: of('writes'),
    transactions: of('transactions'),
    gbSeconds: of('gbSeconds'),
  }
}
