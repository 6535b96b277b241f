import type { Instant } from '../../domain/model'
import { MINUTE, SECOND } from '../../domain/time'
import { insert, remove, replace } from '../../ports/store'
import { SIGN_IN_TRIES } from '../documents/accounts'
import { deterministicId } from '../documents/ids'
import type { Server } from '../server'

/** How often a sign-in may fail before it must wait. A school's trainees share one address, so it may more often. */
export const TRIES_WINDOW_MS = 15 * MINUTE
const MOST = { name: 5, address: 100 } as const

export interface TryOf {
  readonly kind: keyof typeof MOST
  readonly value: string
}

/**
 * Counts a try before the password is looked at, so that many at once can't slip through together.
 * @returns seconds to wait, or 0 when the try may go on
 */
export async function countTry(server: Server, of: TryOf): Promise<number> {
  const id = idOf(of)
  for (;;) {
    const now = server.clock.now()
    const found = await server.store.get(SIGN_IN_TRIES, id)
    const times = (found?.document.times ?? []).filter(time => time > now - TRIES_WINDOW_MS)
    const wait = waitOf(times, MOST[of.kind], now)
    if (wait > 0) return wait
    const tries = { id, times: [...times, now], latestAt: now }
    const write = found ? replace(SIGN_IN_TRIES, tries, found.version) : insert(SIGN_IN_TRIES, tries)
    if ((await server.store.commit([write])).committed) return 0
  }
}

function waitOf(times: readonly Instant[], most: number, now: Instant): number {
  const oldestThatCounts = times.at(-most)
  return oldestThatCounts === undefined ? 0 : Math.ceil((oldestThatCounts + TRIES_WINDOW_MS - now) / SECOND)
}

/** After a success nothing is held against the name. */
export async function forgetTries(server: Server, of: TryOf): Promise<void> {
  const found = await server.store.get(SIGN_IN_TRIES, idOf(of))
  if (found) await server.store.commit([remove(SIGN_IN_TRIES, found.document.id, found.version)])
}

/** Names and addresses are not kept readable for strangers' typing errors, which are sometimes passwords. */
function idOf({ kind, value }: TryOf): string {
  return `${kind} ${deterministicId(kind, value)}`
}
