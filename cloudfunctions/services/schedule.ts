import type { DateText, Instant, TrainingClass } from '../domain/model'
import { type ClassPlan, evaluatedDays, planClass } from '../domain/plan/class-plan'
import type { DayPlan } from '../domain/plan/day-plan'
import { dateOf, MINUTE } from '../domain/time'

/** Where a class stands at an instant. */
export interface Moment {
  readonly now: Instant
  /** The day to which a check-in now would be taken. */
  readonly date: DateText
  /** Null: no lesson on that date. */
  readonly day: DayPlan | null
  readonly nextLessonDate: DateText | null
}

/**
 * Today's day; but where today's window is not open and another day's is, that one, since the windows of lessons
 * near midnight reach into the neighbouring date.
 */
export function momentOf(training: TrainingClass, now: Instant): Moment {
  const days = daysOf(training)
  const today = dateOf(now)
  const own = days.find(day => day.date === today) ?? null
  const day = own && isOpen(own, now) ? own : (days.find(other => isOpen(other, now)) ?? own)
  const date = day?.date ?? today
  return { now, date, day, nextLessonDate: days.find(later => later.date > date)?.date ?? null }
}

/**
 * The days to which check-ins between two instants would be taken, the latest first: one, but within minutes of the
 * instant at which one day's check-ins become the next one's. The instants lie closer together than any window is long.
 */
export function datesBetween(training: TrainingClass, from: Instant, to: Instant): readonly DateText[] {
  return [...new Set([momentOf(training, to).date, momentOf(training, from).date])]
}

interface Planned {
  readonly plan: ClassPlan
  readonly days: readonly DayPlan[]
}

/** A class document is never changed, so what was planned of it holds as long as somebody has it in hand. */
const planned = new WeakMap<TrainingClass, Planned>()

function plannedOf(training: TrainingClass): Planned {
  const known = planned.get(training)
  if (known !== undefined) return known
  const plan = planClass(training)
  const made = { plan, days: evaluatedDays(plan, null) }
  planned.set(training, made)
  return made
}

export function planOf(training: TrainingClass): ClassPlan {
  return plannedOf(training).plan
}

/** How far from the first start and the last end one is still in time (R7), in milliseconds. */
export function graceOf(training: TrainingClass): number {
  return planOf(training).edition.figures.graceMinutes.value * MINUTE
}

/** All days with lessons, in date order. */
export function daysOf(training: TrainingClass): readonly DayPlan[] {
  return plannedOf(training).days
}

export function dayOn(training: TrainingClass, date: DateText): DayPlan | null {
  return daysOf(training).find(day => day.date === date) ?? null
}

/** R6: both ends included. */
export function isOpen({ window }: Pick<DayPlan, 'window'>, now: Instant): boolean {
  return window.start <= now && now <= window.end
}

/** The days whose windows hold an instant: near midnight there may be two, and a check-in counts in each (R6). */
export function openDates(training: TrainingClass, now: Instant): DateText[] {
  return daysOf(training)
    .filter(day => isOpen(day, now))
    .map(({ date }) => date)
}
