import type { Instant } from '../../domain/model'
import { type Collection, remove, type Store, type Stored } from '../../ports/store'
import { SESSIONS, SIGN_IN_TRIES } from '../documents/accounts'
import { atATime } from '../judging/at-a-time'
import type { AccountsServer } from './accounts-server'
import { LONGEST_TRIES_MS } from './tries'

const PER_PAGE = 100
/** So many are removed at a time. */
const AT_A_TIME = 6

/**
 * Removes ended sessions and old sign-in tries.
 * @param between called after each; answers whether to go on
 * @returns whether all of them are gone
 */
export async function cleanUpAccounts(
  { store, clock }: AccountsServer,
  between: () => Promise<boolean>,
): Promise<boolean> {
  const now = clock.now()
  return (
    (await removeUpTo(store, SESSIONS, 'byEnd', now, between)) &&
    (await removeUpTo(store, SIGN_IN_TRIES, 'byLatest', now - LONGEST_TRIES_MS, between))
  )
}

async function removeUpTo<D extends Stored>(
  store: Store,
  collection: Collection<D>,
  index: string,
  to: Instant,
  between: () => Promise<boolean>,
): Promise<boolean> {
  let after: string | undefined
  do {
    const query = { index, equal: [], to, limit: PER_PAGE, ...(after !== undefined && { after }) }
    const page = await store.range(collection, query)
    let goOn = true
    // One by one: a session that was used meanwhile stays, and hinders no other.
    await atATime(AT_A_TIME, page.items, async ({ document, version }) => {
      await store.commit([remove(collection, document.id, version)])
      goOn = (await between()) && goOn
      return goOn
    })
    if (!goOn) return false
    after = page.next ?? undefined
  } while (after !== undefined)
  return true
}
