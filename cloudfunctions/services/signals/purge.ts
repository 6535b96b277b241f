import type { DateText } from '../../domain/model'
import { type Collection, remove, type Store } from '../../ports/store'
import { DAY_SIGNALS, SIGNAL_MARKS } from '../documents/signals'

/** So many go with one commit. */
const TOGETHER = 100

/**
 * Removes the marks of class-days before a date: which phone tapped where, and the hashes of frames. The signs that were
 * found by them stay.
 * @param between called before each commit; answers whether to go on
 * @returns how many class-days' marks were removed
 * @throws StoreError
 */
export function removeSignalMarks(
  store: Store,
  before: DateText,
  between: () => Promise<boolean>,
): Promise<number> {
  return removeBefore(store, SIGNAL_MARKS, before, between)
}

/** Removes the signs of class-days before a date, with the evidence that they name. As {@link removeSignalMarks}. */
export function removeDaySignals(
  store: Store,
  before: DateText,
  between: () => Promise<boolean>,
): Promise<number> {
  return removeBefore(store, DAY_SIGNALS, before, between)
}

async function removeBefore<D extends { readonly id: string; readonly date: DateText }>(
  store: Store,
  collection: Collection<D>,
  before: DateText,
  between: () => Promise<boolean>,
): Promise<number> {
  let removed = 0
  while (await between()) {
    const page = await store.range(collection, {
      index: 'byDate',
      equal: [],
      to: before,
      limit: TOGETHER,
    })
    // The bound is included, and the date itself stays.
    const old = page.items.filter(({ document }) => document.date < before)
    if (old.length === 0) return removed
    const writes = old.map(({ document, version }) => remove(collection, document.id, version))
    if ((await store.commit(writes)).committed) removed += old.length
  }
  return removed
}
