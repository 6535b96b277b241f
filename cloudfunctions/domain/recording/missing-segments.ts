import type { Instant, Interval } from '../model'

/** What a day that goes on must still record, and until when it can. */
export interface MissingSegments {
  readonly count: number
  /** From when it is pressing: the session that holds the last chance has begun. */
  readonly remindFrom: Instant
  /** Recorded without a pause from then on, the sessions just hold what is missing. */
  readonly beginBy: Instant
}

/**
 * The stretches (R4) that a day still lacks of those that R5 wants. They fit as long as the recording begins by the
 * instant from which the sessions hold that many and no more. It is time to remind once the session with that instant
 * has begun; in the day's first session, where nothing is late yet, half-way to the instant.
 *
 * 2024-06-03, sessions 08:30-11:40 and 13:00-16:30, stretches of 20 minutes. One is missing: it must begin by 16:10,
 * and is reminded of from 13:00. Two: by 15:50, from 13:00. Had the afternoon one lesson, 13:00-13:35: two must begin
 * by 11:20, since the afternoon holds one; reminded of from 09:55, half-way between 08:30 and 11:20.
 *
 * @param sessions of the day (R1), by start
 * @param held how many it has already
 * @returns null: nothing is missing, or the day could never hold it
 */
export function missingSegments(
  sessions: readonly Interval[],
  held: number,
  needed: number,
  lengthMs: number,
): MissingSegments | null {
  const count = needed - held
  if (count <= 0) return null
  let left = count
  for (let i = sessions.length - 1; i >= 0; i--) {
    const { start, end } = sessions[i]!
    const room = Math.floor((end - start) / lengthMs)
    if (room >= left) {
      const beginBy = end - left * lengthMs
      return { count, beginBy, remindFrom: i > 0 ? start : Math.floor((start + beginBy) / 2) }
    }
    left -= room
  }
  return null
}
