import type { Instant } from '../../../../domain/model'
import { DAY, dateOf, formatInstant, parseInstant } from '../../../../domain/time'

const OFFSET = 8 * 3_600_000

/** The midnight in Shanghai at or before an instant. */
export function midnightBefore(instant: Instant): Instant {
  return Math.floor((instant + OFFSET) / DAY) * DAY - OFFSET
}

export function sameDay(a: Instant, b: Instant): boolean {
  return dateOf(a) === dateOf(b)
}

/** `yyyy-MM-dd HH:mm:ss`, Beijing time. */
export function spacedText(instant: Instant): string {
  return isoText(instant).replace('T', ' ')
}

/** `yyyy-MM-ddTHH:mm:ss`, Beijing time without saying so. */
export function isoText(instant: Instant): string {
  return formatInstant(instant).slice(0, 19)
}

/** `yyyyMMddHHmmss`, Beijing time. */
export function digitText(instant: Instant): string {
  return isoText(instant).replace(/[-T:]/g, '')
}

/** Null for anything but `yyyy-MM-dd HH:mm:ss` of a moment that exists. */
export function readSpaced(text: string | undefined): Instant | null {
  const found = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text ?? '')
  return found && parseInstant(`${found[1]}T${found[2]}+08:00`)
}

/** Null for anything but `yyyyMMddHHmmss` of a moment that exists. */
export function readDigits(text: string | undefined): Instant | null {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text ?? '')
  if (!found) return null
  const [, year, month, day, hour, minute, second] = found
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
}
