import { CHECK_MS } from '../../domain/attendance/time-of-tap'
import type { Instant, TrainingClass } from '../../domain/model'
import type { Store } from '../../ports/store'
import {
  emptyTraineeDay,
  type FaceOpened,
  faceOpenedIn,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../documents/trainee-days'
import { momentOf } from '../schedule'
import { appendTo, type Next } from '../streams/append'
import type { TraineeOfClass } from '../trainee'

type NextOfDay = Next<TraineeDayStream>

/**
 * Appends to the day in which a check stands: that of now, or that of the earliest instant at which one that is still
 * open was opened.
 * @returns the day as it stands afterwards; null: the check stands in none
 * @throws StoreError
 */
export async function appendToCheck(
  store: Store,
  { traineeId, record }: TraineeOfClass,
  { checkId, now }: { readonly checkId: string; readonly now: Instant },
  decide: (day: TraineeDayStream, opened: FaceOpened) => NextOfDay | Promise<NextOfDay>,
): Promise<TraineeDayStream | null> {
  for (const date of datesAround(record.training, now)) {
    const empty = emptyTraineeDay(traineeId, record.id, date)
    const stream = await appendTo(store, TRAINEE_DAYS, empty, day => {
      const opened = faceOpenedIn(day, checkId)
      return opened === null ? { leave: true } : decide(day, opened)
    })
    if (faceOpenedIn(stream, checkId) !== null) return stream
  }
  return null
}

function datesAround(training: TrainingClass, now: Instant): Set<string> {
  return new Set([now, now - CHECK_MS].map(instant => momentOf(training, instant).date))
}
