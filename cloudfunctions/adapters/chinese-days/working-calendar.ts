import { getDayDetail } from 'chinese-days'
import type { DateText } from '../../domain/model'
import type { WorkingCalendar } from '../../domain/working-days'

/** What an administrator adds to the library's calendar: whole years that it lacks, or days that a notice moved. */
export interface CalendarOverrides {
  /** Years whose State Council notice is fully contained in `days`; their other days go by the week. */
  readonly years: readonly number[]
  /** Dates that are worked (true) or not (false), whatever the library says. */
  readonly days: Readonly<Record<DateText, boolean>>
}

/** Statutory working days of mainland China from the chinese-days tables, overridden where a person knows better. */
export function createWorkingCalendar(overrides: CalendarOverrides): WorkingCalendar {
  const named = new Set(overrides.years)
  return date => {
    const override = overrides.days[date]
    if (override !== undefined) return override
    const year = Number(date.slice(0, 4))
    if (named.has(year)) return !isWeekend(date)
    return isPublished(year) ? getDayDetail(date).work : null
  }
}

/**
 * The library guesses by the week where it has no notice. A year whose notice it holds names its first of January
 * 元旦; a year that it lacks calls it by the weekday.
 */
function isPublished(year: number): boolean {
  return getDayDetail(`${year}-01-01`).name.includes('元旦')
}

function isWeekend(date: DateText): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
