import type { DateText, Instant, Recording } from '../../../../domain/model'
import { DAY, dateOf, dateText, dayNumber, instantOf } from '../../../../domain/time'
import { insert, remove, type StoreReader, type Write } from '../../../../ports/store'
import { type Asking, CAMERA_DAYS, type CameraDay } from './new'
import { OLD_ANSWERS, OLD_CAMERA_DAYS, OLD_RECORDINGS, type OldAnswer, type OldRecording } from './old'
import { chained } from './streams'
import { documents, walk } from './walk'

type WriteDown = (writes: readonly Write[]) => Promise<void>

/** What was said of a camera's date, and the rows that touch it. */
interface Heard {
  readonly answers: OldAnswer[]
  readonly rows: OldRecording[]
}

/** What layout 1 knew of cameras fits into memory: no version of it could hold more than one class. */
export async function moveCameraAnswers(old: StoreReader, write: WriteDown): Promise<void> {
  const heard = new Map<string, Heard>()
  const of = (serial: string, channelNo: number, date: DateText): Heard => {
    const id = `${serial} ${channelNo} ${date}`
    const known = heard.get(id) ?? { answers: [], rows: [] }
    heard.set(id, known)
    return known
  }
  for await (const answer of documents(walk(old, OLD_ANSWERS, { index: 'byClassDay', equal: [] }))) {
    of(answer.deviceSerial, answer.channelNo, answer.date).answers.push(answer)
  }
  const latest: Write[] = []
  for await (const { document, version } of walk(old, OLD_CAMERA_DAYS, { index: 'byDate', equal: [] })) {
    if (document.events !== undefined) continue
    of(document.deviceSerial, document.channelNo, document.date).answers.push(document)
    latest.push(remove(OLD_CAMERA_DAYS, document.id, version))
  }
  for await (const row of documents(walk(old, OLD_RECORDINGS, { index: 'byCamera', equal: [] }))) {
    for (const date of datesOf(row)) of(row.deviceSerial, row.channelNo, date).rows.push(row)
  }
  // The old ones go first: they stand under the same name.
  await write(latest)
  await write([...heard].map(([id, found]) => insert(CAMERA_DAYS, cameraDay(id, found))))
}

function datesOf({ startTime, endTime }: Recording): DateText[] {
  const first = dateOf(startTime)
  const last = dateOf(Math.max(startTime, endTime - 1))
  return first === last ? [first] : [first, dateText(dayNumber(first) + 1)]
}

function cameraDay(id: string, { answers, rows }: Heard): CameraDay {
  const [channel = '', date = ''] = id.split(' ').slice(-2)
  const deviceSerial = id.slice(0, -` ${channel} ${date}`.length)
  const moments = [...answers.map(({ askedAt }) => askedAt), ...rows.map(({ fetchedAt }) => fetchedAt)]
  const times = [...new Set(moments)].sort((a, b) => a - b)
  const empty: CameraDay = {
    id,
    deviceSerial,
    channelNo: Number(channel),
    date,
    askedAt: times.at(-1) ?? null,
    events: [],
  }
  const events = times.map(at => askingAt(at, date, answers, rows))
  return chained(CAMERA_DAYS, empty, events)
}

/** Each time that rows came it was asked; an answer stood until there was another. */
function askingAt(
  at: Instant,
  date: DateText,
  answers: readonly OldAnswer[],
  rows: readonly OldRecording[],
): Asking {
  const midnight = instantOf(date, '00:00')
  const standing = answers
    .filter(({ askedAt }) => askedAt <= at)
    .sort((a, b) => a.askedAt - b.askedAt)
    .at(-1)
  return {
    type: 'asked',
    at,
    span: { start: midnight, end: Math.max(midnight, Math.min(midnight + DAY - 1, at)) },
    silence: standing ? silenceOf(standing) : 'not-asked',
    problem: standing?.problem ?? null,
    came: rows.filter(({ fetchedAt }) => fetchedAt === at).map(rowOf),
    gone: [],
  }
}

function silenceOf({ state }: OldAnswer): Asking['silence'] {
  return state === 'camera-offline' || state === 'unreachable' ? state : null
}

function rowOf({ deviceSerial, channelNo, startTime, endTime, recType }: OldRecording): Recording {
  return { deviceSerial, channelNo, startTime, endTime, recType }
}
