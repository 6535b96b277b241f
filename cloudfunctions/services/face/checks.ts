import { CHECK_MS } from '../../domain/attendance/time-of-tap'
import type { Instant } from '../../domain/model'
import { read } from '../documents/read'
import {
  emptyTraineeDay,
  type FaceOpened,
  faceOpenedIn,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../documents/trainee-days'
import { datesBetween } from '../schedule'
import type { Server } from '../server'
import type { TraineeOfClass } from '../trainee'

export { CHECK_MS }

/** Whoever needs more has a person at hand who can vouch; and faces can't be tried out one after another. */
export const MOST_CHECKS_A_DAY = 20

export interface OpenedCheck {
  readonly stream: TraineeDayStream
  readonly opened: FaceOpened
}

/** Looks into the day of now, and into that of the earliest instant at which a check that is still open was opened. */
export async function openedCheck(
  server: Server,
  { traineeId, record }: TraineeOfClass,
  checkId: string,
  now: Instant,
): Promise<OpenedCheck | null> {
  for (const date of datesBetween(record.training, now - CHECK_MS, now)) {
    const { id } = emptyTraineeDay(traineeId, record.id, date)
    const stream = await read(server.store, TRAINEE_DAYS, id)
    const opened = stream && faceOpenedIn(stream, checkId)
    if (stream && opened) return { stream, opened }
  }
  return null
}
