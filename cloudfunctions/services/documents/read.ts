import { type Collection, MOST_PER_PAGE, type Range, type Stored, type StoreReader } from '../../ports/store'

/** All documents of a range, page by page. Only for ranges that a class or a day bounds. */
export async function readAll<D extends Stored>(
  store: StoreReader,
  collection: Collection<D>,
  range: Omit<Range, 'limit' | 'after'>,
): Promise<D[]> {
  const documents: D[] = []
  let query: Range = { ...range, limit: MOST_PER_PAGE }
  for (;;) {
    const page = await store.range(collection, query)
    for (const { document } of page.items) documents.push(document)
    if (page.next === null) return documents
    query = { ...query, after: page.next }
  }
}

export async function read<D extends Stored>(
  store: StoreReader,
  collection: Collection<D>,
  id: string,
): Promise<D | null> {
  return (await store.get(collection, id))?.document ?? null
}
