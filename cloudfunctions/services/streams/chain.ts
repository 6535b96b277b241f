import { createHash } from 'node:crypto'
import type { Instant } from '../../domain/model'
import type { CollectionShape, Stored } from '../../ports/store'

/** What happened, once; never changed afterwards. */
export interface Event {
  readonly type: string
  /** The server's clock when it was kept. */
  readonly at: Instant
}

/** `hash` binds the event to its stream, its place in it and everything before it. */
export type Chained<E extends Event> = E & { readonly hash: string }

/** A document whose events are appended and never changed: one trainee's day, one class's day, one camera's day. */
export interface Stream<E extends Event> extends Stored {
  readonly events: readonly Chained<E>[]
  /** Of a camera's day, when it was last asked: like the next, a field that changes beside the events unchained. */
  readonly askedAt?: Instant | null
  /** Of an account's hour, how many refusals are counted alone. */
  readonly unlisted?: number
}

type Unchained<C> = C extends { readonly hash: string } ? Omit<C, 'hash'> : never
/** What may be appended to a stream: one of its events, not yet chained. */
export type EventOf<S extends Stream<Event>> = Unchained<S['events'][number]>

/** The stream with one event more. */
export function append<S extends Stream<Event>>(
  collection: CollectionShape,
  stream: S,
  event: EventOf<S> & Event,
): S {
  const hash = hashOf(stream.events.at(-1)?.hash ?? rootOf(collection, stream), event)
  // The event is one of the stream's and the hash is all that it lacked.
  return { ...stream, events: [...stream.events, { ...event, hash }] }
}

/** The place (from 0) of the first event whose hash does not follow from what stands before it; null: all do. */
export function firstBrokenLink(collection: CollectionShape, stream: Stream<Event>): number | null {
  let previous = rootOf(collection, stream)
  for (const [at, { hash, ...event }] of stream.events.entries()) {
    if (hash !== hashOf(previous, event)) return at
    previous = hash
  }
  return null
}

/**
 * What stands in place of a hash before a stream's first event: whose stream it is, so that nobody's evidence can be
 * made another's, another class's or another day's.
 * Worked: of trainee T1's 2024-06-03, `trainee-days {"classId":"C1","date":"2024-06-03","id":"T1 2024-06-03",…}`.
 */
function rootOf(
  { name }: CollectionShape,
  { events: _, askedAt: __, unlisted: ___, ...whose }: Stream<Event>,
): string {
  return `${name} ${canonicalJson(whose)}`
}

/** SHA-256 over what stands before the event and the event as canonical JSON. */
function hashOf(before: string, event: Event): string {
  return createHash('sha256')
    .update(`${before}\n${canonicalJson(event)}`)
    .digest('base64url')
}

/** One text for one value, however an engine orders the keys: sorted by code unit, nothing undefined. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(part => canonicalJson(part ?? null)).join(',')}]`
  if (!isPlainObject(value)) return JSON.stringify(value)
  // Not by way of a sorted object: engines put keys that look like numbers first.
  const fields = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
  return `{${fields.join(',')}}`
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
