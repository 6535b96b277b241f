import { MOST_PER_PAGE, remove } from '../../ports/store'
import { SESSIONS, SIGN_IN_TRIES } from '../documents/accounts'
import type { AccountsServer } from './accounts-server'
import { LONGEST_TRIES_MS } from './tries'

/** Removes ended sessions and old sign-in tries. What doesn't fit into one page waits for the next time. */
export async function cleanUpAccounts(server: AccountsServer): Promise<void> {
  const now = server.clock.now()
  const page = { equal: [], limit: MOST_PER_PAGE }
  const sessions = await server.store.range(SESSIONS, { ...page, index: 'byEnd', to: now })
  const tries = await server.store.range(SIGN_IN_TRIES, {
    ...page,
    index: 'byLatest',
    to: now - LONGEST_TRIES_MS,
  })
  // One by one: a session that was used meanwhile stays, and hinders no other.
  for (const { document, version } of sessions.items) {
    await server.store.commit([remove(SESSIONS, document.id, version)])
  }
  for (const { document, version } of tries.items) {
    await server.store.commit([remove(SIGN_IN_TRIES, document.id, version)])
  }
}
