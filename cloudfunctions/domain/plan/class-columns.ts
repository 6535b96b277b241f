import { type OutsideTest, outsideTest } from '../geo'
import type { DateText } from '../model'
import { MINUTE } from '../time'
import type { ClassPlan } from './class-plan'
import type { DayPlan } from './day-plan'

/**
 * A class's evaluated days by column, in date order: what a loop over check-ins asks, and all that is kept of the
 * timetable while many classes are judged.
 */
export interface ClassColumns {
  readonly dates: readonly DateText[]
  readonly opens: Float64Array
  readonly closes: Float64Array
  readonly firstStart: Float64Array
  readonly lastEnd: Float64Array
  /** 1 for a day all of whose lessons are online. */
  readonly allOnline: Uint8Array
  readonly scheduledHours: Uint16Array
  readonly graceMs: number
  /** Null: the class has no site. */
  readonly outside: OutsideTest | null
}

export function columnsOf({ trainingClass, edition }: ClassPlan, days: readonly DayPlan[]): ClassColumns {
  const { site } = trainingClass
  return {
    dates: days.map(day => day.date),
    opens: Float64Array.from(days, day => day.window.start),
    closes: Float64Array.from(days, day => day.window.end),
    firstStart: Float64Array.from(days, day => day.firstStart),
    lastEnd: Float64Array.from(days, day => day.lastEnd),
    allOnline: Uint8Array.from(days, day => Number(day.allOnline)),
    scheduledHours: Uint16Array.from(days, day => day.scheduledHours),
    graceMs: edition.figures.graceMinutes.value * MINUTE,
    outside: site ? outsideTest(site) : null,
  }
}
