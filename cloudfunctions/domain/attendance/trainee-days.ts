import { type CheckInTable, WITNESSED } from '../evidence/check-in-table'
import type { ClassDayStatus, Decision, Instant, TraineeDayStatus } from '../model'
import type { DayPlan } from '../plan/day-plan'
import { type Candidates, type ClassRules, siteFlag } from './choice'
import {
  ABSENT,
  LATE,
  LEFT_EARLY,
  MISSING_END,
  MISSING_START,
  SHARED_DEVICE,
  statusFound,
  WITNESSED_FLAG,
} from './flags'
import { hoursPresent, isEarly, isLate } from './presence'

const STATUSES: readonly TraineeDayStatus[] = ['clean', 'flagged', 'absent', 'accepted', 'rejected']

/** The judged trainee-days by column, one cell each. */
export class TraineeDayTable {
  /** The chosen check-ins' rows + 1, or 0. */
  readonly start: Int32Array
  readonly end: Int32Array
  readonly flags: Uint16Array
  readonly #status: Uint8Array
  readonly provisional: Uint8Array
  readonly confirmed: Uint8Array

  /** Takes over the candidates' columns: what is chosen is one of each pair. */
  constructor(
    readonly checkIns: CheckInTable,
    candidates: Candidates,
  ) {
    const cells = candidates.firstStart.length
    this.start = candidates.firstStart
    this.end = candidates.lastEnd
    this.flags = new Uint16Array(cells)
    this.#status = new Uint8Array(cells)
    this.provisional = new Uint8Array(cells)
    this.confirmed = new Uint8Array(cells)
    this.#choose(candidates)
  }

  status(cell: number): TraineeDayStatus {
    return STATUSES[this.#status[cell]!]!
  }

  startAt(cell: number): Instant {
    return this.#at(this.start[cell]!)
  }

  endAt(cell: number): Instant {
    return this.#at(this.end[cell]!)
  }

  /** R6 and R7: what the two chosen check-ins show, `shared-device` apart. */
  flag(cell: number, day: DayPlan, rules: ClassRules): void {
    const start = this.start[cell]!
    const end = this.end[cell]!
    let flags = 0
    if (start === 0 && end === 0) flags = ABSENT
    else {
      flags |= start === 0 ? MISSING_START : this.#shown(start - 1, day, rules)
      flags |= end === 0 ? MISSING_END : this.#shown(end - 1, day, rules)
      if (start !== 0 && isLate(day, rules.graceMs, this.startAt(cell))) flags |= LATE
      if (end !== 0 && isEarly(day, rules.graceMs, this.endAt(cell))) flags |= LEFT_EARLY
    }
    this.flags[cell] = flags
  }

  flagSharedDevice(cell: number): void {
    this.flags[cell]! |= SHARED_DEVICE
  }

  /** R8 and R9, once the flags and the class-day's status stand. */
  judge(cell: number, day: DayPlan, rules: ClassRules, classDay: ClassDayStatus, decision?: Decision): void {
    const status = decision?.verdict ?? statusFound(this.flags[cell]!)
    this.#status[cell] = STATUSES.indexOf(status)
    const hours = this.#hours(cell, status, day, rules, decision)
    const confirms = status === 'clean' || status === 'accepted'
    this.provisional[cell] = classDay === 'rejected' ? 0 : hours
    this.confirmed[cell] = confirms && classDay !== 'rejected' && classDay !== 'flagged' ? hours : 0
  }

  /** Hours with every pending flag taken as cleared; while pending, a missing start or end makes 0 (R9). */
  #hours(
    cell: number,
    status: TraineeDayStatus,
    day: DayPlan,
    rules: ClassRules,
    decision?: Decision,
  ): number {
    if (status === 'rejected' || status === 'absent') return 0
    if (status === 'accepted' && decision?.hours !== undefined) return decision.hours
    if (status === 'flagged' && this.flags[cell]! & (MISSING_START | MISSING_END)) return 0
    const figures = rules.plan.edition.figures
    return hoursPresent(day, this.startAt(cell), this.endAt(cell), rules.graceMs, figures)
  }

  /** R7: a plain one in time before all others; ends strictly after the start. */
  #choose({ firstPlainStart, lastPlainEnd }: Candidates): void {
    const at = this.checkIns.at
    for (let cell = 0; cell < this.start.length; cell++) {
      const start = firstPlainStart[cell]! || this.start[cell]!
      this.start[cell] = start
      const after = start === 0 ? Number.NEGATIVE_INFINITY : at[start - 1]!
      const plainEnd = lastPlainEnd[cell]!
      const end = this.end[cell]!
      if (plainEnd !== 0 && at[plainEnd - 1]! > after) this.end[cell] = plainEnd
      else if (end !== 0 && at[end - 1]! <= after) this.end[cell] = 0
    }
  }

  #shown(row: number, day: DayPlan, rules: ClassRules): number {
    const witnessed = this.checkIns.marks[row]! & WITNESSED ? WITNESSED_FLAG : 0
    return witnessed | (day.allOnline ? 0 : siteFlag(this.checkIns, row, rules))
  }

  #at(rowPlusOne: number): Instant {
    return rowPlusOne === 0 ? Number.NaN : this.checkIns.at[rowPlusOne - 1]!
  }
}
