/** What a phone can say of a moment by itself. */
export interface Reading {
  /** The phone's own time, in epoch milliseconds. Anybody can set it, and the network does. */
  readonly wall: number
  /**
   * Milliseconds of a clock that nobody can set. It may stand still while the phone sleeps, so it tells how long
   * something took at least; and it begins anew with the app.
   */
  readonly even: number
  /** `even` goes on in steps of so much, where a phone has no such clock but the beats of a timer. */
  readonly grain?: number
  /** Names the opening of the app, or the run of beats, whose `even` it is. */
  readonly life: string
}

/** The server's time, and what the phone read when it was told. */
export interface Anchor extends Reading {
  readonly server: number
}

/** By so much two clocks that nobody has set may differ: answers travel, and clocks go a little wrong. */
const STEADY_MS = 60_000
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

export const isReading = (value: Partial<Reading> | null | undefined): value is Reading =>
  isNumber(value?.wall) &&
  isNumber(value.even) &&
  (value.grain === undefined || isNumber(value.grain)) &&
  typeof value.life === 'string'

export const isAnchor = (value: Partial<Anchor> | null | undefined): value is Anchor =>
  isReading(value) && isNumber((value as Partial<Anchor>).server)

/** So long it was at least. Null where it can't be told: another opening of the app, or another run of beats. */
function evenBetween(from: Reading, to: Reading): number | null {
  if (from.life !== to.life) return null
  // The first reading may have been taken just before a step.
  return Math.max(0, to.even - from.even - (to.grain ?? 0))
}

export const atLeast = (from: Reading, to: Reading): number => evenBetween(from, to) ?? 0

/** Nobody has set the clock between the two, nor has the phone slept. */
export function isSteady(from: Reading, to: Reading): boolean {
  const even = evenBetween(from, to)
  return even !== null && Math.abs(to.wall - from.wall - even) <= STEADY_MS
}

export interface Dated {
  /** By the server's clock. */
  readonly at: number
  /** The phone's clock was set meanwhile, and it can't be told whether before or after. */
  readonly doubtful: boolean
}

/**
 * When something was that the phone read between two answers of the server. Both give a time, and they agree unless the
 * phone's clock was set in between; then the even clock says which holds, or the bounds do: it was after the one answer
 * and before the other. So neither a wait below nothing nor one of days that were not can come of it.
 * @param before null where nothing had been answered yet
 */
export function datedBetween(read: Reading, before: Anchor | null, after: Anchor): Dated {
  const latest = after.server - atLeast(read, after)
  const byLater = after.server - (after.wall - read.wall)
  if (before === null) return { at: Math.min(byLater, latest), doubtful: byLater > latest + STEADY_MS }
  const earliest = Math.min(before.server + atLeast(before, read), latest)
  const byEarlier = before.server + (read.wall - before.wall)
  const within = (instant: number) => Math.min(Math.max(instant, earliest), latest)
  if (Math.abs(byEarlier - byLater) <= STEADY_MS || isSteady(before, read))
    return { at: within(byEarlier), doubtful: false }
  if (isSteady(read, after)) return { at: within(byLater), doubtful: false }
  const possible = [byEarlier, byLater].filter(
    instant => instant >= earliest - STEADY_MS && instant <= latest + STEADY_MS,
  )
  return { at: within(possible[0] ?? byEarlier), doubtful: possible.length !== 1 }
}
