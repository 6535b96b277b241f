import type { Camera, DateText, Instant, Interval, Recording } from '../domain/model'
import type { DayPlan } from '../domain/plan/day-plan'
import { DAY } from '../domain/time'
import { RecordingSourceError } from '../ports/recording-source'
import { insert, replace } from '../ports/store'
import { distinctCameras } from './cameras'
import type { ClassRecord } from './documents/classes'
import { deterministicId } from './documents/ids'
import { read, readAll } from './documents/read'
import {
  CAMERA_ANSWERS,
  CAMERA_DAYS,
  type CameraAnswer,
  cameraDayId,
  RECORDINGS,
  recordingId,
} from './documents/recordings'
import { dayOn, daysOf } from './schedule'
import type { Server } from './server'

/** Asks the platform for each camera's part of a class-day and keeps the rows and the answer. */
export async function ingestDay(
  server: Server,
  record: ClassRecord,
  date: DateText,
  requestId: string,
): Promise<CameraAnswer[]> {
  const plan = dayOn(record.training, date)
  const now = server.clock.now()
  if (plan === null || plan.sessions.length === 0 || now <= plan.window.start) return []
  const span = { start: plan.window.start, end: Math.min(plan.window.end, now) }
  const answers: CameraAnswer[] = []
  for (const camera of distinctCameras(record.training.cameras)) {
    answers.push(await ingestCamera(server, { classId: record.id, date, camera, span, requestId }))
  }
  return answers
}

interface Question {
  readonly classId: string
  readonly date: DateText
  readonly camera: Camera
  readonly span: Interval
  readonly requestId: string
}

async function ingestCamera(server: Server, question: Question): Promise<CameraAnswer> {
  const askedAt = server.clock.now()
  const { state, problem, rows } = await ask(server, question)
  await keepRows(server, question, rows, askedAt)
  const { classId, date, camera } = question
  const answer: CameraAnswer = {
    id: cameraDayId(classId, date, camera),
    classId,
    date,
    deviceSerial: camera.deviceSerial,
    channelNo: camera.channelNo,
    askedAt,
    state,
    problem,
  }
  await keepAnswer(server, answer)
  return answer
}

type Told = Pick<CameraAnswer, 'state' | 'problem'> & { readonly rows: readonly Recording[] }

/** What could not be learned is an answer of its own: it never looks like an empty list. */
async function ask(server: Server, { camera, span, requestId }: Question): Promise<Told> {
  try {
    const rows = await server.recordingSource.recordings(camera, span, requestId)
    return { state: rows.length > 0 ? 'has-recordings' : 'no-recordings', problem: null, rows }
  } catch (error) {
    if (!(error instanceof RecordingSourceError)) throw error
    const state = error.fault === 'camera-offline' ? 'camera-offline' : 'unreachable'
    return { state, problem: error.message, rows: [] }
  }
}

async function keepRows(
  server: Server,
  { camera, span }: Question,
  rows: readonly Recording[],
  fetchedAt: Instant,
): Promise<void> {
  const byId = new Map(rows.map(row => [recordingId(row), row]))
  for (;;) {
    const known = await knownRows(server, camera, span, rows)
    const fresh = [...byId].filter(([id]) => !known.has(id))
    if (fresh.length === 0) return
    const inserts = fresh.map(([id, row]) => insert(RECORDINGS, { ...row, id, fetchedAt }))
    if ((await server.store.commit(inserts)).committed) return
    // Another request kept some of them meanwhile: once more, without those.
  }
}

async function knownRows(
  server: Server,
  { deviceSerial, channelNo }: Camera,
  span: Interval,
  rows: readonly Recording[],
): Promise<ReadonlySet<string>> {
  const from = Math.min(span.start - DAY, ...rows.map(row => row.startTime))
  const equal = [deviceSerial, channelNo]
  const known = await readAll(server.store, RECORDINGS, { index: 'byCamera', equal, from, to: span.end })
  return new Set(known.map(({ id }) => id))
}

/** An event when the answer is another than before; when it was asked last, every time. */
async function keepAnswer(server: Server, answer: CameraAnswer): Promise<void> {
  for (;;) {
    const found = await server.store.get(CAMERA_DAYS, answer.id)
    // A slower answer to an earlier question doesn't overwrite a later one.
    if (found && found.document.askedAt > answer.askedAt) return
    const latest = found ? replace(CAMERA_DAYS, answer, found.version) : insert(CAMERA_DAYS, answer)
    const same = found?.document.state === answer.state && found.document.problem === answer.problem
    const event = { ...answer, id: deterministicId(answer.id, String(answer.askedAt), answer.state) }
    const commit = await server.store.commit(same ? [latest] : [latest, insert(CAMERA_ANSWERS, event)])
    if (commit.committed) return
    if (commit.why === 'exists' && (await read(server.store, CAMERA_ANSWERS, event.id))) return
  }
}

/** Days that have begun and whose cameras have not all said what they hold after the day was over. */
export async function daysToAsk(server: Server, record: ClassRecord): Promise<DateText[]> {
  const now = server.clock.now()
  const dates: DateText[] = []
  for (const day of daysOf(record.training)) {
    if (day.window.start >= now || day.sessions.length === 0) continue
    if (!(await isSettled(server, record, day))) dates.push(day.date)
  }
  return dates
}

async function isSettled(server: Server, record: ClassRecord, { date, window }: DayPlan): Promise<boolean> {
  for (const camera of distinctCameras(record.training.cameras)) {
    const answer = await read(server.store, CAMERA_DAYS, cameraDayId(record.id, date, camera))
    const told = answer?.state === 'has-recordings' || answer?.state === 'no-recordings'
    if (!told || answer.askedAt <= window.end) return false
  }
  return true
}
