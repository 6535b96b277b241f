import type { DateText, Instant, Interval, Lesson, TrainingClass } from '../model'
import { compareBy } from '../order'
import type { Edition } from '../policy/edition'
import { sessionsOf } from '../recording/sessions'
import { instantOf, MINUTE, minutesOf } from '../time'
import { lessonHours } from './lesson-hours'

export interface PlannedLesson extends Interval {
  readonly lesson: Lesson
  readonly hours: number
}

/** A date on which a class has lessons, with everything that R1, R6 and R8 ask of the timetable. */
export interface DayPlan {
  readonly date: DateText
  /** By start. */
  readonly lessons: readonly PlannedLesson[]
  readonly firstStart: Instant
  readonly lastEnd: Instant
  /** When a check-in counts, both ends included (R6). */
  readonly window: Interval
  /** Of the on-site lessons (R1); empty: no recording is required. */
  readonly sessions: readonly Interval[]
  /** Sum of the lessons' hours, at most the edition's hours a day (R10). */
  readonly scheduledHours: number
  /** The same hours by delivery, the edition's first kind filling the day first (R11). */
  readonly onsiteHours: number
  readonly onlineHours: number
  readonly allOnline: boolean
  /** What R8 makes of the whole day: from the first start to the last end. */
  readonly hoursInFull: number
}

/** The class's days in date order. Lessons whose end is not after their start are left out (they are plan problems). */
export function planDays(trainingClass: TrainingClass, edition: Edition): DayPlan[] {
  const byDate = new Map<DateText, Lesson[]>()
  for (const lesson of trainingClass.lessons) {
    if (!hasPossibleTimes(lesson)) continue
    const sameDay = byDate.get(lesson.date)
    if (sameDay) sameDay.push(lesson)
    else byDate.set(lesson.date, [lesson])
  }
  return [...byDate]
    .map(([date, lessons]) => planDay(date, lessons, edition))
    .sort(compareBy(day => day.date))
}

/** `HH:mm` compares as text. */
export function hasPossibleTimes(lesson: Lesson): boolean {
  return lesson.start < lesson.end
}

/** Timetables mostly come in order, and asking is cheaper than sorting. */
function inTimetableOrder(lessons: PlannedLesson[]): PlannedLesson[] {
  for (let i = 1; i < lessons.length; i++) {
    if (lessons[i]!.start <= lessons[i - 1]!.start) return lessons.sort(byStartEndId)
  }
  return lessons
}

const byStartEndId = compareBy<PlannedLesson>(
  lesson => lesson.start,
  lesson => lesson.end,
  lesson => lesson.lesson.id,
)

function planDay(date: DateText, given: readonly Lesson[], edition: Edition): DayPlan {
  const { figures } = edition
  const midnight = instantOf(date, '00:00')
  const lessons = inTimetableOrder(given.map(lesson => planLesson(lesson, midnight)))
  const onsite = lessons.filter(({ lesson }) => lesson.delivery === 'onsite')
  const firstStart = lessons[0]!.start
  const lastEnd = lessons.reduce((latest, lesson) => Math.max(latest, lesson.end), firstStart)
  const hours = shareCap(
    sumHours(onsite),
    sumHours(lessons) - sumHours(onsite),
    figures.hoursPerDayAtMost.value,
    figures.paidFirst.value,
  )
  return {
    date,
    lessons,
    firstStart,
    lastEnd,
    window: {
      start: firstStart - figures.checkInOpensMinutes.value * MINUTE,
      end: lastEnd + figures.checkOutClosesMinutes.value * MINUTE,
    },
    sessions: sessionsOf(onsite, figures.sessionBreakMinutes.value * MINUTE),
    scheduledHours: hours.onsite + hours.online,
    onsiteHours: hours.onsite,
    onlineHours: hours.online,
    allOnline: onsite.length === 0,
    hoursInFull: lessonHours(
      lessons,
      firstStart,
      lastEnd,
      figures.minutesPerHour.value * MINUTE,
      figures.hoursPerDayAtMost.value,
    ),
  }
}

function planLesson(lesson: Lesson, midnight: Instant): PlannedLesson {
  const start = midnight + minutesOf(lesson.start) * MINUTE
  return { lesson, hours: lesson.hours, start, end: midnight + minutesOf(lesson.end) * MINUTE }
}

function sumHours(lessons: readonly PlannedLesson[]): number {
  return lessons.reduce((sum, lesson) => sum + lesson.hours, 0)
}

/** Hours of two kinds under one cap, one kind first (R11). Eight hours a day, 6 on site and 4 online: 6 and 2. */
export function shareCap(
  onsite: number,
  online: number,
  cap: number,
  first: 'onsite' | 'online',
): { readonly onsite: number; readonly online: number } {
  if (first === 'onsite') {
    const paid = Math.min(onsite, cap)
    return { onsite: paid, online: Math.min(online, cap - paid) }
  }
  const paid = Math.min(online, cap)
  return { online: paid, onsite: Math.min(onsite, cap - paid) }
}
