import type { Instant } from '../model'
import type { DayPlan } from '../plan/day-plan'
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

/**
 * R8: whole hours in the overlap of presence and each lesson, at most the lesson's own hours, at most the day's cap.
 *
 * Present 09:14:59.999-11:40 (late), lesson 08:30-10:00 of 2 hours: the overlap of 45:00.001 is one hour; from
 * 09:15:00.001 on it is 44:59.999 and none.
 *
 * @param start the chosen start, or NaN for none: taken as the first lesson's start
 * @param end the chosen end, or NaN for none: taken as the last lesson's end
 */
export function hoursPresent(
  day: DayPlan,
  start: Instant,
  end: Instant,
  graceMs: number,
  minutesPerHour: number,
  hoursPerDay: number,
): number {
  const from = isLate(day, graceMs, start) ? start : day.firstStart
  const to = isEarly(day, graceMs, end) ? end : day.lastEnd
  const hourMs = minutesPerHour * MINUTE
  let hours = 0
  for (const lesson of day.lessons) {
    const overlap = Math.min(to, lesson.end) - Math.max(from, lesson.start)
    if (overlap >= hourMs) hours += Math.min(Math.floor(overlap / hourMs), lesson.hours)
  }
  return Math.min(hours, hoursPerDay)
}
