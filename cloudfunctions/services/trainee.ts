import type { CheckInView } from '../contract/app'
import type { DateText } from '../domain/model'
import type { Account } from './documents/accounts'
import { ATTEMPTS, rollId, TRAINEE_DAY_ROLLS, type TraineeDayRoll, WITNESSINGS } from './documents/check-ins'
import { CLASSES, type ClassRecord, TRAINEES, type TraineeRecord } from './documents/classes'
import { read } from './documents/read'
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

/** The start and the end that stand for a trainee's day. Reads by id only. */
export async function standingCheckIns(
  server: Server,
  traineeId: string,
  date: DateText,
): Promise<CheckInView[]> {
  const roll = await read(server.store, TRAINEE_DAY_ROLLS, rollId(traineeId, date))
  const views: CheckInView[] = []
  for (const attemptId of [roll?.startAttemptId, roll?.endAttemptId]) {
    const view = attemptId ? await viewOf(server, attemptId) : null
    if (view) views.push(view)
  }
  return views
}

async function viewOf(server: Server, attemptId: string): Promise<CheckInView | null> {
  const attempt = await read(server.store, ATTEMPTS, attemptId)
  if (attempt === null) return null
  return checkInView(attempt, (await read(server.store, WITNESSINGS, attemptId)) !== null)
}

export function missingOf(
  roll: Pick<TraineeDayRoll, 'startAttemptId' | 'endAttemptId'>,
): readonly ('start' | 'end')[] {
  const missing: ('start' | 'end')[] = []
  if (roll.startAttemptId === null) missing.push('start')
  if (roll.endAttemptId === null) missing.push('end')
  return missing
}
