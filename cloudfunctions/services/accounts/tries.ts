import type { Instant } from '../../domain/model'
import { DAY, MINUTE, SECOND } from '../../domain/time'
import { insert, remove, replace, type Versioned, type Write } from '../../ports/store'
import { SIGN_IN_TRIES, type SignInTries } from '../documents/accounts'
import { deterministicId } from '../documents/ids'
import type { AccountsServer } from './accounts-server'

/** How many failures of one kind count, for how long, and until when the next try must wait. */
interface Limit {
  readonly windowMs: number
  /** @param times of the failures that count, in order */
  readonly freeFrom: (times: readonly Instant[]) => Instant
}

const WINDOW_MS = 15 * MINUTE

function atMost(most: number): Limit {
  const freeFrom = (times: readonly Instant[]) => {
    const oldestThatCounts = times.at(-most)
    return oldestThatCounts === undefined ? 0 : oldestThatCounts + WINDOW_MS
  }
  return { windowMs: WINDOW_MS, freeFrom }
}

const FREE_BY_NAME = 50

/** After so many failures in a day from anywhere, each next one waits twice as long, from a second to the window. */
const SLOWING: Limit = {
  windowMs: DAY,
  freeFrom: times => {
    const beyond = times.length - FREE_BY_NAME
    return beyond < 0 ? 0 : (times.at(-1) ?? 0) + Math.min(SECOND * 2 ** beyond, WINDOW_MS)
  },
}

/**
 * `name-at-address` stops whoever guesses from one place without keeping the name's owner out elsewhere; `name` slows
 * down guessing from many places; `address` stops trying many names. A school's trainees share one address, so it may
 * fail more often. A `device` that signed in with the name before has a count of its own.
 */
const LIMITS = {
  'name-at-address': atMost(5),
  device: atMost(5),
  'password-change': atMost(5),
  address: atMost(100),
  name: SLOWING,
} as const

/** No try is remembered for longer. */
export const LONGEST_TRIES_MS = Math.max(...Object.values(LIMITS).map(({ windowMs }) => windowMs))

export interface TryOf {
  readonly kind: keyof typeof LIMITS
  readonly value: string
}

export interface CountedTry {
  /** Seconds to wait; 0: the try may go on. */
  readonly wait: number
  readonly at: Instant
  readonly of: readonly TryOf[]
}

/**
 * Counts a try in all its kinds, or in none when one of them must wait. It is counted before the password is looked
 * at, so that many at once can't slip through together.
 */
export async function countTry(server: AccountsServer, of: readonly TryOf[]): Promise<CountedTry> {
  for (;;) {
    const at = server.clock.now()
    const counts = await Promise.all(of.map(each => countOf(server, each, at)))
    const freeFrom = Math.max(...counts.map(count => count.freeFrom))
    if (freeFrom > at) return { wait: Math.ceil((freeFrom - at) / SECOND), at, of }
    const writes = counts.map(count => writeOf(count, at))
    if ((await server.store.commit(writes)).committed) return { wait: 0, at, of }
  }
}

interface Count {
  readonly id: string
  readonly found: Versioned<SignInTries> | null
  readonly times: readonly Instant[]
  readonly freeFrom: Instant
}

async function countOf(server: AccountsServer, of: TryOf, now: Instant): Promise<Count> {
  const id = idOf(of)
  const { windowMs, freeFrom } = LIMITS[of.kind]
  const found = await server.store.get(SIGN_IN_TRIES, id)
  const times = (found?.document.times ?? []).filter(time => time > now - windowMs)
  return { id, found, times, freeFrom: freeFrom(times) }
}

/** What the right password forgives: this try everywhere, and the earlier ones of whoever tried right here. */
export async function forgiveTry(server: AccountsServer, { of, at }: CountedTry): Promise<void> {
  for (const each of of) await forgive(server, each, at)
}

async function forgive(server: AccountsServer, of: TryOf, at: Instant): Promise<void> {
  for (;;) {
    const found = await server.store.get(SIGN_IN_TRIES, idOf(of))
    if (found === null) return
    const { id, times, latestAt } = found.document
    const left = timesLeft(of, times, at)
    const write =
      left.length === 0
        ? remove(SIGN_IN_TRIES, id, found.version)
        : replace(SIGN_IN_TRIES, { id, times: left, latestAt }, found.version)
    if ((await server.store.commit([write])).committed) return
  }
}

/** Others fail at the same address and with the same name; their failures stay. */
function timesLeft({ kind }: TryOf, times: readonly Instant[], at: Instant): readonly Instant[] {
  if (kind !== 'name' && kind !== 'address') return []
  const own = times.lastIndexOf(at)
  return times.filter((_, i) => i !== own)
}

function writeOf({ id, found, times }: Count, at: Instant): Write {
  const tries = { id, times: [...times, at], latestAt: at }
  return found ? replace(SIGN_IN_TRIES, tries, found.version) : insert(SIGN_IN_TRIES, tries)
}

/** Names and addresses are not kept readable for strangers' typing errors, which are sometimes passwords. */
function idOf({ kind, value }: TryOf): string {
  return `${kind} ${deterministicId(kind, value)}`
}
