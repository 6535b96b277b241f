import type { Interval } from '../../domain/model'

const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** Days since the epoch in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export function shanghaiDay(instant: number): number {
  return Math.floor((instant + OFFSET_MS) / DAY_MS)
}

/** The first instant of the next calendar day. */
export function midnightAfter(instant: number): number {
  return (shanghaiDay(instant) + 1) * DAY_MS - OFFSET_MS
}

/** Cuts a span into calls that stay inside one calendar day, whose last millisecond belongs to it. */
export function shanghaiDays(span: Interval): Interval[] {
  const days: Interval[] = []
  let start = span.start
  do {
    const midnight = midnightAfter(start)
    days.push({ start, end: Math.min(span.end, midnight - 1) })
    start = midnight
  } while (start < span.end)
  return days
}
