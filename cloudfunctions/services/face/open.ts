import type { Parsed } from '../../contract/app'
import type { FaceTask } from '../../contract/face'
import type { Instant } from '../../domain/model'
import { dateOf } from '../../domain/time'
import { type FaceService, FaceVerifierError } from '../../ports/face-verifier'
import { openIdOf } from '../accounts/wechat'
import type { Account } from '../documents/accounts'
import { TRAINEES } from '../documents/classes'
import { FACE_CONSENTS } from '../documents/face-consents'
import { deterministicId } from '../documents/ids'
import { read } from '../documents/read'
import {
  challengeOf,
  emptyTraineeDay,
  type FaceOpened,
  faceChecksOf,
  faceOpenedIn,
  TRAINEE_DAYS,
} from '../documents/trainee-days'
import { openIdNumber } from '../id-numbers/seal'
import { type Outcome, refuse } from '../outcome'
import { momentOf } from '../schedule'
import type { Server } from '../server'
import { appendTo } from '../streams/append'
import { type TraineeOfClass, traineeOf } from '../trainee'
import { CHECK_MS, MOST_CHECKS_A_DAY } from './checks'
import { readinessOf } from './readiness'

type Input = Parsed<'open-face'>
type Task = FaceOpened['task']

/**
 * Opens a check of the face for one attempt. The same one asked for again is answered from what was kept, with the
 * same challenge: nobody can have another drawn until it suits.
 */
export async function openFace(server: Server, actor: Account, input: Input): Promise<Outcome<'open-face'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const readiness = readinessOf(server.faceVerifier, await read(server.store, FACE_CONSENTS, found.traineeId))
  if (readiness !== 'ready') return { done: true, answer: { opened: false, why: readiness } }
  const { now, date } = momentOf(found.record.training, server.clock.now())
  const empty = emptyTraineeDay(found.traineeId, found.record.id, date)
  const checkId = deterministicId(found.traineeId, input.faceKey)
  const attemptId = deterministicId(found.traineeId, input.attemptKey)
  const before = (await read(server.store, TRAINEE_DAYS, empty.id)) ?? empty
  const kept = faceOpenedIn(before, checkId)
  if (kept !== null) return answerOf(kept, attemptId)
  const most = { done: true, answer: { opened: false, why: 'too-many-checks' } } as const
  if (faceChecksOf(before) >= MOST_CHECKS_A_DAY) return most
  const task = await newTask(server, actor, found, { checkId, now })
  if (task === null) return { done: true, answer: { opened: false, why: 'unavailable' } }
  const stream = await appendTo(server.store, TRAINEE_DAYS, empty, day => {
    if (faceOpenedIn(day, checkId) !== null || faceChecksOf(day) >= MOST_CHECKS_A_DAY) return { leave: true }
    const event: FaceOpened = { type: 'face-opened', checkId, attemptId, at: now, ...task }
    return { event }
  })
  const opened = faceOpenedIn(stream, checkId)
  return opened === null ? most : answerOf(opened, attemptId)
}

/** A key that was used for another attempt's check opens nothing. */
function answerOf(opened: FaceOpened, asked: string): Outcome<'open-face'> {
  if (opened.attemptId !== asked) return refuse({ code: 'conflict', what: 'key-used-otherwise' })
  const task = taskIn(opened)
  return { done: true, answer: task ? { opened: true, task } : { opened: false, why: 'unavailable' } }
}

/** As the phone is told of it. */
function taskIn(opened: FaceOpened): FaceTask | null {
  const { checkId, expiresAt, task } = opened
  if (task.by === 'service') return { by: 'service', checkId, expiresAt, verifyId: task.verifyId }
  const challenge = challengeOf(opened)
  return challenge && { by: 'frames', checkId, expiresAt, ...challenge }
}

interface NewTask {
  readonly task: Task
  readonly expiresAt: Instant
}

interface Check {
  readonly checkId: string
  readonly now: Instant
}

/** Null: there is nobody to ask now. */
async function newTask(
  server: Server,
  actor: Account,
  { traineeId }: TraineeOfClass,
  { checkId, now }: Check,
): Promise<NewTask | null> {
  const { faceVerifier } = server
  const latest = now + CHECK_MS
  if (faceVerifier.way === 'frames') {
    return { task: { by: 'frames', ...faceVerifier.draw(dateOf(now)) }, expiresAt: latest }
  }
  if (faceVerifier.way === 'none') return null
  const whom = await identityOf(server, actor, traineeId)
  const opened = whom && (await openAt(faceVerifier, { ...whom, checkId }))
  return (
    opened && {
      task: { by: 'service', verifyId: opened.verifyId },
      expiresAt: Math.min(latest, opened.expiresAt),
    }
  )
}

async function openAt(service: FaceService, check: Parameters<FaceService['open']>[0]) {
  try {
    return await service.open(check)
  } catch (error) {
    // Nobody is turned away by an outage: the check-in goes without face.
    if (error instanceof FaceVerifierError) return null
    throw error
  }
}

export interface Identity {
  readonly name: string
  readonly idNumber: string
  readonly openId: string
}

/** Whom a service is to look for; null: the roster has no ID number, or nobody in WeChat asks. */
export async function identityOf(
  server: Server,
  actor: Account,
  traineeId: string,
): Promise<Identity | null> {
  const trainee = await read(server.store, TRAINEES, traineeId)
  const idNumber = trainee && openIdNumber(server.secrets, trainee)
  const openId = openIdOf(server, actor)
  return trainee && idNumber && openId ? { name: trainee.name, idNumber, openId } : null
}
