import type { Parsed } from '../contract/app'
import type { Camera, Instant } from '../domain/model'
import { dateOf, HOUR } from '../domain/time'
import { RecordingSourceError } from '../ports/recording-source'
import type { Account } from './documents/accounts'
import {
  CAMERA_DAYS,
  type CameraDayStream,
  emptyCameraDay,
  type RecordingStarted,
  taskUnderWay,
} from './documents/camera-days'
import { CLASSES, type ClassRecord } from './documents/classes'
import { read } from './documents/read'
import { cameraDay } from './evidence'
import { type Outcome, refuse } from './outcome'
import { camerasOn } from './refresh-recordings'
import { momentOf } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'

interface Caller {
  readonly account: Account
  readonly requestId: string
}

/** The class and its camera; null: the class has no such camera, whoever else has it. */
async function cameraOf(
  server: Server,
  { classId, deviceSerial, channelNo }: Camera & { readonly classId: string },
): Promise<{ readonly record: ClassRecord; readonly camera: Camera } | null> {
  const record = await read(server.store, CLASSES, classId)
  const camera = record?.training.cameras.find(
    one => one.deviceSerial === deviceSerial && one.channelNo === channelNo,
  )
  return record && camera ? { record, camera } : null
}

/** Before the first lesson there is nothing to film, and a forgotten recording ends with the day's window. */
const LONGEST_RECORDING_MS = 24 * HOUR

/** Has the platform record until the day's window closes. While one runs that was started here, it is left running. */
export async function startRecording(
  server: Server,
  { account, requestId }: Caller,
  input: Parsed<'start-recording'>,
): Promise<Outcome<'start-recording'>> {
  const found = await cameraOf(server, input)
  if (found === null) return refuse({ code: 'not-found', what: 'camera' })
  const { record, camera } = found
  const { now, day } = momentOf(record.training, server.clock.now())
  if (day === null) return refuse({ code: 'not-found', what: 'class-day' })
  if (now < day.window.start || now >= day.window.end) {
    return refuse({ code: 'conflict', what: 'outside-class-hours', ...windowOf(day.window) })
  }
  if ((await runningTask(server, camera, now)) === null) {
    const until = Math.min(day.window.end, now + LONGEST_RECORDING_MS)
    const started = await attempt(() =>
      server.cameraControl.startRecording(camera, { from: now, until }, requestId),
    )
    if (!started.done) return refuse({ code: 'camera-trouble', sentence: started.sentence })
    const task = { taskId: started.value, at: now, until, by: account.displayName, accountId: account.id }
    await keepStart(server, camera, { type: 'recording-started', ...task }, requestId)
  }
  return { done: true, answer: { cameras: await camerasOn(server, record, day.date) } }
}

function windowOf({ start, end }: { start: Instant; end: Instant }) {
  return { opensAt: start, closesAt: end }
}

interface RunningTask extends RecordingStarted {
  readonly stream: CameraDayStream
}

/** A recording may have been started before midnight, for a day whose window reaches beyond it. */
async function runningTask(server: Server, camera: Camera, now: Instant): Promise<RunningTask | null> {
  for (const date of new Set([dateOf(now), dateOf(now - LONGEST_RECORDING_MS)])) {
    const stream = await cameraDay(server.store, camera, date)
    const task = taskUnderWay(stream, now)
    if (task !== null) return { ...task, stream }
  }
  return null
}

/** Of two that were started in the same moment, the one that was kept second is stopped again. */
async function keepStart(
  server: Server,
  camera: Camera,
  event: RecordingStarted,
  requestId: string,
): Promise<void> {
  let surplus = false
  await appendTo(server.store, CAMERA_DAYS, emptyCameraDay(camera, dateOf(event.at)), stream => {
    const other = taskUnderWay(stream, event.at)
    surplus = other !== null && other.taskId !== event.taskId
    return other ? { leave: true } : { event }
  })
  // If this fails, the platform ends it with the day's window.
  if (surplus) await attempt(() => server.cameraControl.stopRecording(event.taskId, requestId))
}

/** Stops what was started here. A recording that runs by plan or around the clock is none of ours and goes on. */
export async function stopRecording(
  server: Server,
  { account, requestId }: Caller,
  input: Parsed<'stop-recording'>,
): Promise<Outcome<'stop-recording'>> {
  const found = await cameraOf(server, input)
  if (found === null) return refuse({ code: 'not-found', what: 'camera' })
  const { record, camera } = found
  const now = server.clock.now()
  const task = await runningTask(server, camera, now)
  if (task !== null) {
    const stopped = await attempt(() => server.cameraControl.stopRecording(task.taskId, requestId))
    if (!stopped.done) return refuse({ code: 'camera-trouble', sentence: stopped.sentence })
    await keepStop(server, account, task)
  }
  const { date } = momentOf(record.training, now)
  return { done: true, answer: { cameras: await camerasOn(server, record, date) } }
}

/** Beside its start. Two who stop the same recording are one stop. */
async function keepStop(server: Server, actor: Account, { stream, taskId }: RunningTask): Promise<void> {
  const at = server.clock.now()
  await appendTo(server.store, CAMERA_DAYS, stream, standing => {
    if (taskUnderWay(standing, at)?.taskId !== taskId) return { leave: true }
    const { displayName: by, id: accountId } = actor
    return { event: { type: 'recording-stopped' as const, taskId, at, by, accountId } }
  })
}

/** Whether a camera can record now, and what it sees, asked of the platform at once. */
export async function cameraCheck(
  server: Server,
  input: Parsed<'camera-check'>,
  requestId: string,
): Promise<Outcome<'camera-check'>> {
  const found = await cameraOf(server, input)
  if (found === null) return refuse({ code: 'not-found', what: 'camera' })
  const { camera } = found
  const status = await attempt(() => server.cameraControl.status(camera, requestId))
  if (!status.done) return refuse({ code: 'camera-trouble', sentence: status.sentence })
  const picture =
    input.snapshot && status.value.online
      ? await attempt(() => server.cameraControl.snapshot(camera, requestId))
      : null
  return {
    done: true,
    answer: {
      deviceSerial: camera.deviceSerial,
      channelNo: camera.channelNo,
      ...status.value,
      snapshotUrl: picture?.done ? picture.value.url : null,
      problem: picture?.done === false ? picture.sentence : null,
    },
  }
}

/** Where a stretch of a camera's recording can be watched; the address is made for this caller and soon ends. */
export async function playbackAddress(
  server: Server,
  input: Parsed<'playback-address'>,
  requestId: string,
): Promise<Outcome<'playback-address'>> {
  const found = await cameraOf(server, input)
  if (found === null) return refuse({ code: 'not-found', what: 'camera' })
  const span = { start: input.from, end: input.to }
  const recType = input.store === 'cloud' ? 1 : 2
  const address = await attempt(() =>
    server.cameraControl.playbackAddress(found.camera, span, recType, requestId),
  )
  if (!address.done) return refuse({ code: 'camera-trouble', sentence: address.sentence })
  return { done: true, answer: address.value }
}

type Attempted<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly sentence: string }

/** What keeps the platform from doing it is for the person to know: offline, no rights, used up. */
async function attempt<T>(action: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { done: true, value: await action() }
  } catch (error) {
    if (error instanceof RecordingSourceError) return { done: false, sentence: error.message }
    throw error
  }
}
