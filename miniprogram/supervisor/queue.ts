import type { ClassDayRow } from '../../cloudfunctions/contract/app'

type Day = Pick<ClassDayRow, 'classId' | 'date'>

/** A day of the queue, and where it stood when it was opened: once decided, it stands there no more. */
export interface Chosen<R extends Day = ClassDayRow> {
  readonly row: R
  readonly place: number
}

export const sameDay = (a: Day, b: Day): boolean => a.classId === b.classId && a.date === b.date

/**
 * The day after the chosen one, or before it; the first while none is chosen. Null: the queue ends there.
 * @param by 1: after; -1: before
 */
export function neighbour<R extends Day>(
  rows: readonly R[],
  chosen: Chosen<R> | null,
  by: 1 | -1,
): Chosen<R> | null {
  const found = chosen ? rows.findIndex(row => sameDay(row, chosen.row)) : -1
  // What stood behind a day that has left has moved up into its place.
  const gone = chosen ? (by === 1 ? chosen.place : chosen.place - 1) : by === 1 ? 0 : -1
  const place = found >= 0 ? found + by : gone
  const row = rows[place]
  return row ? { row, place } : null
}
