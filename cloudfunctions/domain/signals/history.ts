import type { DateText } from '../model'
import { dayNumber } from '../time'
import type { RuleOf } from './figures'
import type { MarkedDay, MarkedTap } from './marked-day'
import { PictureIndex } from './picture-index'
import { type FaceShare, grouped, isWithin, type SeenCheck, type SeenTap, type Span } from './seen'

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

function faceShareOf({ classId, date, taps }: MarkedDay): FaceShare {
  const inTime = taps.filter(({ way }) => way !== 'late')
  const without = inTime.filter(({ way }) => way === 'without').length
  return { classId, day: dayNumber(date), without, of: inTime.length }
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
