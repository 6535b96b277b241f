import type { Instant, Interval } from '../model'

/**
 * R8: for each lesson the whole hours in its overlap with the presence, at most the lesson's own hours; in all at
 * most the day's.
 *
 * Present 09:14:59.999-11:40, lesson 08:30-10:00 of 2 hours: the overlap of 45:00.001 is one hour; from 09:15:00.001
 * on it is 44:59.999 and none.
 */
export function lessonHours(
  lessons: readonly (Interval & { readonly hours: number })[],
  from: Instant,
  to: Instant,
  hourMs: number,
  hoursPerDay: number,
): number {
  let hours = 0
  for (const lesson of lessons) {
    const overlap = Math.min(to, lesson.end) - Math.max(from, lesson.start)
    if (overlap >= hourMs) hours += Math.min(Math.floor(overlap / hourMs), lesson.hours)
  }
  return Math.min(hours, hoursPerDay)
}
