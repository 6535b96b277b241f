import type { Instant } from '../model'
import { MINUTE } from '../time'

/** What reaches the server within this time of the tap came at once: lines and hands are slow. */
export const AT_ONCE_MS = 2 * MINUTE

/** So long a check of the face may take, from its opening to the check-in that names it. */
export const CHECK_MS = 5 * MINUTE

/** A tap that waited for longer is late, whatever the server has heard of it. */
export const AT_ONCE_AT_MOST_MS = AT_ONCE_MS + CHECK_MS

/** A tap as it reaches the server. */
export interface TapArrival {
  /** By the server's clock. */
  readonly at: Instant
  /** How long before that the button was tapped, by the phone. Milliseconds, 0 or more. */
  readonly waitedMs: number
  /** When checks of the face were opened for this very tap, by the server's clock, in any order. */
  readonly openings: readonly Instant[]
}

/** At which of the two it counts: see {@link timeOfTap}. */
export interface TapTime {
  /** Without `tappedAt`: when the server first heard of the tap, at which it counts. With it: when it arrived. */
  readonly at: Instant
  /** Null: it came at once. Otherwise it counts at this time, by the phone, and only on the word of a person. */
  readonly tappedAt: Instant | null
}

/**
 * When a tap counts (decision 0006). The server hears of it with the check-in, or before that with the opening of a
 * check of the face: the first time at most {@link AT_ONCE_MS} after the tap and at most {@link CHECK_MS} before the
 * check-in is its time, however long the check took. Where it was not heard of by then, or too late for the window
 * although the phone says that the tap was in time, it counts when the phone says, once a person has vouched for it.
 * Where it was heard of before the window and the check-in came within, it counts with the check-in.
 * Worked, in a window to 12:40:00: tapped at 12:39:40, a check opened at 12:39:41, sent at 12:40:20 or at 12:41:51:
 * 12:39:41, at once. Tapped at 12:39:58, a check opened at 12:40:03, sent at 12:40:20: 12:39:58, late. Tapped at
 * 12:40:01, a check opened at 12:40:03: 12:40:03, which is outside. Tapped at 08:20:00, no check opened, sent at
 * 08:22:00: 08:22:00, at once; a millisecond later: 08:20:00, late.
 * @param counts whether a tap at an instant would be in a window (R6)
 */
export function timeOfTap(
  { at, waitedMs, openings }: TapArrival,
  counts: (time: Instant) => boolean,
): TapTime {
  const tapped = at - waitedMs
  const heard = [...openings, at]
    .filter(time => at - time <= CHECK_MS && time - tapped <= AT_ONCE_MS)
    .sort((a, b) => a - b)
  const counted = heard.find(counts)
  if (counted !== undefined) return { at: counted, tappedAt: null }
  const [first] = heard
  if (first === undefined || counts(tapped)) return { at, tappedAt: tapped }
  return { at: counts(at) ? at : first, tappedAt: null }
}
