import type { ForgottenCheckIn } from '../contract/appeals'
import type { Instant } from '../domain/model'
import { appealableUntil } from './appeals'
import { CLASS_DAYS, classDayId, decisionsIn, emptyClassDay } from './documents/class-days'
import { read } from './documents/read'
import { emptyTraineeDay, TRAINEE_DAYS } from './documents/trainee-days'
import { appealsOn, isOpen } from './judging/appeals'
import { daysOf } from './schedule'
import type { Server } from './server'
import { missingOf, type TraineeOfClass } from './trainee'

/**
 * A check-in that is missing of the trainee's last day that is over, while its make-up may be asked for. A tap that
 * waits for its witness is not forgotten. One document more is read, and a second one where something is missing.
 */
export async function forgottenCheckIn(
  { store }: Server,
  { traineeId, classId, record }: TraineeOfClass,
  now: Instant,
): Promise<ForgottenCheckIn | null> {
  const last = daysOf(record.training)
    .filter(({ window }) => window.end < now)
    .at(-1)
  if (last === undefined || now > appealableUntil('make-up', last.window.end, null)) return null
  const { date } = last
  const empty = emptyTraineeDay(traineeId, classId, date)
  const missing = missingOf((await read(store, TRAINEE_DAYS, empty.id)) ?? empty)
  if (missing.length === 0) return null
  const classDay = (await read(store, CLASS_DAYS, classDayId(classId, date))) ?? emptyClassDay(classId, date)
  if (decisionsIn(classDay).some(decision => decision.traineeId === traineeId)) return null
  const asked = appealsOn(classDay).find(
    appeal => appeal.traineeId === traineeId && appeal.kind === 'make-up' && isOpen(appeal),
  )
  return { date, missing, askedAt: asked?.at ?? null }
}
