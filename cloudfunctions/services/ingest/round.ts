import type { DateText } from '../../domain/model'
import { RETENTION_MS } from '../../domain/recording/knowledge'
import { DAY, dateOf } from '../../domain/time'
import { type CameraDayStream, lastAnswer } from '../documents/camera-days'
import { cameraDay } from '../evidence'
import { type AskingServer, askCameraDay } from './ask'
import { type CameraDate, cameraDatesBetween } from './class-days'
import { isDue, isKnown } from './due'

export interface Pull {
  readonly requestId: string
  /** Called after each camera's date; answers whether to go on. */
  onAsked(asked: CameraDayStream, done: number, of: number): boolean
}

/** Older dates are asked for by hand alone: a class that came with its history is not worth a day's calls. */
const LOOK_BACK_MS = 45 * DAY

/** Asks for every camera's date that is due now. What was asked is kept at once, so a round can stop anywhere. */
export async function pullDue(server: AskingServer, pull: Pull): Promise<void> {
  const now = server.clock.now()
  const dates = await cameraDatesBetween(server.store, dateOf(now - LOOK_BACK_MS), dateOf(now))
  const due: CameraDate[] = []
  for (const one of dates) {
    const stream = await cameraDay(server.store, one.camera, one.date)
    if (isDue(one, lastAnswer(stream), now, isKnown(one, stream))) due.push(one)
  }
  await askAll(server, due, pull)
}

/**
 * Asks for every camera's date from one date to another that is not known whole, for a person who wants it now. Begun
 * again after it was stopped, it goes on where it stopped.
 * @param again also those that are known, and those that were asked too late: what is gone doesn't come back
 */
export async function pullBetween(
  server: AskingServer,
  from: DateText,
  to: DateText,
  again: boolean,
  pull: Pull,
): Promise<void> {
  const wanted: CameraDate[] = []
  for (const one of await cameraDatesBetween(server.store, from, to)) {
    const stream = await cameraDay(server.store, one.camera, one.date)
    const tooLate = lastAnswer(stream)?.silence === 'retention-passed'
    if (again || !(isKnown(one, stream) || tooLate)) wanted.push(one)
  }
  await askAll(server, wanted, pull)
}

/** Asks for what is not known yet of a device that has told something of itself. */
export async function pullDevice(server: AskingServer, deviceSerial: string, pull: Pull): Promise<void> {
  const now = server.clock.now()
  const wanted: CameraDate[] = []
  // Lessons that begin before midnight are on the date before.
  const from = dateOf(now - RETENTION_MS - DAY)
  for (const one of await cameraDatesBetween(server.store, from, dateOf(now))) {
    if (one.camera.deviceSerial !== deviceSerial || now < Math.min(...one.sessions.map(({ start }) => start)))
      continue
    const stream = await cameraDay(server.store, one.camera, one.date)
    if (!isKnown(one, stream)) wanted.push(one)
  }
  await askAll(server, wanted, pull)
}

/** So many cameras are asked at a time; the source bounds its calls itself. */
const AT_A_TIME = 4

async function askAll(server: AskingServer, wanted: readonly CameraDate[], pull: Pull): Promise<void> {
  let next = 0
  let done = 0
  let goOn = true
  const worker = async () => {
    for (let one = wanted[next++]; one !== undefined && goOn; one = wanted[next++]) {
      const asked = await askCameraDay(server, one.camera, one.date, pull.requestId)
      done += 1
      goOn = pull.onAsked(asked, done, wanted.length) && goOn
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
}
