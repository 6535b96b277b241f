import type { DateText } from '../model'
import type { Figure, PolicyFigures } from '../policy/edition'

/**
 * What a trainee's attendance may still become. The rate that decides money (R12) is that of the whole class: confirmed
 * hours over all that the class has on its timetable. So each threshold is a number of hours, the same from the first
 * day to the last, and what is left is to count who may still come to it.
 *
 * Readings, where the rules say nothing:
 * - A day is to come until its window has closed (R10), so today is to come while one may still tap, and may be full.
 * - A full day is worth what R8 makes of presence from the first start to the last end.
 * - *Full days needed* are the next ones of the timetable, one after another, without one missed between.
 * - *Days that may be missed* are counted with the longest first: so many may be missed, whichever they are.
 * - Waiting hours (provisional, not confirmed) are told apart: what holds if none of them is confirmed, and if all are.
 *   A day worth nothing while a reviewer is awaited counts as lost in both, as it does in the provisional hours.
 *
 * Worked: eight hours a day from Monday 2024-06-03 to Friday the 7th, 40 hours; 90 % are 36 and 70 % are 28. On
 * Wednesday at noon Monday's 8 and 6 of Tuesday's are confirmed. With Wednesday, Thursday and Friday full there are 38:
 * three more full days bring 36, on the 7th, and none may be missed, since 30 are too few. Two bring 28, on the 6th
 * (14 + 16 = 30); one of the three may be missed (30), and with two of them missed 22 are too few.
 */
export interface Forecast {
  /** Of the whole class, days to come included. */
  readonly scheduledHours: number
  /** Of the days to come. */
  readonly hoursToCome: number
  /** `subsidy` first; empty where nothing is scheduled, since then there is no rate. */
  readonly thresholds: readonly ThresholdForecast[]
}

/** `subsidy`: below it there is none (四（一）、四（二）(2)). `whole-cost`: from it the cost subsidy is whole. */
export type ThresholdKind = 'subsidy' | 'whole-cost'

export interface ThresholdForecast {
  readonly kind: ThresholdKind
  readonly percent: number
  /** The fewest whole hours with which the rate is at or above it. */
  readonly hoursNeeded: number
  readonly ifNoneConfirmed: Prospect
  readonly ifAllConfirmed: Prospect
}

export type Prospect =
  /** Whatever the days to come bring, as long as confirmed hours stay confirmed. */
  | { readonly kind: 'reached' }
  | {
      readonly kind: 'within-reach'
      /** At least 1. */
      readonly fullDays: number
      /** The date of the last of them. */
      readonly on: DateText
      /** So many of the days to come may be missed, whichever they are, all others being full. */
      readonly mayMiss: number
      /** Whether one more missed day puts it out of reach whichever it is, or only if it is among the long ones. */
      readonly oneMoreMissed: 'surely-lost' | 'perhaps-lost'
    }
  | {
      readonly kind: 'out-of-reach'
      /** With all days to come full. */
      readonly mostHours: number
      readonly hoursShort: number
    }

/** A day whose window has closed. */
export interface ClosedDay {
  readonly scheduledHours: number
  readonly provisionalHours: number
  readonly confirmedHours: number
}

export interface DayToCome {
  readonly date: DateText
  readonly scheduledHours: number
  /** What R8 makes of the whole day. */
  readonly hoursInFull: number
}

type RateFigures = Pick<PolicyFigures, 'attendancePercentAtLeast' | 'fullCostAttendancePercent'>

/**
 * @param closed all days of the class whose window has closed, in any order
 * @param toCome all others, in date order
 */
export function forecastOf(
  figures: RateFigures,
  closed: readonly ClosedDay[],
  toCome: readonly DayToCome[],
): Forecast {
  const hoursToCome = sum(toCome.map(day => day.scheduledHours))
  const scheduledHours = sum(closed.map(day => day.scheduledHours)) + hoursToCome
  const confirmed = sum(closed.map(day => day.confirmedHours))
  const provisional = sum(closed.map(day => day.provisionalHours))
  const thresholdOf = (kind: ThresholdKind, { value: percent }: Figure): ThresholdForecast => {
    const hoursNeeded = hoursFor(percent, scheduledHours)
    return {
      kind,
      percent,
      hoursNeeded,
      ifNoneConfirmed: prospectOf(hoursNeeded, confirmed, toCome),
      ifAllConfirmed: prospectOf(hoursNeeded, provisional, toCome),
    }
  }
  const thresholds = [
    thresholdOf('subsidy', figures.attendancePercentAtLeast),
    thresholdOf('whole-cost', figures.fullCostAttendancePercent),
  ]
  return { scheduledHours, hoursToCome, thresholds: scheduledHours === 0 ? [] : thresholds }
}

/** The smallest whole `hours` with `hours * 100 >= scheduled * percent`. */
function hoursFor(percent: number, scheduled: number): number {
  const hundredths = scheduled * percent
  const over = hundredths % 100
  return (hundredths - over) / 100 + (over > 0 ? 1 : 0)
}

function prospectOf(needed: number, held: number, toCome: readonly DayToCome[]): Prospect {
  if (held >= needed) return { kind: 'reached' }
  const worth = toCome.map(day => day.hoursInFull)
  const mostHours = held + sum(worth)
  if (mostHours < needed) return { kind: 'out-of-reach', mostHours, hoursShort: needed - mostHours }
  const fullDays = daysWithin(worth, needed - held - 1) + 1
  const spare = mostHours - needed
  const shortestFirst = [...worth].sort((a, b) => a - b)
  const mayMiss = daysWithin([...shortestFirst].reverse(), spare)
  return {
    kind: 'within-reach',
    fullDays,
    on: toCome[fullDays - 1]!.date,
    mayMiss,
    oneMoreMissed: daysWithin(shortestFirst, spare) > mayMiss ? 'perhaps-lost' : 'surely-lost',
  }
}

/** How many of these days, from the first, come to at most so many hours together. */
function daysWithin(worth: readonly number[], hours: number): number {
  let left = hours
  const beyond = worth.findIndex(each => {
    left -= each
    return left < 0
  })
  return beyond < 0 ? worth.length : beyond
}

function sum(hours: readonly number[]): number {
  return hours.reduce((total, each) => total + each, 0)
}
