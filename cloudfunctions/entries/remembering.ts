import type { Instant } from '../domain/model'
import { MINUTE } from '../domain/time'
import type { Clock } from '../ports/clock'
import type { Collection, CollectionShape, Page, Range, Store, Stored, Versioned } from '../ports/store'

/** Unless told otherwise, what another instance has written is seen after so long at the latest. */
export const REMEMBERED_FOR_MS = 5 * MINUTE

interface Remembered {
  readonly at: Instant
  readonly value: Promise<unknown>
}

/**
 * A store that keeps in memory what it has read of collections that hardly change, so that a function that is warm
 * reads them no more. Whatever is not there is asked for again each time.
 */
export function remembering(
  store: Store,
  collections: readonly CollectionShape[],
  clock: Clock,
  forMs = REMEMBERED_FOR_MS,
): Store {
  const names = new Set(collections.map(({ name }) => name))
  const kept = new Map<string, Remembered>()

  async function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = kept.get(key)
    const now = clock.now()
    // Under a key there is never anything but what its question gives.
    if (known !== undefined && now - known.at < forMs) return known.value as Promise<T>
    const value = ask()
    kept.set(key, { at: now, value })
    try {
      const found = await value
      if (found === null) kept.delete(key)
      return found
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }

  return {
    get: <D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> =>
      names.has(collection.name)
        ? once(JSON.stringify([collection.name, id]), () => store.get(collection, id))
        : store.get(collection, id),
    range: <D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> =>
      names.has(collection.name)
        ? once(JSON.stringify([collection.name, query]), () => store.range(collection, query))
        : store.range(collection, query),
    commit: async writes => {
      const outcome = await store.commit(writes)
      if (writes.some(({ collection }) => names.has(collection.name))) kept.clear()
      return outcome
    },
    close: () => store.close(),
  }
}
