import type { CheckInView } from '../contract/app'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord, TRAINEES, type TraineeRecord } from './documents/classes'
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

export interface TraineeOfClass {
  readonly trainee: TraineeRecord
  readonly record: ClassRecord
}

/** Null: the account is no trainee's, or the trainee or the class is gone. */
export async function traineeOf(server: Server, account: Account): Promise<TraineeOfClass | null> {
  if (account.traineeId === null) return null
  const trainee = await read(server.store, TRAINEES, account.traineeId)
  const record = trainee && (await read(server.store, CLASSES, trainee.classId))
  return trainee && record ? { trainee, record } : null
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
