import { type Collection, type CollectionShape, MOST_PER_PAGE, type StoreReader } from '../../ports/store'
import { STREAMS } from '../documents'
import { SEALS } from '../documents/seals'
import type { Event, Stream } from '../streams/chain'
import { type AuditRecord, AuditWalk, type Verified } from './walk'

/**
 * Walks every seal and every stream of a store.
 * @param witness the hash of a seal that was written down elsewhere; null: none
 * @param onStream called with the number of streams walked so far
 */
export async function verifyAudit(
  store: StoreReader,
  witness: string | null,
  onStream: (walked: number) => void,
): Promise<Verified> {
  const walk = new AuditWalk(witness)
  for await (const record of auditRecords(store)) {
    walk.take(record)
    if (record.kind === 'stream') onStream(walk.streams)
    if (!walk.goesOn) break
  }
  return walk.end()
}

/** All that a store's history can be held to: the seals in their order, then the streams. */
export async function* auditRecords(store: StoreReader): AsyncGenerator<AuditRecord> {
  for await (const seal of documentsOf(store, SEALS)) yield { kind: 'seal', seal }
  for (const collection of STREAMS) {
    for await (const stream of documentsOf(store, asStreams(collection))) {
      yield { kind: 'stream', collection: collection.name, stream }
    }
  }
}

/** Any stream is a stream of events, whatever else its documents say. */
function asStreams({ name, unique, indexes }: CollectionShape): Collection<Stream<Event>> {
  return { name, unique, indexes } as Collection<Stream<Event>>
}

/** All documents of a collection, along whichever index it declares first. */
async function* documentsOf<D extends { readonly id: string }>(
  store: StoreReader,
  collection: Collection<D>,
): AsyncGenerator<D> {
  const index = Object.keys({ ...collection.unique, ...collection.indexes })[0]
  if (index === undefined) throw new RangeError(`${collection.name} has no index to be walked along`)
  let after: string | undefined
  do {
    const page = await store.range(collection, {
      index,
      equal: [],
      limit: MOST_PER_PAGE,
      ...(after !== undefined && { after }),
    })
    for (const { document } of page.items) yield document
    after = page.next ?? undefined
  } while (after !== undefined)
}
