import { type Collection, type CollectionShape, MOST_PER_PAGE, type StoreReader } from '../../ports/store'
import { STREAMS } from '../documents'
import { SEALS, type StreamHead } from '../documents/seals'
import { type Event, firstBrokenLink, type Stream } from '../streams/chain'
import { hashOfSeal } from './seal'

/** The first place where what is kept is not what was written. */
export type BrokenLink =
  /** An event's hash doesn't follow from what stands before it. `event` counts from 1. */
  | { readonly kind: 'event'; readonly collection: string; readonly stream: string; readonly event: number }
  /** A sealed stream is shorter than it was, or another. */
  | { readonly kind: 'cut-off'; readonly seal: number; readonly head: StreamHead; readonly found: number }
  | { readonly kind: 'replaced'; readonly seal: number; readonly head: StreamHead }
  /** A seal's hash doesn't follow, or the seal that should stand there is missing. */
  | { readonly kind: 'seal'; readonly seal: number }
  /** No seal has the hash that somebody wrote down. */
  | { readonly kind: 'witness'; readonly hash: string }

export interface Verified {
  readonly broken: BrokenLink | null
  readonly streams: number
  readonly events: number
  readonly seals: number
  /** Of the last seal: who writes it down can tell later that nothing before it was changed. */
  readonly lastHash: string | null
}

/**
 * Walks every stream and every seal.
 * @param witness the hash of a seal that was written down elsewhere; null: none
 * @param onStream called with the number of streams walked so far
 */
export async function verifyAudit(
  store: StoreReader,
  witness: string | null,
  onStream: (walked: number) => void,
): Promise<Verified> {
  let streams = 0
  let events = 0
  const done = (broken: BrokenLink | null, seals = 0, lastHash: string | null = null): Verified => ({
    broken,
    streams,
    events,
    seals,
    lastHash,
  })
  for (const collection of STREAMS) {
    for await (const stream of documentsOf(store, asStreams(collection))) {
      streams += 1
      events += stream.events.length
      onStream(streams)
      const place = firstBrokenLink(collection, stream)
      if (place !== null) {
        return done({ kind: 'event', collection: collection.name, stream: stream.id, event: place + 1 })
      }
    }
  }
  const { broken, seals, lastHash } = await verifySeals(store, witness)
  return done(broken, seals, lastHash)
}

async function verifySeals(store: StoreReader, witness: string | null) {
  let seals = 0
  let lastHash: string | null = null
  let witnessed = witness === null
  for await (const seal of documentsOf(store, SEALS)) {
    seals += 1
    if (seal.sequence !== seals || seal.previous !== lastHash || seal.hash !== hashOfSeal(seal)) {
      return { broken: { kind: 'seal', seal: seals } as const, seals, lastHash }
    }
    for (const head of seal.heads) {
      const broken = await brokenHead(store, seal.sequence, head)
      if (broken) return { broken, seals, lastHash }
    }
    lastHash = seal.hash
    witnessed ||= seal.hash === witness
  }
  const broken = witnessed || witness === null ? null : ({ kind: 'witness', hash: witness } as const)
  return { broken, seals, lastHash }
}

async function brokenHead(store: StoreReader, seal: number, head: StreamHead): Promise<BrokenLink | null> {
  const collection = STREAMS.find(({ name }) => name === head.collection)
  const stream = collection && (await store.get(asStreams(collection), head.id))?.document
  const found = stream?.events.length ?? 0
  if (found < head.count) return { kind: 'cut-off', seal, head, found }
  return stream?.events[head.count - 1]?.hash === head.hash ? null : { kind: 'replaced', seal, head }
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
