import type { DateText } from '../../domain/model'
import { insert, replace, type Store } from '../../ports/store'
import { emptyRoomCodes, ROOM_CODES, type RoomCodes, type ShownBy } from '../documents/room-codes'

/** Who shows the code of the room to a class on a day. */

/**
 * By the document's id, as this instance has found them. Whoever has shown the code once stays in the document, so
 * that what is remembered is at most short of somebody, and never wrong.
 */
const remembered = new WeakMap<Store, Map<string, readonly ShownBy[]>>()
/** Class-days; those that nobody needs any more go first. */
const MOST_REMEMBERED = 1_000

function rememberedOf(store: Store): Map<string, readonly ShownBy[]> {
  const known = remembered.get(store) ?? new Map<string, readonly ShownBy[]>()
  remembered.set(store, known)
  return known
}

function remember(store: Store, { id, shownBy }: RoomCodes): readonly ShownBy[] {
  const known = rememberedOf(store)
  known.delete(id)
  known.set(id, shownBy)
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size > MOST_REMEMBERED) known.delete(oldest)
  return shownBy
}

/**
 * Keeps that an instructor shows the code, once a day.
 * @throws StoreError
 */
export async function keepShower(
  store: Store,
  classId: string,
  date: DateText,
  shower: ShownBy,
): Promise<void> {
  const empty = emptyRoomCodes(classId, date)
  for (;;) {
    const kept = await store.get(ROOM_CODES, empty.id)
    const before = kept?.document ?? empty
    const isKept = before.shownBy.some(({ accountId }) => accountId === shower.accountId)
    const after = isKept ? before : { ...before, shownBy: [...before.shownBy, shower] }
    const write = kept ? replace(ROOM_CODES, after, kept.version) : insert(ROOM_CODES, after)
    if (isKept || (await store.commit([write])).committed) {
      remember(store, after)
      return
    }
  }
}

/**
 * Looks among those who have shown the code: first among those whom this instance remembers, which asks the store
 * nothing, and where none of them is the one, among all who are kept by now.
 * @param look null: it is none of these
 * @throws StoreError
 */
export async function amongShowers<T>(
  store: Store,
  classId: string,
  date: DateText,
  look: (showers: readonly ShownBy[]) => T | null,
): Promise<T | null> {
  const empty = emptyRoomCodes(classId, date)
  const found = look(rememberedOf(store).get(empty.id) ?? [])
  if (found !== null) return found
  const kept = await store.get(ROOM_CODES, empty.id)
  return look(remember(store, kept?.document ?? empty))
}
