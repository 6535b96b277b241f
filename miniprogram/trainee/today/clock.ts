import Taro from '@tarojs/taro'
import { readBeats } from './beats'
import { type Anchor, atLeast, type Dated, datedBetween, isAnchor, isSteady, type Reading } from './tap-time'

const KEPT = 'server-time'

const life = `${Date.now()}-${Math.random()}`
let last: Anchor | null = null

const hasEvenClock = () => typeof performance === 'object' && typeof performance?.now === 'function'

export const readPhone = (): Reading =>
  hasEvenClock() ? { wall: Date.now(), even: performance.now(), life } : readBeats()

/** To be called with each answer that tells the server's time. */
export function noteServerTime(server: number): void {
  last = { server, ...readPhone() }
  try {
    Taro.setStorageSync(KEPT, last)
  } catch {
    // A phone without room goes by this opening of the app alone: a tap says what was known when it was made.
  }
}

/** The last answer that this phone remembers, also of an earlier opening of the app. */
export function lastAnchor(): Anchor | null {
  const kept: Partial<Anchor> | '' = last ?? Taro.getStorageSync(KEPT)
  return kept !== '' && isAnchor(kept) ? kept : null
}

/** The server's time as far as the phone can tell; what the phone shows where nothing was ever answered. */
export function serverTime(at: Reading = readPhone(), anchor: Anchor | null = lastAnchor()): number {
  if (anchor === null) return at.wall
  return anchor.server + Math.max(at.wall - anchor.wall, atLeast(anchor, at))
}

/** The server has told its time since the app was opened, and no clock was set since: what is sent now can say when it was. */
export function clockHolds(): boolean {
  return last !== null && isSteady(last, readPhone())
}

/** Two answers of one millisecond are told apart by what the phone read: between them its clock was set. */
const isLater = (one: Anchor, other: Anchor) =>
  one.server > other.server || (one.server === other.server && one.wall !== other.wall)

/** The first answer after `before`; where there was none, what the phone can tell by itself as long as its clock holds. */
function laterThan(before: Anchor | null): Anchor | null {
  const after = lastAnchor()
  if (after !== null && (before === null || isLater(after, before))) return after
  return clockHolds() ? { server: serverTime(), ...readPhone() } : null
}

/** @param before the last answer when it was read */
export function dated(read: Reading, before: Anchor | null): Dated {
  const after = laterThan(before)
  return after === null
    ? { at: serverTime(read, before), doubtful: false }
    : datedBetween(read, before, after)
}

interface Tapped {
  readonly at: number | null
  readonly tapped: Reading
  readonly before: Anchor | null
}

/** When it was tapped, by the server's clock as far as the phone can tell. */
export const timeOfTap = ({ at, tapped, before }: Tapped): number => at ?? dated(tapped, before).at
