import type { CheckInView } from '../contract/app'
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

/**
 * The first start and the last end that were not refused: what stands for the day on the screens. The rules choose
 * for themselves (R7).
 */
export function standingCheckIns(stream: TraineeDayStream): Standing {
  const taken = takenAttempts(stream)
  const witnessings = witnessingsOf(stream)
  const view = (attempt: Attempt | undefined) =>
    attempt ? checkInView(attempt, witnessings.has(attempt.attemptId)) : null
  return {
    start: view(taken.find(({ kind }) => kind === 'start')),
    end: view(taken.filter(({ kind }) => kind === 'end').at(-1)),
  }
}

/** Attempts that were not refused, by the time at which they count. */
function takenAttempts(stream: TraineeDayStream): Attempt[] {
  return attemptsOf(stream)
    .filter(({ refusal }) => refusal === null)
    .sort((a, b) => timeOf(a) - timeOf(b))
}

export function missingOf(stream: TraineeDayStream): readonly ('start' | 'end')[] {
  const kinds = new Set(takenAttempts(stream).map(({ kind }) => kind))
  return (['start', 'end'] as const).filter(kind => !kinds.has(kind))
}
