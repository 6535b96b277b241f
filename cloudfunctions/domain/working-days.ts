import type { DateText } from './model'
import { dateText, dayNumber } from './time'

/**
 * The statutory calendar of mainland China, holidays and make-up workdays (调休) included. `null` for a day whose
 * year's notice is not known: then nothing is guessed.
 */
export type WorkingCalendar = (date: DateText) => boolean | null

export type Deadline =
  | { readonly kind: 'due'; readonly on: DateText }
  | { readonly kind: 'calendar-unknown'; readonly year: number }

/**
 * The date of the n-th working day after a date (R14, clause 五（一）). Counting starts on the day after.
 *
 * Signed on Friday 2024-09-27, five working days: Sunday 29 and Monday 30 September are worked (1, 2), 1 to 7
 * October are not, 8, 9 and 10 October are (3, 4, 5): due on 2024-10-10.
 */
export function workingDaysAfter(date: DateText, count: number, isWorkingDay: WorkingCalendar): Deadline {
  let day = dayNumber(date)
  for (let left = count; left > 0; ) {
    day += 1
    const on = dateText(day)
    const worked = isWorkingDay(on)
    if (worked === null) return { kind: 'calendar-unknown', year: Number(on.slice(0, 4)) }
    if (worked) left -= 1
  }
  return { kind: 'due', on: dateText(day) }
}
