import { type CheckInTable, COUNTS, LOCATED, START, WITNESSED } from '../evidence/check-in-table'
import type { ClassColumns } from '../plan/class-columns'
import { NO_LOCATION, OUTSIDE_SITE } from './flags'

/** Where a trainee's days lie in the columns: one cell a day, in date order, from `base` on. */
export interface TraineeCells {
  readonly days: ClassColumns
  readonly base: number
}

/**
 * The check-ins that R7 chose, by cell: twice the row's number + 2, and one more for a check-in that is plain and in
 * time; 0 for none. The last bit lets the next candidate be held against the choice so far.
 */
export class Choices {
  readonly #start: Int32Array
  readonly #end: Int32Array

  constructor(cells: number) {
    this.#start = new Int32Array(cells)
    this.#end = new Int32Array(cells)
  }

  get cells(): number {
    return this.#start.length
  }

  /** The chosen start's row, or -1. */
  start(cell: number): number {
    return (this.#start[cell]! >> 1) - 1
  }

  end(cell: number): number {
    return (this.#end[cell]! >> 1) - 1
  }

  /** Plain and in time before all others; of these the earliest, and of one instant the smaller id. */
  offerStart(cell: number, checkIns: CheckInTable, row: number, good: boolean): void {
    const best = this.#start[cell]!
    const better = best === 0 || (good ? (best & 1) === 0 : false)
    if (better || ((best & 1) === Number(good) && checkIns.comesBefore(row, (best >> 1) - 1))) {
      this.#start[cell] = (row + 1) * 2 + Number(good)
    }
  }

  /** Likewise the latest, and of one instant the larger id. */
  offerEnd(cell: number, checkIns: CheckInTable, row: number, good: boolean): void {
    const best = this.#end[cell]!
    const better = best === 0 || (good ? (best & 1) === 0 : false)
    if (better || ((best & 1) === Number(good) && checkIns.comesBefore((best >> 1) - 1, row))) {
      this.#end[cell] = (row + 1) * 2 + Number(good)
    }
  }
}

/**
 * R6 and R7: lays every check-in that counts into the windows that hold it, of two days where two hold it, and keeps
 * for each trainee-day the start and the end that are chosen. Starts go first, since an end must come after the
 * chosen start.
 *
 * @param cells by the number of the trainee
 */
export function chooseCheckIns(
  checkIns: CheckInTable,
  cells: readonly (TraineeCells | undefined)[],
  count: number,
): Choices {
  const choices = new Choices(count)
  for (const kind of [START, 0]) {
    for (let row = 0; row < checkIns.size; row++) {
      if ((checkIns.marks(row) & (COUNTS | START)) !== (COUNTS | kind)) continue
      const trainee = cells[checkIns.trainee(row)]
      if (trainee === undefined) continue
      if (kind === START) offerStart(choices, checkIns, row, trainee)
      else offerEnd(choices, checkIns, row, trainee)
    }
  }
  return choices
}

function offerStart(
  choices: Choices,
  checkIns: CheckInTable,
  row: number,
  { days, base }: TraineeCells,
): void {
  const at = checkIns.at(row)
  const plain = isPlain(checkIns, row, days)
  // Windows open and close in date order, so those that hold the instant stand side by side.
  for (let i = lastOpenedBy(days.opens, at); i >= 0 && at <= days.closes[i]!; i--) {
    const good = (plain || isPlainOnline(checkIns, row, days, i)) && at <= days.firstStart[i]! + days.graceMs
    choices.offerStart(base + i, checkIns, row, good)
  }
}

function offerEnd(choices: Choices, checkIns: CheckInTable, row: number, { days, base }: TraineeCells): void {
  const at = checkIns.at(row)
  const plain = isPlain(checkIns, row, days)
  for (let i = lastOpenedBy(days.opens, at); i >= 0 && at <= days.closes[i]!; i--) {
    const start = choices.start(base + i)
    if (start >= 0 && at <= checkIns.at(start)) continue
    const good = (plain || isPlainOnline(checkIns, row, days, i)) && at >= days.lastEnd[i]! - days.graceMs
    choices.offerEnd(base + i, checkIns, row, good)
  }
}

/** R7: it would raise none of `witnessed`, `outside-site`, `no-location`. */
function isPlain(checkIns: CheckInTable, row: number, days: ClassColumns): boolean {
  return (checkIns.marks(row) & WITNESSED) === 0 && siteFlag(checkIns, row, days) === 0
}

/** The same on a day all of whose lessons are online, where the place doesn't matter. */
function isPlainOnline(checkIns: CheckInTable, row: number, days: ClassColumns, i: number): boolean {
  return days.allOnline[i] === 1 && (checkIns.marks(row) & WITNESSED) === 0
}

/** R6: `outside-site` or `no-location` as a bit, for a day that is not all online; 0 for neither. */
export function siteFlag(checkIns: CheckInTable, row: number, { outside }: ClassColumns): number {
  if (outside === null) return 0
  if ((checkIns.marks(row) & LOCATED) === 0) return NO_LOCATION
  return checkIns.isOutside(row, outside) ? OUTSIDE_SITE : 0
}

function lastOpenedBy(opens: Float64Array, at: number): number {
  let low = 0
  let high = opens.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (opens[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
