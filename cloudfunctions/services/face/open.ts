import type { Parsed } from '../../contract/app'
import type { FaceTask, OpenFaceAnswer } from '../../contract/face'
import { AT_ONCE_AT_MOST_MS, CHECK_MS } from '../../domain/attendance/time-of-tap'
import type { Instant, TrainingClass } from '../../domain/model'
import { dateOf } from '../../domain/time'
import { type FaceService, FaceVerifierError } from '../../ports/face-verifier'
import type { Account } from '../documents/accounts'
import { FACE_CONSENTS } from '../documents/face-consents'
import { deterministicId } from '../documents/ids'
import { read } from '../documents/read'
import {
  challengeOf,
  emptyTraineeDay,
  type FaceOpened,
  faceOpenedIn,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../documents/trainee-days'
import { type Outcome, refuse } from '../outcome'
import { momentOf, openDates } from '../schedule'
import type { Server } from '../server'
import { appendTo } from '../streams/append'
import { once } from '../streams/once'
import { type TraineeOfClass, traineeOf } from '../trainee'
import { identityOf } from './identity'
import { readinessOf } from './readiness'
import { checksLeft, openChallengeOf } from './tries'

type Input = Parsed<'open-face'>

/**
 * Opens a check of the face for one attempt. The same one asked for again is answered from what was kept, and another
 * one asks for the same as the last until somebody was looked at: nobody can have challenges drawn until one suits.
 */
export async function openFace(server: Server, actor: Account, input: Input): Promise<Outcome<'open-face'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const readiness = readinessOf(server.faceVerifier, await read(server.store, FACE_CONSENTS, found.traineeId))
  if (readiness !== 'ready') return answer({ opened: false, why: readiness })
  if (!mayCount(found.record.training, server.clock.now())) return answer({ opened: false, why: 'no-lesson' })
  const { now, date } = momentOf(found.record.training, server.clock.now())
  const checkId = deterministicId(found.traineeId, input.faceKey)
  const attemptId = deterministicId(found.traineeId, input.attemptKey)
  const askService = once((service: FaceService) => openedAt(server, actor, service, found, now))
  const newTask = (day: TraineeDayStream) => {
    const { faceVerifier } = server
    if (faceVerifier.way === 'none') return null
    if (faceVerifier.way === 'service') return askService(faceVerifier)
    const challenge = openChallengeOf(day) ?? faceVerifier.draw(dateOf(now))
    return { task: { by: 'frames', ...challenge } as const, expiresAt: now + CHECK_MS }
  }
  const empty = emptyTraineeDay(found.traineeId, found.record.id, date)
  const stream = await appendTo(server.store, TRAINEE_DAYS, empty, async day => {
    if (faceOpenedIn(day, checkId) !== null || checksLeft(day) === 0) return { leave: true }
    const task = await newTask(day)
    if (task === null) return { leave: true }
    const event: FaceOpened = { type: 'face-opened', checkId, attemptId, at: now, ...task }
    return { event }
  })
  const opened = faceOpenedIn(stream, checkId)
  if (opened !== null) return answerOf(opened, attemptId)
  return answer({ opened: false, why: checksLeft(stream) === 0 ? 'too-many-checks' : 'unavailable' })
}

/** Whether a tap for which a check is opened now may come to count: one of before, or once the check is over. */
function mayCount(training: TrainingClass, now: Instant): boolean {
  return [now - AT_ONCE_AT_MOST_MS, now, now + CHECK_MS].some(
    instant => openDates(training, instant).length > 0,
  )
}

const answer = (told: OpenFaceAnswer): Outcome<'open-face'> => ({ done: true, answer: told })

/** A key that was used for another attempt's check opens nothing. */
function answerOf(opened: FaceOpened, asked: string): Outcome<'open-face'> {
  if (opened.attemptId !== asked) return refuse({ code: 'conflict', what: 'key-used-otherwise' })
  const task = taskIn(opened)
  return answer(task ? { opened: true, task } : { opened: false, why: 'unavailable' })
}

/** As the phone is told of it. */
function taskIn(opened: FaceOpened): FaceTask | null {
  const { checkId, expiresAt, task } = opened
  if (task.by === 'service') return { by: 'service', checkId, expiresAt, verifyId: task.verifyId }
  const challenge = challengeOf(opened)
  return challenge && { by: 'frames', checkId, expiresAt, ...challenge }
}

type NewTask = Pick<FaceOpened, 'task' | 'expiresAt'>

/** Null: the service can't be asked now, or not for this person. */
async function openedAt(
  server: Server,
  actor: Account,
  service: FaceService,
  { traineeId }: TraineeOfClass,
  now: Instant,
): Promise<NewTask | null> {
  const whom = await identityOf(server, actor, traineeId)
  if (whom === null) return null
  try {
    const { expiresAt, ...opened } = await service.open(whom)
    return { task: { by: 'service', ...opened }, expiresAt: Math.min(now + CHECK_MS, expiresAt) }
  } catch (error) {
    // Nobody is turned away by an outage: the check-in goes without face.
    if (error instanceof FaceVerifierError) return null
    throw error
  }
}
