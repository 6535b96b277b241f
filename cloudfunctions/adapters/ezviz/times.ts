import type { Instant } from '../../domain/model'
import { formatInstant, parseInstant } from '../../domain/time'

/**
 * The platform writes instants in four ways, and an address takes its own only: epoch milliseconds (as they are here),
 * epoch seconds, `yyyy-MM-dd HH:mm:ss` and `yyyyMMddHHmmss`. The two texts are Beijing time and don't say so. All but
 * the first lose what is below a second; what is written is the second in which the instant lies.
 */

export function epochSeconds(instant: Instant): number {
  return Math.floor(instant / 1_000)
}

export function fromEpochSeconds(seconds: number): Instant {
  return seconds * 1_000
}

/** `yyyy-MM-dd HH:mm:ss` */
export function spacedTime(instant: Instant): string {
  return formatInstant(instant).slice(0, 19).replace('T', ' ')
}

/** `yyyyMMddHHmmss` */
export function digitTime(instant: Instant): string {
  return spacedTime(instant).replace(/\D/g, '')
}

/** Null for anything but `yyyy-MM-dd HH:mm:ss` of a second that exists; a `T` may stand for the space. */
export function readSpacedTime(text: string): Instant | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text)
  return found && parseInstant(`${found[1]}T${found[2]}+08:00`)
}

/** Null for anything but `yyyyMMddHHmmss` of a second that exists. */
export function readDigitTime(text: string): Instant | null {
  if (!/^\d{14}$/.test(text)) return null
  return readSpacedTime(text.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6'))
}
