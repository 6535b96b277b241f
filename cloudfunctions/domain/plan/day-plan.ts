import type { DateText, Instant, Interval, Lesson, TrainingClass } from '../model'
import { compareBy } from '../order'
import type { Edition } from '../policy/edition'
import { sessionsOf } from '../recording/sessions'
import { instantOf, MINUTE } from '../time'

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
}

/** The class's days in date order. Lessons whose end is not after their start are left out (they are plan problems). */
export function planDays(trainingClass: TrainingClass, edition: Edition): DayPlan[] {
  const byDate = new Map<DateText, PlannedLesson[]>()
  for (const lesson of trainingClass.lessons) {
    if (!hasPossibleTimes(lesson)) continue
    const planned = {
      lesson,
      hours: lesson.hours,
      start: instantOf(lesson.date, lesson.start),
      end: instantOf(lesson.date, lesson.end),
    }
    const sameDay = byDate.get(lesson.date)
    if (sameDay) sameDay.push(planned)
    else byDate.set(lesson.date, [planned])
  }
  return [...byDate]
    .map(([date, lessons]) => planDay(date, lessons, edition))
    .sort(compareBy(day => day.date))
}

/** `HH:mm` compares as text. */
export function hasPossibleTimes(lesson: Lesson): boolean {
  return lesson.start < lesson.end
}

function planDay(date: DateText, unsorted: PlannedLesson[], edition: Edition): DayPlan {
  const figures = edition.figures
  const lessons = unsorted.sort(
    compareBy<PlannedLesson>(
      lesson => lesson.start,
      lesson => lesson.end,
      lesson => lesson.lesson.id,
    ),
  )
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
  }
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
