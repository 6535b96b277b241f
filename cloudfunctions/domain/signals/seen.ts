import type { DateText } from '../model'
import { dayNumber } from '../time'
import type { MarkedCheck, MarkedTap } from './marked-day'

/** A tap, in its class and on its day. */
export interface SeenTap extends MarkedTap {
  readonly classId: string
  readonly date: DateText
  /** The day's number. */
  readonly day: number
  readonly allOnline: boolean
}

/** A check, in its class and on its day. */
export interface SeenCheck extends MarkedCheck {
  readonly classId: string
  readonly date: DateText
  readonly day: number
}

/** How many of a class-day's taps were without face. Those that came late could not be by face, and don't count. */
export interface FaceShare {
  readonly classId: string
  readonly day: number
  readonly without: number
  readonly of: number
}

/** Numbers of days, both included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** So many days up to a date, this included. */
export function spanUpTo(date: DateText, days: number): Span {
  const to = dayNumber(date)
  return { from: to - days + 1, to }
}

export function isWithin(day: number, { from, to }: Span): boolean {
  return from <= day && day <= to
}

export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const known = groups.get(key)
    if (known) known.push(row)
    else groups.set(key, [row])
  }
  return groups
}
