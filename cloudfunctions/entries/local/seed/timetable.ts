import type { DateText, Instant, Lesson } from '../../../domain/model'
import { dateOf, dateText, dayNumber, formatClock, instantOf, MINUTE } from '../../../domain/time'

const PAST_DAYS = 10
const FUTURE_DAYS = 3
const TWO_HOURS_MS = 90 * MINUTE
const BREAK_MS = 10 * MINUTE

/** A usual day: two sessions of two lessons of 90 minutes, 8 hours. */
const USUAL_STARTS = ['08:30', '10:10', '13:00', '14:40'] as const

const TITLES = [
  '安全操作规程',
  '机器人基本操作',
  '示教编程',
  '坐标系与标定',
  '工件搬运实训',
  '码垛工作站实训',
  '日常点检与保养',
  '故障排查实训',
] as const

export interface Timetable {
  readonly lessons: readonly Lesson[]
  readonly titles: Readonly<Record<string, string>>
}

/** Ten days gone by, today around the present hour, and some days to come. Sundays are free, except today. */
export function timetable(classId: string, now: Instant): Timetable {
  const today = dateOf(now)
  const days = [
    ...workdaysFrom(today, -1, PAST_DAYS).reverse().map(usualDay),
    { date: today, starts: startsToday(today, now) },
    ...workdaysFrom(today, 1, FUTURE_DAYS).map(usualDay),
  ]
  const lessons = days.flatMap(({ date, starts }) =>
    starts.map((start, i) => lessonAt(`${classId}-${date}-${i + 1}`, date, start, i)),
  )
  const titleOf = (i: number) => TITLES[i % TITLES.length] ?? TITLES[0]
  return { lessons, titles: Object.fromEntries(lessons.map(({ id }, i) => [id, titleOf(i)])) }
}

function usualDay(date: DateText): { date: DateText; starts: readonly string[] } {
  return { date, starts: USUAL_STARTS }
}

/** Monday to Saturday, going away from a date. */
function workdaysFrom(date: DateText, step: 1 | -1, count: number): DateText[] {
  const days: DateText[] = []
  for (let day = dayNumber(date) + step; days.length < count; day += step) {
    // 1970-01-01 was a Thursday.
    if ((day + 4) % 7 !== 0) days.push(dateText(day))
  }
  return days
}

/**
 * Two lessons, so that the first has been running for an hour at the present minute; moved as far as is needed to lie
 * within the date, whatever the hour.
 */
function startsToday(date: DateText, now: Instant): string[] {
  const length = 2 * TWO_HOURS_MS + BREAK_MS
  const midnight = instantOf(date, '00:00')
  const latest = instantOf(date, '23:55') - length
  const wanted = now - 60 * MINUTE
  const start = Math.min(Math.max(wanted - (wanted % (5 * MINUTE)), midnight), latest)
  return [formatClock(start), formatClock(start + TWO_HOURS_MS + BREAK_MS)]
}

function lessonAt(id: string, date: DateText, start: string, i: number): Lesson {
  const end = formatClock(instantOf(date, start) + TWO_HOURS_MS)
  return { id, date, start, end, hours: 2, kind: i === 0 ? 'theory' : 'practice', delivery: 'onsite' }
}
