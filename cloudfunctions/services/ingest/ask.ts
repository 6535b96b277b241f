import type { Camera, DateText, Instant, Interval, Recording } from '../../domain/model'
import { type CameraSilence, RETENTION_MS } from '../../domain/recording/knowledge'
import { DAY, instantOf, MINUTE } from '../../domain/time'
import { RecordingSourceError } from '../../ports/recording-source'
import { insert, replace, type Write } from '../../ports/store'
import {
  type Asking,
  CAMERA_DAYS,
  type CameraDayStream,
  emptyCameraDay,
  goneRows,
  lastAsking,
  rowKey,
  rowsOf,
} from '../documents/camera-days'
import { markDirty } from '../judging/dirty'
import type { Server } from '../server'
import { append } from '../streams/chain'
import { CameraTimetable, type ClassDayOfCamera } from './camera-timetable'
import { NIGHT_MS } from './due'
import { newRows, rowsNotListed } from './rows'

/** A recording that only grew is written down at most this often. */
const GROWTH_EVERY_MS = 2 * MINUTE

/** What asking needs of the server. */
export type AskingServer = Pick<Server, 'store' | 'clock' | 'recordingSource'>

/**
 * Asks the platform what a camera recorded on a date, and keeps what it said: rows, or why there is no answer. What
 * could not be learned is an answer of its own and never looks like an empty list.
 * @param timetable left out: it is read
 * @returns the camera's date as it is known now
 * @throws StoreError
 */
export async function askCameraDay(
  server: AskingServer,
  camera: Camera,
  date: DateText,
  requestId: string,
  timetable?: CameraTimetable,
): Promise<CameraDayStream> {
  const at = server.clock.now()
  const span = spanOf(date, at)
  const told = await ask(server, camera, span, requestId)
  const users = async () =>
    (timetable ?? (await CameraTimetable.read(server.store))).classDaysOf(camera, date)
  return keep(server, emptyCameraDay(camera, date), { at, span, ...told }, users)
}

/** The date from midnight to midnight in Shanghai, or to now. */
function spanOf(date: DateText, now: Instant): Interval {
  const start = instantOf(date, '00:00')
  return { start, end: Math.max(start, Math.min(start + DAY - 1, now)) }
}

interface Told {
  readonly rows: readonly Recording[]
  readonly silence: CameraSilence | null
  readonly problem: string | null
}

async function ask(server: AskingServer, camera: Camera, span: Interval, requestId: string): Promise<Told> {
  try {
    const { rows, setback } = await server.recordingSource.recordings(camera, span, requestId)
    return setback ? { rows, ...silenceAfter(setback) } : { rows, silence: null, problem: null }
  } catch (error) {
    if (!(error instanceof RecordingSourceError)) throw error
    return { rows: [], ...silenceAfter(error) }
  }
}

function silenceAfter({ fault, message }: RecordingSourceError): Omit<Told, 'rows'> {
  return { silence: fault === 'camera-offline' ? 'camera-offline' : 'unreachable', problem: message }
}

type Answer = Told & Pick<Asking, 'at' | 'span'>

/** The class-days that an answer bears upon. */
type Users = () => Promise<readonly ClassDayOfCamera[]>

async function keep(
  server: AskingServer,
  empty: CameraDayStream,
  answer: Answer,
  users: Users,
): Promise<CameraDayStream> {
  for (;;) {
    const found = await server.store.get(CAMERA_DAYS, empty.id)
    const stream = found?.document ?? empty
    if (isOvertaken(stream, answer, server.clock.now())) return stream
    const { longer, marks } = await withAnswer(stream, answer, users)
    const write = found ? replace(CAMERA_DAYS, longer, found.version) : insert(CAMERA_DAYS, longer)
    if ((await server.store.commit([write, ...marks])).committed) return longer
  }
}

/**
 * A slower answer to an earlier question doesn't overwrite a later one. What seems to have been asked later than now
 * was asked before the clock was set back.
 */
function isOvertaken({ askedAt }: CameraDayStream, { at }: Answer, now: Instant): boolean {
  return askedAt !== null && at < askedAt && askedAt <= now
}

async function withAnswer(
  stream: CameraDayStream,
  answer: Answer,
  users: Users,
): Promise<{ longer: CameraDayStream; marks: Write[] }> {
  const event = askingOf(stream, answer)
  const asked = { ...stream, askedAt: answer.at }
  if (!isWorthAnEvent(stream, event)) return { longer: asked, marks: [] }
  const marks = (await users()).map(({ classId, date }) => markDirty(classId, date))
  return { longer: append(CAMERA_DAYS, asked, event), marks }
}

function askingOf(stream: CameraDayStream, { at, span, rows, silence, problem }: Answer): Asking {
  const late = at > span.end + RETENTION_MS
  const told = silence === null
  return {
    type: 'asked',
    at,
    span,
    silence: told && late && !wasTold(stream) ? 'retention-passed' : silence,
    problem,
    came: newRows(stream, rows),
    // Once the platform may have dropped what is old, a row that is not listed is no news.
    gone: told && !late ? rowsNotListed(stream, rows) : [],
  }
}

/** Whether the platform has told all that it held of the date, from its night on, while it surely held it. */
function wasTold({ date, events }: CameraDayStream): boolean {
  const night = instantOf(date, '00:00') + NIGHT_MS
  return events.some(event => event.type === 'asked' && event.silence === null && event.at >= night)
}

/** Another answer than before; or the same, with what only grew, after so long that it says more by its time. */
function isWorthAnEvent(stream: CameraDayStream, event: Asking): boolean {
  const last = lastAsking(stream)
  if (last === null || last.silence !== event.silence || last.problem !== event.problem) return true
  if (event.gone.length > 0 || hasOtherRows(stream, event)) return true
  // The clock may have been set back since.
  return Math.abs(event.at - last.at) >= GROWTH_EVERY_MS
}

/** Rows that are listed for the first time, or again: not only longer. */
function hasOtherRows(stream: CameraDayStream, { came }: Asking): boolean {
  const gone = new Set(goneRows(stream).map(rowKey))
  const listed = new Set(rowsOf(stream).map(rowKey))
  return came.some(row => !listed.has(rowKey(row)) || gone.has(rowKey(row)))
}
