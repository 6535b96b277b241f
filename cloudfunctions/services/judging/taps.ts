import type { DateText, Instant, Interval } from '../../domain/model'
import { DAY, dateOf } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import type { JudgedDay } from '../documents/judged-days'
import { readAll } from '../documents/read'
import {
  attemptsOf,
  TRAINEE_DAYS,
  type TraineeDayEvent,
  type TraineeDayStream,
  timeOf,
} from '../documents/trainee-days'
import { isOpen } from '../schedule'

/**
 * How many taps, and witnessings of these, count for a window: what is new of a class-day's check-ins shows in this
 * number, since events are only ever added. Refused taps count for nothing, and neither do those of other windows.
 * Worked: window 2024-06-03 07:30 to 12:40. A start tapped at 08:21, its witnessing, an end tapped at 11:45 that came
 * at 13:30: 3. A tap refused at 07:00 changes nothing, and so does a start on 2024-06-04.
 */
export function tapsIn(window: Interval, streams: readonly TraineeDayStream[]): number {
  const { from, to } = datesOf(window)
  return streams
    .filter(({ date }) => from <= date && date <= to)
    .reduce((sum, stream) => sum + tapsOf(stream, window), 0)
}

/** A check of the face says nothing by itself: its verdict stands in the tap. */
const COUNTED: ReadonlySet<TraineeDayEvent['type']> = new Set(['attempt', 'witnessing'])

function tapsOf(stream: TraineeDayStream, window: Interval): number {
  const counted = new Set(
    attemptsOf(stream)
      .filter(attempt => attempt.refusal === null && isOpen({ window }, timeOf(attempt)))
      .map(({ attemptId }) => attemptId),
  )
  return stream.events.filter(({ type, attemptId }) => COUNTED.has(type) && counted.has(attemptId)).length
}

/** The same of what is kept now, in one question. */
export async function tapsKept(store: StoreReader, classId: string, window: Interval): Promise<number> {
  const range = { index: 'byClassDay', equal: [classId], ...datesOf(window) }
  return tapsIn(window, await readAll(store, TRAINEE_DAYS, range))
}

/** The dates in whose streams taps of a window are: a tap is taken to the date of its instant, or of an open window. */
function datesOf({ start, end }: Interval): { from: DateText; to: DateText } {
  return { from: dateOf(start), to: dateOf(end) }
}

/** So long after a window has closed its day's taps are still counted before what was judged of it is trusted. */
const RECENT_MS = DAY

/** Whether taps that nobody has marked may have come to a class-day since it was judged. */
export function mayHaveNewTaps(
  { opensAt, closesAt }: Pick<JudgedDay, 'opensAt' | 'closesAt'>,
  now: Instant,
): boolean {
  return opensAt <= now && now <= closesAt + RECENT_MS
}
