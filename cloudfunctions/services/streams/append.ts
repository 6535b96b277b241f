import { type Collection, insert, replace, type Store, type Write } from '../../ports/store'
import { append, type Event, type EventOf, type Stream } from './chain'

/** What to do with a stream as it stands: append these events, with these writes beside them, or leave it. */
export type Next<S extends Stream<Event>> =
  | { readonly event: EventOf<S> & Event; readonly beside?: readonly Write[] }
  | { readonly events: readonly (EventOf<S> & Event)[]; readonly beside?: readonly Write[] }
  | { readonly leave: true }

/**
 * Appends to a stream what `decide` makes of it as it stands, and again of what it is then whenever somebody else
 * appended first.
 * @param empty the stream before its first event
 * @returns the stream as it stands afterwards
 * @throws StoreError
 */
export async function appendTo<S extends Stream<Event>>(
  store: Store,
  collection: Collection<S>,
  empty: S,
  decide: (stream: S) => Next<S> | Promise<Next<S>>,
): Promise<S> {
  for (;;) {
    const found = await store.get(collection, empty.id)
    const stream = found?.document ?? empty
    const next = await decide(stream)
    if ('leave' in next) return stream
    const events = 'events' in next ? next.events : [next.event]
    const longer = events.reduce((long, event) => append(collection, long, event), stream)
    const write = found ? replace(collection, longer, found.version) : insert(collection, longer)
    // The stream's own write stands first: what loses the race has written nothing that must be undone.
    if ((await store.commit([write, ...(next.beside ?? [])])).committed) return longer
  }
}
