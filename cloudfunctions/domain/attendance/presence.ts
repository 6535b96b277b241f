import type { Instant, Interval } from '../model'
import type { DayPlan } from '../plan/day-plan'
import { lessonHours } from '../plan/lesson-hours'
import type { Edition } from '../policy/edition'
import { MINUTE } from '../time'

/**
 * R7: up to and including the grace after the first start, the start is taken as the first start.
 *
 * First start 08:30, grace 10 minutes: 08:40:00.000 is on time, 08:40:00.001 is late.
 */
export function isLate(day: DayPlan, graceMs: number, at: Instant): boolean {
  return at > day.firstStart + graceMs
}

/** R7, likewise before the last end. */
export function isEarly(day: DayPlan, graceMs: number, at: Instant): boolean {
  return at < day.lastEnd - graceMs
}

/** R7: from when to when the chosen check-ins say that somebody was there. */
export function presenceOf(day: DayPlan, start: Instant, end: Instant, graceMs: number): Interval {
  return {
    start: isLate(day, graceMs, start) ? start : day.firstStart,
    end: isEarly(day, graceMs, end) ? end : day.lastEnd,
  }
}

/**
 * R8 for the chosen check-ins.
 *
 * @param start the chosen start; the first lesson's start for none
 * @param end the chosen end; the last lesson's end for none
 */
export function hoursPresent(
  day: DayPlan,
  start: Instant,
  end: Instant,
  graceMs: number,
  { minutesPerHour, hoursPerDayAtMost }: Edition['figures'],
): number {
  if (!isLate(day, graceMs, start) && !isEarly(day, graceMs, end)) return day.hoursInFull
  const present = presenceOf(day, start, end, graceMs)
  const hourMs = minutesPerHour.value * MINUTE
  return lessonHours(day.lessons, present.start, present.end, hourMs, hoursPerDayAtMost.value)
}
