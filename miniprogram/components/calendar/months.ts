/** A month as `YYYY-MM`, a date as `YYYY-MM-DD`; both compare as text. */

export const monthOf = (date: string): string => date.slice(0, 7)

/** The months of these dates, each once, in order. */
export const monthsOf = (dates: readonly string[]): string[] => [...new Set(dates.map(monthOf))].sort()

/** `2026 年 11 月` */
export const monthInWords = (month: string): string =>
  `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`

export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

const weekdayIndex = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** `一` on a Monday. */
export const weekdayOf = (date: string): string => weekdays[weekdayIndex(date)] ?? ''

/** How many days of the week before, Monday first, lie before the month's first. */
export const blanksBefore = (month: string): number => weekdayIndex(`${month}-01`)

/** All dates of a month. */
export function datesOf(month: string): string[] {
  const [year, number] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate()
  return Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
}
