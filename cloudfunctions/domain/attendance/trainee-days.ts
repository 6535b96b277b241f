import { type CheckInTable, WITNESSED } from '../evidence/check-in-table'
import type { ClassDayStatus, Decision, Instant, TraineeDayStatus } from '../model'
import type { ClassColumns } from '../plan/class-columns'
import type { DayPlan } from '../plan/day-plan'
import type { Edition } from '../policy/edition'
import { type Choices, siteFlag } from './choice'
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

const ALL_FLAGS = 511
const STATUS_SHIFT = 9
const PROVISIONAL = 1 << 12
const CONFIRMED = 1 << 13
const STATUSES: readonly TraineeDayStatus[] = ['clean', 'flagged', 'absent', 'accepted', 'rejected']

/** The class whose days are being judged. */
export interface JudgedClass {
  readonly columns: ClassColumns
  readonly edition: Edition
}

/** The judged trainee-days by column, one cell each. */
export class TraineeDayTable {
  /** Flags in the lower bits, then the status, then whether the hours are provisional and confirmed. */
  readonly #words: Uint16Array
  readonly #hours: Uint8Array

  constructor(
    readonly checkIns: CheckInTable,
    readonly choices: Choices,
  ) {
    this.#words = new Uint16Array(choices.cells)
    this.#hours = new Uint8Array(choices.cells)
  }

  /** As bits, see `flags.ts`. */
  flags(cell: number): number {
    return this.#words[cell]! & ALL_FLAGS
  }

  status(cell: number): TraineeDayStatus {
    return STATUSES[(this.#words[cell]! >> STATUS_SHIFT) & 7]!
  }

  provisional(cell: number): number {
    return this.#words[cell]! & PROVISIONAL ? this.#hours[cell]! : 0
  }

  confirmed(cell: number): number {
    return this.#words[cell]! & CONFIRMED ? this.#hours[cell]! : 0
  }

  /** The chosen start's instant, or null. */
  startAt(cell: number): Instant | null {
    const row = this.choices.start(cell)
    return row < 0 ? null : this.checkIns.at(row)
  }

  endAt(cell: number): Instant | null {
    const row = this.choices.end(cell)
    return row < 0 ? null : this.checkIns.at(row)
  }

  /** R6 and R7: what the two chosen check-ins show, `shared-device` apart. */
  flag(cell: number, day: DayPlan, { columns }: JudgedClass): void {
    const start = this.choices.start(cell)
    const end = this.choices.end(cell)
    if (start < 0 && end < 0) {
      this.#words[cell] = ABSENT
      return
    }
    let flags = start < 0 ? MISSING_START : this.#shown(start, day, columns)
    flags |= end < 0 ? MISSING_END : this.#shown(end, day, columns)
    if (start >= 0 && isLate(day, columns.graceMs, this.checkIns.at(start))) flags |= LATE
    if (end >= 0 && isEarly(day, columns.graceMs, this.checkIns.at(end))) flags |= LEFT_EARLY
    this.#words[cell] = flags
  }

  flagSharedDevice(cell: number): void {
    this.#words[cell]! |= SHARED_DEVICE
  }

  /** R8 and R9, once the flags and the class-day's status stand. */
  judge(cell: number, day: DayPlan, of: JudgedClass, classDay: ClassDayStatus, decision?: Decision): void {
    const status = decision?.verdict ?? statusFound(this.flags(cell))
    const clear = status === 'clean' || status === 'accepted'
    const provisional = classDay !== 'rejected'
    const confirmed = clear && provisional && classDay !== 'flagged'
    this.#hours[cell] = this.#recognised(cell, status, day, of, decision)
    this.#words[cell]! |=
      (STATUSES.indexOf(status) << STATUS_SHIFT) |
      (provisional ? PROVISIONAL : 0) |
      (confirmed ? CONFIRMED : 0)
  }

  /** Hours with every pending flag taken as cleared; while pending, a missing start or end makes 0 (R9). */
  #recognised(
    cell: number,
    status: TraineeDayStatus,
    day: DayPlan,
    { columns, edition }: JudgedClass,
    decision?: Decision,
  ): number {
    if (status === 'rejected' || status === 'absent') return 0
    if (status === 'accepted' && decision?.hours !== undefined) return decision.hours
    if (status === 'flagged' && this.flags(cell) & (MISSING_START | MISSING_END)) return 0
    const start = this.choices.start(cell)
    const end = this.choices.end(cell)
    return hoursPresent(
      day,
      start < 0 ? day.firstStart : this.checkIns.at(start),
      end < 0 ? day.lastEnd : this.checkIns.at(end),
      columns.graceMs,
      edition.figures,
    )
  }

  #shown(row: number, day: DayPlan, columns: ClassColumns): number {
    const witnessed = this.checkIns.marks(row) & WITNESSED ? WITNESSED_FLAG : 0
    return witnessed | (day.allOnline ? 0 : siteFlag(this.checkIns, row, columns))
  }
}
