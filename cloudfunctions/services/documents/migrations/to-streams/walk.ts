import {
  type Collection,
  MOST_PER_PAGE,
  type Range,
  type Stored,
  type StoreReader,
  type Versioned,
} from '../../../../ports/store'

/** The documents of a range, in its order, as many in memory as a page has. */
export async function* walk<D extends Stored>(
  store: StoreReader,
  collection: Collection<D>,
  range: Omit<Range, 'limit' | 'after'>,
): AsyncGenerator<Versioned<D>> {
  let query: Range = { ...range, limit: MOST_PER_PAGE }
  for (;;) {
    const page = await store.range(collection, query)
    yield* page.items
    if (page.next === null) return
    query = { ...query, after: page.next }
  }
}

/** Neighbours of one name together. */
export async function* grouped<T>(
  items: AsyncIterable<T>,
  nameOf: (item: T) => string,
): AsyncGenerator<[T, ...T[]]> {
  let group: [T, ...T[]] | null = null
  for await (const item of items) {
    if (group !== null && nameOf(group[0]) === nameOf(item)) group.push(item)
    else {
      if (group !== null) yield group
      group = [item]
    }
  }
  if (group !== null) yield group
}

export async function* documents<D>(found: AsyncIterable<Versioned<D>>): AsyncGenerator<D> {
  for await (const { document } of found) yield document
}
