import type { DateText, Instant } from './model'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Asia/Shanghai has kept UTC+8 without summer time since 1991-09-15, before any date of ours. */
const SHANGHAI_OFFSET = 8 * HOUR

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar; the date is not checked. */
export function dayNumberOf(year: number, month: number, day: number): number {
  // Years are counted from March, so that the leap day is the last day of its year.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= DAYS_IN_MONTH[month - 1]! + (leap ? 1 : 0)
}

/** `YYYY-MM-DD` of a day that exists. */
export function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return found !== null && isCalendarDay(Number(found[1]), Number(found[2]), Number(found[3]))
}

/** Days since 1970-01-01 of a date that {@link isDate}. */
export function dayNumber(date: DateText): number {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
  return dayNumberOf(year, digit(date, 5) * 10 + digit(date, 6), digit(date, 8) * 10 + digit(date, 9))
}

/** The date of a day number, for years 0 to 9999. */
export function dateText(day: number): DateText {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The date in Asia/Shanghai on which an instant falls. */
export function dateOf(instant: Instant): DateText {
  return dateText(Math.floor((instant + SHANGHAI_OFFSET) / DAY))
}

/** The instant of a wall clock time `HH:mm` in Asia/Shanghai. */
export function instantOf(date: DateText, time: string): Instant {
  return dayNumber(date) * DAY - SHANGHAI_OFFSET + minutesOf(time) * MINUTE
}

/** Minutes since midnight of a wall clock time `HH:mm`. */
export function minutesOf(time: string): number {
  return (digit(time, 0) * 10 + digit(time, 1)) * 60 + digit(time, 3) * 10 + digit(time, 4)
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 0x30
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})0{0,6})?(Z|[+-]\d{2}:\d{2})$/

/**
 * An ISO 8601 instant with an offset, to the millisecond; `null` for anything else: no offset, a day or time that
 * doesn't exist, digits below the millisecond.
 */
export function parseInstant(text: string): Instant | null {
  const found = INSTANT.exec(text)
  if (found === null) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = found.map(part => part ?? '')
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const offset = parseOffset(zone!)
  if (offset === null) return null
  const clock = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND
  const millis = Number((fraction ?? '').padEnd(3, '0'))
  return dayNumberOf(Number(year), Number(month), Number(day)) * DAY + clock + millis - offset
}

function parseOffset(zone: string): number | null {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 23 || minutes > 59) return null
  return (zone[0] === '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
}

/** Dates of day numbers as text, each in the place of its last bits: an evaluation prints few days very often. */
const PRINTED_DAYS = new Int32Array(1024)
const PRINTED_DATES: string[] = new Array<string>(1024).fill('1970-01-01')

function printedDate(day: number): DateText {
  const place = day & 1023
  if (PRINTED_DAYS[place] !== day) {
    PRINTED_DAYS[place] = day
    PRINTED_DATES[place] = dateText(day)
  }
  return PRINTED_DATES[place]!
}

/** An instant as the answer prints it: milliseconds and `+08:00`. */
export function formatInstant(instant: Instant): string {
  const local = instant + SHANGHAI_OFFSET
  const day = Math.floor(local / DAY)
  const ms = local - day * DAY
  const second = Math.floor(ms / SECOND)
  const minute = Math.floor(second / 60)
  const hour = Math.floor(minute / 60)
  return `${printedDate(day)}T${TWO[hour]}:${TWO[minute % 60]}:${TWO[second % 60]}.${THREE[ms % SECOND]}+08:00`
}

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const THREE = Array.from({ length: 1_000 }, (_, n) => String(n).padStart(3, '0'))

/** `HH:mm` in Asia/Shanghai, for people. */
export function formatClock(instant: Instant): string {
  return formatInstant(instant).slice(11, 16)
}
