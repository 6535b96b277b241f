import type { CheckInView, TraineeToday } from '../contract/app'
import type { Account } from './documents/accounts'
import { FACE_CONSENTS } from './documents/face-consents'
import { read } from './documents/read'
import { emptyTraineeDay, TRAINEE_DAYS } from './documents/trainee-days'
import { faceToday } from './face/readiness'
import { forgottenCheckIn } from './forgotten'
import { type Outcome, refuse } from './outcome'
import { graceOf, type Moment, momentOf } from './schedule'
import type { Server } from './server'
import { markOf, takenCheckIns, traineeOf } from './trainee'
import { classLabel, lessonViews } from './views'

export async function traineeToday(server: Server, actor: Account): Promise<Outcome<'trainee-today'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const moment = momentOf(found.record.training, server.clock.now())
  const empty = emptyTraineeDay(found.traineeId, found.classId, moment.date)
  const checkIns = takenCheckIns((await read(server.store, TRAINEE_DAYS, empty.id)) ?? empty)
  const choices =
    server.faceVerifier.way === 'none' ? null : await read(server.store, FACE_CONSENTS, found.traineeId)
  return {
    done: true,
    answer: {
      now: moment.now,
      whose: markOf(found),
      date: moment.date,
      class: classLabel(found.record),
      lessons: lessonViews(found.record, moment.date),
      window: moment.day?.window ?? null,
      graceMs: graceOf(found.record.training),
      nextLessonDate: moment.nextLessonDate,
      checkIns,
      next: nextStep(moment, checkIns),
      face: faceToday(server.faceVerifier, choices),
      forgotten: await forgottenCheckIn(server, found, moment.now),
    },
  }
}

function nextStep({ day, now }: Moment, checkIns: readonly CheckInView[]): TraineeToday['next'] {
  if (day === null) return 'no-lesson'
  const has = (kind: 'start' | 'end') => checkIns.some(checkIn => checkIn.kind === kind)
  if (has('start') && has('end')) return 'done'
  if (now < day.window.start) return 'not-yet'
  if (now > day.window.end) return 'closed'
  return has('start') ? 'end' : 'start'
}
