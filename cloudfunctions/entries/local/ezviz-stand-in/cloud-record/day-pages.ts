import type { Instant, Interval } from '../../../../domain/model'
import { DAY, SECOND } from '../../../../domain/time'
import { type Answer, ok, refusal } from '../wire/answer'
import { type Fields, wholeIn } from '../wire/fields'
import { midnightBefore, readDigits, sameDay } from '../wire/times'
import type { World } from '../world'

const DEFAULT_PAGE = 10
const MOST_PAGES = 10_000

interface Dated {
  readonly createdAt: Instant
}

/** A stretch of one day in 14 digits, today when none is asked for; null when it is none. */
function readDay(query: Fields, now: Instant): Interval | null {
  if (query.startTime === undefined && query.endTime === undefined)
    return { start: midnightBefore(now), end: midnightBefore(now) + DAY - SECOND }
  const start = readDigits(query.startTime)
  const end = readDigits(query.endTime)
  return start === null || end === null || start > end || !sameDay(start, end) ? null : { start, end }
}

/** A list of the `meta` family: null for an empty one where that is the habit. */
export function listOf(world: World, rows: readonly unknown[]): Answer {
  return ok(rows.length === 0 && world.habits.emptyAsNull ? null : rows)
}

/** One page of what was created in a stretch of one day. @param largest rows that a page may be asked for */
export function dayPage<T extends Dated>(
  world: World,
  query: Fields,
  all: readonly T[],
  largest: number,
  toRow: (item: T) => unknown,
): Answer {
  const day = readDay(query, world.now())
  const page = wholeIn(query, 'pageNumber', 0, 0, MOST_PAGES)
  const asked = wholeIn(query, 'pageSize', DEFAULT_PAGE, 1, largest)
  if (day === null || page === null || asked === null) return refusal('400')
  const pageSize = Math.min(asked, world.habits.maxRowsPerPage ?? asked)
  const there = all.filter(({ createdAt }) => createdAt >= day.start && createdAt < day.end + SECOND)
  return listOf(world, there.slice(page * pageSize, (page + 1) * pageSize).map(toRow))
}
