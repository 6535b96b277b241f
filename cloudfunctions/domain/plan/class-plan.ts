import type { Occupation } from '../catalogue/occupation'
import type { Category, DateText, Instant, TrainingClass } from '../model'
import type { Edition } from '../policy/edition'
import { editionNamed, editionOn, newestEdition } from '../policy/editions'
import { type DayPlan, hasPossibleTimes, planDays } from './day-plan'

export interface ClassPlan {
  readonly trainingClass: TrainingClass
  readonly edition: Edition
  /** Null: neither in the catalogue nor approved as an exception (二（一）). */
  readonly category: Category | null
}

export function planClass(trainingClass: TrainingClass): ClassPlan {
  const edition = editionOfClass(trainingClass) ?? newestEdition()
  return { trainingClass, edition, category: categoryOf(trainingClass, edition) }
}

/** R10: the days whose window's end is at or before `asOf`, in date order; without `asOf`, all. */
export function evaluatedDays({ trainingClass, edition }: ClassPlan, asOf: Instant | null): DayPlan[] {
  const days = planDays(trainingClass, edition)
  return asOf === null ? days : days.filter(day => day.window.end <= asOf)
}

/**
 * The edition that the class names, else the one in force on its first training date, for ever. Null where neither
 * is to be had: such a dataset is refused, unless the class has no lessons and so no date.
 */
export function editionOfClass(trainingClass: TrainingClass): Edition | null {
  if (trainingClass.policy !== undefined) return editionNamed(trainingClass.policy)
  const first = firstDate(trainingClass)
  return first === null ? null : editionOn(first)
}

/** The earliest date of a lesson with possible times; of any lesson, where there is none such. */
export function firstDate(trainingClass: TrainingClass): DateText | null {
  const possible = trainingClass.lessons.filter(hasPossibleTimes)
  const lessons = possible.length > 0 ? possible : trainingClass.lessons
  return lessons.reduce<DateText | null>(
    (first, lesson) => (first === null || lesson.date < first ? lesson.date : first),
    null,
  )
}

export function occupationOf(trainingClass: TrainingClass, edition: Edition): Occupation | null {
  return edition.catalogue.get(trainingClass.occupationCode) ?? null
}

/** An exception's category is used only for a code that the catalogue lacks. */
function categoryOf(trainingClass: TrainingClass, edition: Edition): Category | null {
  const listed = occupationOf(trainingClass, edition)
  if (listed !== null) return listed.category
  return trainingClass.occupationException === true ? (trainingClass.category ?? null) : null
}
