import type { DateText } from '../model'
import { dayNumber } from '../time'
import type { RuleOf } from './figures'
import type { MarkedCheck, MarkedDay, MarkedTap } from './marked-day'
import { PictureIndex } from './pictures'

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

/**
 * The class-days of some weeks, those that are looked at among them, found by what they have in common. Whoever looks
 * at a day sees what was up to its date, and nothing of what came later.
 */
export class History {
  readonly #taps: Taps
  readonly #checks: readonly SeenCheck[]
  readonly #checksByDevice: ReadonlyMap<string, readonly SeenCheck[]>
  readonly #classes = new Map<string, MarkedDay[]>()
  #pictures: { readonly rule: RuleOf<'same-picture'>; readonly index: PictureIndex } | null = null
  readonly shares: readonly FaceShare[]

  constructor(readonly days: readonly MarkedDay[]) {
    const taps = days.flatMap(day => day.taps.map(tap => seen(day, tap)))
    this.#taps = { byDevice: grouped(taps, tap => tap.deviceId), byPerson: grouped(taps, tap => tap.person) }
    this.#checks = days.flatMap(({ classId, date, checks }) =>
      checks.map(check => ({ ...check, classId, date, day: dayNumber(date) })),
    )
    this.#checksByDevice = grouped(this.#checks, check => check.deviceId)
    this.shares = days.map(faceShareOf)
    for (const day of days) {
      const known = this.#classes.get(day.classId)
      if (known) known.push(day)
      else this.#classes.set(day.classId, [day])
    }
  }

  checksWith(deviceId: string, span: Span): SeenCheck[] {
    return within(this.#checksByDevice.get(deviceId) ?? [], span)
  }

  tapsWith(deviceId: string, span: Span): SeenTap[] {
    return within(this.#taps.byDevice.get(deviceId) ?? [], span)
  }

  tapsOf(person: string, span: Span): SeenTap[] {
    return within(this.#taps.byPerson.get(person) ?? [], span)
  }

  /** Made when it is first asked for, and anew by other thresholds. */
  pictures(rule: RuleOf<'same-picture'>): PictureIndex {
    if (this.#pictures?.rule !== rule) this.#pictures = { rule, index: new PictureIndex(this.#checks, rule) }
    return this.#pictures.index
  }

  /** The class's days up to a date, the latest first. */
  daysOf(classId: string, upTo: DateText): readonly MarkedDay[] {
    const days = this.#classes.get(classId) ?? []
    return days.filter(({ date }) => date <= upTo).sort((a, b) => (a.date < b.date ? 1 : -1))
  }
}

/** How many of a class-day's taps were without face. Those that came late could not be by face, and don't count. */
export interface FaceShare {
  readonly classId: string
  readonly day: number
  readonly without: number
  readonly of: number
}

function faceShareOf({ classId, date, taps }: MarkedDay): FaceShare {
  const inTime = taps.filter(({ way }) => way !== 'late')
  const without = inTime.filter(({ way }) => way === 'without').length
  return { classId, day: dayNumber(date), without, of: inTime.length }
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

interface Taps {
  readonly byDevice: ReadonlyMap<string, readonly SeenTap[]>
  readonly byPerson: ReadonlyMap<string, readonly SeenTap[]>
}

function seen({ classId, date, allOnline }: MarkedDay, tap: MarkedTap): SeenTap {
  return { ...tap, classId, date, day: dayNumber(date), allOnline }
}

function within<T extends SeenTap | SeenCheck>(seen: readonly T[], span: Span): T[] {
  return seen.filter(({ day }) => isWithin(day, span))
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
