import type { Seal, StreamHead } from '../documents/seals'
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

/** What is verified, wherever it comes from: all seals in their order, then all streams in any. */
export type AuditRecord =
  | { readonly kind: 'seal'; readonly seal: Seal }
  | { readonly kind: 'stream'; readonly collection: string; readonly stream: Stream<Event> }

/** A head as some seal has it. */
interface Expected {
  readonly seal: number
  readonly head: StreamHead
}

/** Holds seals to each other and streams to themselves and to their seals, until something doesn't follow. */
export class AuditWalk {
  #broken: BrokenLink | null = null
  #streams = 0
  #events = 0
  #seals = 0
  #lastHash: string | null = null
  #witnessed = false
  /** By stream, those of the seals; what the streams so far have met is gone. */
  readonly #expected = new Map<string, Expected[]>()

  /** @param witness the hash of a seal that was written down elsewhere; null: none */
  constructor(private readonly witness: string | null) {}

  /** Whether anything that comes now can still be the first broken link. */
  get goesOn(): boolean {
    return this.#broken === null
  }

  get streams(): number {
    return this.#streams
  }

  take(record: AuditRecord): void {
    this.#broken =
      record.kind === 'seal'
        ? this.#takeSeal(record.seal)
        : this.#takeStream(record.collection, record.stream)
  }

  /** @param isCovered whether a stream should have come; one that was not asked for may be missing */
  end(isCovered: (head: StreamHead) => boolean = () => true): Verified {
    this.#broken ??= this.#missing(isCovered) ?? this.#unwitnessed()
    return {
      broken: this.#broken,
      streams: this.#streams,
      events: this.#events,
      seals: this.#seals,
      lastHash: this.#lastHash,
    }
  }

  #takeSeal(seal: Seal): BrokenLink | null {
    this.#seals += 1
    if (seal.sequence !== this.#seals || seal.previous !== this.#lastHash || seal.hash !== hashOfSeal(seal)) {
      return { kind: 'seal', seal: this.#seals }
    }
    this.#lastHash = seal.hash
    this.#witnessed ||= seal.hash === this.witness
    for (const head of seal.heads) this.#expect({ seal: seal.sequence, head })
    return null
  }

  #expect(expected: Expected): void {
    const { collection, id, count, hash } = expected.head
    const known = this.#expected.get(nameOf(collection, id)) ?? []
    // A day that is sealed anew names the heads again that have not moved since.
    if (known.some(({ head }) => head.count === count && head.hash === hash)) return
    known.push(expected)
    this.#expected.set(nameOf(collection, id), known)
  }

  #takeStream(collection: string, stream: Stream<Event>): BrokenLink | null {
    this.#streams += 1
    this.#events += stream.events.length
    const place = firstBrokenLink({ name: collection, unique: {}, indexes: {} }, stream)
    if (place !== null) return { kind: 'event', collection, stream: stream.id, event: place + 1 }
    const expected = this.#expected.get(nameOf(collection, stream.id)) ?? []
    this.#expected.delete(nameOf(collection, stream.id))
    for (const { seal, head } of expected) {
      const found = stream.events.length
      if (found < head.count) return { kind: 'cut-off', seal, head, found }
      if (stream.events[head.count - 1]?.hash !== head.hash) return { kind: 'replaced', seal, head }
    }
    return null
  }

  #missing(isCovered: (head: StreamHead) => boolean): BrokenLink | null {
    for (const { seal, head } of [...this.#expected.values()].flat()) {
      if (isCovered(head)) return { kind: 'cut-off', seal, head, found: 0 }
    }
    return null
  }

  #unwitnessed(): BrokenLink | null {
    if (this.witness === null || this.#witnessed) return null
    return { kind: 'witness', hash: this.witness }
  }
}

function nameOf(collection: string, id: string): string {
  return `${collection} ${id}`
}
