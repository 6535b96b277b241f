import type * as z from 'zod'
import { type Row, type RowType, rows } from '../../contract/dataset'
import type { Lesson } from '../../domain/model'

/** Of a row: the keys whose values are right by themselves. */
export type Salvaged<T extends RowType> = { readonly [K in keyof Row<T>]?: Row<T>[K] | undefined }

export interface Salvage<T extends RowType> {
  readonly row: Salvaged<T>
  /** The keys that are there, but wrong. */
  readonly broken: ReadonlySet<string>
}

/**
 * What is left of a row that its schema refused. One bad value must not hide another, nor make what names the row
 * look wrong: a class with a bad site is still a class with a timetable.
 */
export function salvage<T extends RowType>(type: T, value: unknown): Salvage<T> {
  if (typeof value !== 'object' || value === null) return { row: {}, broken: new Set() }
  const shape: Readonly<Record<string, z.ZodType>> =
    type === 'checkIn' ? rows.checkIn.options[0].shape : (rows[type] as z.ZodObject).shape
  const kept: [string, unknown][] = []
  const broken = new Set<string>()
  for (const [key, part] of Object.entries(value)) {
    const parsed = Object.hasOwn(shape, key) ? shape[key]?.safeParse(part) : undefined
    if (parsed?.success) kept.push([key, parsed.data])
    else broken.add(key)
  }
  return { row: Object.fromEntries(kept) as Salvaged<T>, broken }
}

export interface SalvagedLessons {
  readonly whole: readonly Lesson[]
  /** Dates that broken lessons name, rightly or not. */
  readonly brokenOn: ReadonlySet<string>
}

export function salvageLessons(value: unknown): SalvagedLessons {
  const given = typeof value === 'object' && value !== null && 'lessons' in value ? value.lessons : []
  const whole: Lesson[] = []
  const brokenOn = new Set<string>()
  for (const lesson of Array.isArray(given) ? (given as unknown[]) : []) {
    const parsed = lessonSchema.safeParse(lesson)
    if (parsed.success) whole.push(parsed.data)
    else if (typeof lesson === 'object' && lesson !== null && 'date' in lesson)
      brokenOn.add(String(lesson.date))
  }
  return { whole, brokenOn }
}

const lessonSchema = rows.class.shape.lessons.unwrap().element
