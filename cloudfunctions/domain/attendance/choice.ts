import type { Dataset } from '../dataset'
import { type CheckInTable, COUNTS, LOCATED, START, WITNESSED } from '../evidence/check-in-table'
import { outsideTest } from '../geo'
import type { ClassPlan } from '../plan/class-plan'
import { MINUTE } from '../time'
import { NO_LOCATION, OUTSIDE_SITE } from './flags'

/** Where a trainee's days lie in the columns: one cell a day, in date order, from `base` on. */
export interface TraineeCells {
  readonly plan: ClassRules
  readonly base: number
}

/** A class's timetable and site in the form that a loop over check-ins wants. */
export interface ClassRules {
  readonly plan: ClassPlan
  readonly graceMs: number
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** The site flag of a located check-in; null: the class has no site. */
  readonly outside: ((latitude: number, longitude: number) => boolean) | null
}

export function rulesOf(plan: ClassPlan): ClassRules {
  const { site } = plan.trainingClass
  return {
    plan,
    graceMs: plan.edition.figures.graceMinutes.value * MINUTE,
    opens: Float64Array.from(plan.evaluated, day => day.window.start),
    closes: Float64Array.from(plan.evaluated, day => day.window.end),
    outside: site ? outsideTest(site) : null,
  }
}

/**
 * R7, the four check-ins of a day among which the choice falls. Each is a row + 1, or 0 for none. Two ends are
 * enough, though only ends after the chosen start may be chosen: the latest of a set is after the start if any is.
 */
export class Candidates {
  readonly firstPlainStart: Int32Array
  readonly firstStart: Int32Array
  readonly lastPlainEnd: Int32Array
  readonly lastEnd: Int32Array

  constructor(cells: number) {
    this.firstPlainStart = new Int32Array(cells)
    this.firstStart = new Int32Array(cells)
    this.lastPlainEnd = new Int32Array(cells)
    this.lastEnd = new Int32Array(cells)
  }
}

/**
 * R6 and the first half of R7: lays every check-in that counts into the windows that hold it, of two days where two
 * hold it.
 *
 * @param cells by the number of the trainee in `dataset.traineeIds`
 */
export function findCandidates(
  dataset: Dataset,
  cells: readonly (TraineeCells | undefined)[],
  count: number,
): Candidates {
  const { checkIns } = dataset
  const found = new Candidates(count)
  for (let row = 0; row < checkIns.size; row++) {
    if ((checkIns.marks[row]! & COUNTS) === 0) continue
    const trainee = cells[checkIns.trainee[row]!]
    if (trainee) offer(found, checkIns, row, trainee)
  }
  return found
}

function offer(
  found: Candidates,
  checkIns: CheckInTable,
  row: number,
  { plan: rules, base }: TraineeCells,
): void {
  const at = checkIns.at[row]!
  const marks = checkIns.marks[row]!
  const site = siteFlag(checkIns, row, rules)
  // Windows open and close in date order, so those that hold the instant stand side by side.
  for (let i = lastOpenedBy(rules.opens, at); i >= 0 && at <= rules.closes[i]!; i--) {
    const day = rules.plan.evaluated[i]!
    const plain = (marks & WITNESSED) === 0 && (site === 0 || day.allOnline)
    if (marks & START) {
      keepEarliest(found.firstStart, base + i, checkIns, row)
      if (plain && at <= day.firstStart + rules.graceMs)
        keepEarliest(found.firstPlainStart, base + i, checkIns, row)
    } else {
      keepLatest(found.lastEnd, base + i, checkIns, row)
      if (plain && at >= day.lastEnd - rules.graceMs) keepLatest(found.lastPlainEnd, base + i, checkIns, row)
    }
  }
}

/** R6: `outside-site` or `no-location`, as bits, for a day that is not all online. */
export function siteFlag(checkIns: CheckInTable, row: number, rules: ClassRules): number {
  if (rules.outside === null) return 0
  if ((checkIns.marks[row]! & LOCATED) === 0) return NO_LOCATION
  return rules.outside(checkIns.latitude[row]!, checkIns.longitude[row]!) ? OUTSIDE_SITE : 0
}

/** Of two starts at one instant the one with the smaller id. */
function keepEarliest(kept: Int32Array, cell: number, checkIns: CheckInTable, row: number): void {
  const best = kept[cell]! - 1
  if (best < 0 || comesBefore(checkIns, row, best)) kept[cell] = row + 1
}

/** Of two ends at one instant the one with the larger id. */
function keepLatest(kept: Int32Array, cell: number, checkIns: CheckInTable, row: number): void {
  const best = kept[cell]! - 1
  if (best < 0 || comesBefore(checkIns, best, row)) kept[cell] = row + 1
}

function comesBefore(checkIns: CheckInTable, row: number, other: number): boolean {
  const apart = checkIns.at[row]! - checkIns.at[other]!
  return apart < 0 || (apart === 0 && checkIns.ids.compare(row, other) < 0)
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
