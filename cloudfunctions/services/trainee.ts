import type { CheckInView } from '../contract/app'
import { isEarly, isLate } from '../domain/attendance/presence'
import type { DateText } from '../domain/model'
import { type Seat, seatOf } from './accounts/seat'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord } from './documents/classes'
import { deterministicId } from './documents/ids'
import { read } from './documents/read'
import {
  type Attempt,
  attemptsOf,
  type TraineeDayStream,
  timeOf,
  witnessingsOf,
} from './documents/trainee-days'
import { dayOn, graceOf } from './schedule'
import type { Server } from './server'
import { checkInView } from './views'

export interface TraineeOfClass extends Seat {
  readonly record: ClassRecord
}

/** Null: the account is no trainee's, or the class is gone. */
export async function traineeOf(server: Server, account: Account): Promise<TraineeOfClass | null> {
  const seat = seatOf(account)
  const record = seat && (await read(server.store, CLASSES, seat.classId))
  return seat && record && { ...seat, record }
}

/** A phone may be several people's: it keeps their taps apart by this, which names nobody. */
export function markOf({ traineeId }: Seat): string {
  return deterministicId('taps', traineeId)
}

interface Standing {
  readonly start: CheckInView | null
  readonly end: CheckInView | null
}

/** The first start and the last end that were not refused. The rules choose for themselves (R7). */
export function firstAndLast(stream: TraineeDayStream): Standing {
  const taken = takenCheckIns(stream)
  return {
    start: taken.find(({ kind }) => kind === 'start') ?? null,
    end: taken.filter(({ kind }) => kind === 'end').at(-1) ?? null,
  }
}

/**
 * What stands for the day on the roll: the first start and the last end; but one that is in time and counts already
 * before one that still waits for somebody's word, which would add nothing to it.
 * Worked: start 08:30, grace 10 minutes. 08:21 waits, 08:24 counts by the room's code: 08:24. 08:21 waits, 09:45
 * counts: 08:21, since the instructor's word for it would win an hour back.
 */
export function standingCheckIns(
  stream: TraineeDayStream,
  { training }: ClassRecord,
  date: DateText,
): Standing {
  const { start, end } = firstAndLast(stream)
  const day = dayOn(training, date)
  if (day === null) return { start, end }
  const graceMs = graceOf(training)
  const counted = takenCheckIns(stream).filter(({ state }) => state === 'recorded')
  const starts = counted.filter(({ kind, at }) => kind === 'start' && !isLate(day, graceMs, at))
  const ends = counted.filter(({ kind, at }) => kind === 'end' && !isEarly(day, graceMs, at))
  return { start: starts[0] ?? start, end: ends.at(-1) ?? end }
}

/** Those that were not refused, by the time at which they count. */
export function takenCheckIns(stream: TraineeDayStream): CheckInView[] {
  const witnessings = witnessingsOf(stream)
  return takenAttempts(stream).map(attempt => checkInView(attempt, witnessings.has(attempt.attemptId)))
}

function takenAttempts(stream: TraineeDayStream): Attempt[] {
  return attemptsOf(stream)
    .filter(({ refusal }) => refusal === null)
    .sort((a, b) => timeOf(a) - timeOf(b))
}

export function missingOf(stream: TraineeDayStream): readonly ('start' | 'end')[] {
  const kinds = new Set(takenAttempts(stream).map(({ kind }) => kind))
  return (['start', 'end'] as const).filter(kind => !kinds.has(kind))
}
