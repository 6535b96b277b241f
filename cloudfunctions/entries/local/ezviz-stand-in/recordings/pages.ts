import type { ListingHabits } from '../fault-options'

interface Span {
  readonly startTime: number
  readonly endTime: number
}

interface Page<T> {
  readonly shown: readonly T[]
  /** Where the next page begins; null on the last. */
  readonly next: number | null
}

/** The first page from a moment on; the next begins with the first row that this one lacks. */
export function firstPage<T extends Span>(
  rows: readonly T[],
  asked: number,
  from: number,
  habits: ListingHabits,
): Page<T> {
  const shown = rows.slice(0, Math.min(asked, habits.maxRowsPerPage ?? asked))
  const following = rows[shown.length]
  if (!following) return { shown, next: null }
  const last = shown.at(-1)
  const repeats = habits.repeatAtJoint && last && last.startTime > from
  return { shown, next: habits.stuck ? from : repeats ? last.startTime : following.startTime }
}
