import type { Camera, DateText, Instant, Interval, Recording } from '../../domain/model'
import { type Asked, type CameraSilence, silenceOf } from '../../domain/recording/knowledge'
import { mergeRuns } from '../../domain/recording/runs'
import { SECOND } from '../../domain/time'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** A row's place on a camera: the platform lists a recording under way again and again, each time with a later end. */
export type RowKey = Pick<Recording, 'recType' | 'startTime'>

/** Event: the platform was asked what a camera recorded on a date, and this is what it said. */
export interface Asking extends Event {
  readonly type: 'asked'
  /** When it was asked, by the server's clock. */
  readonly at: Instant
  readonly span: Interval
  /** Null: it told all that it holds. */
  readonly silence: CameraSilence | null
  /** What went wrong, in a sentence. */
  readonly problem: string | null
  /** Rows as the platform gave them that it had not given before, or not with this end. */
  readonly came: readonly Recording[]
  /** Rows given before that it does not list any more, though it told all that it holds. */
  readonly gone: readonly RowKey[]
}

/** Event: kept by a dataset's import, which says what was recorded and not who was asked. */
export interface ImportedRows extends Event {
  readonly type: 'imported'
  /** Until then these rows, with those imported before them, are all that was recorded: history can't be asked. */
  readonly until: Instant
  readonly came: readonly Recording[]
}

/** Event: a person had the platform record. What was recorded, the platform's rows alone say. */
export interface RecordingStarted extends Event {
  readonly type: 'recording-started'
  /** The platform's. */
  readonly taskId: string
  /** When the platform stops by itself. */
  readonly until: Instant
  readonly by: string
  readonly accountId: string
}

/** Event: a person had the platform stop before that. */
export interface RecordingStopped extends Event {
  readonly type: 'recording-stopped'
  readonly taskId: string
  readonly by: string
  readonly accountId: string
}

type CameraDayEvent = Asking | ImportedRows | RecordingStarted | RecordingStopped

/**
 * Stream: what is known of one camera on one calendar date in Asia/Shanghai, and since when. The camera may serve
 * several classes; what it recorded is one truth for all of them.
 */
export interface CameraDayStream extends Stream<CameraDayEvent> {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly date: DateText
  /** When it was last asked, also where nothing was worth an event; null: never. */
  readonly askedAt: Instant | null
}

export const CAMERA_DAYS: Collection<CameraDayStream> = {
  name: 'camera-days',
  unique: {},
  indexes: { byDate: ['date'], byCamera: ['deviceSerial', 'channelNo', 'date'] },
}

export function emptyCameraDay({ deviceSerial, channelNo }: Camera, date: DateText): CameraDayStream {
  return {
    id: `${deviceSerial} ${channelNo} ${date}`,
    deviceSerial,
    channelNo,
    date,
    askedAt: null,
    events: [],
  }
}

/** R2: a camera that a class names twice is one. */
export function distinctCameras(cameras: readonly Camera[]): Camera[] {
  const byKey = new Map(cameras.map(camera => [`${camera.deviceSerial} ${camera.channelNo}`, camera]))
  return [...byKey.values()]
}

/** The last asking; null: the platform was never asked. */
export function lastAsking({ events }: CameraDayStream): Asking | null {
  return events.filter(event => event.type === 'asked').at(-1) ?? null
}

/** Until when an import has told all that was recorded; null: there was none. */
function importedUntil({ events }: CameraDayStream): Instant | null {
  const untils = events.flatMap(event => (event.type === 'imported' ? event.until : []))
  return untils.length === 0 ? null : Math.max(...untils)
}

/**
 * What keeps the date from being known whose last session ends then; null: it is known. What was told whole stays
 * told: a school that switches its cameras off at night takes nothing back, and an import can't be asked again.
 */
export function silenceUntil(stream: CameraDayStream, lastSessionEnd: Instant): CameraSilence | null {
  const until = importedUntil(stream)
  const answers: Asked[] = stream.events.filter(event => event.type === 'asked')
  if (until !== null) answers.push({ at: until, silence: null })
  const told = answers.some(answer => silenceOf(answer, lastSessionEnd) === null)
  return told ? null : silenceOf(lastAsking(stream), lastSessionEnd)
}

/** What was learned last, by asking or by an import; null: nothing. */
export function lastAnswer(stream: CameraDayStream): Asked | null {
  const asking = lastAsking(stream)
  const until = importedUntil(stream)
  return until === null || (asking !== null && asking.at >= until) ? asking : { at: until, silence: null }
}

/**
 * All rows that were ever given, each with its latest end, in the order in which they first came. Rows of an import
 * that end before they start are left out here, since nothing grows of them; see {@link backwardRowsOf}.
 */
export function rowsOf({ events }: CameraDayStream): Recording[] {
  const latest = new Map<string, Recording>()
  for (const row of events.flatMap(event => cameWith(event).filter(one => !isBackward(event, one)))) {
    const known = latest.get(rowKey(row))
    if (known === undefined || row.endTime > known.endTime) latest.set(rowKey(row), row)
  }
  return [...latest.values()]
}

/** Rows of imports that end before they start (R2 reports them), as often as they were given. */
export function backwardRowsOf({ events }: CameraDayStream): Recording[] {
  return events.flatMap(event => cameWith(event).filter(row => isBackward(event, row)))
}

/** A row of the platform's own is not final: a recording that has just begun ends as it starts. */
function isBackward({ type }: CameraDayEvent, { startTime, endTime }: Recording): boolean {
  return type === 'imported' && endTime <= startTime
}

/** The rows that were given once and are not listed any more, neither as they were nor sliced otherwise. */
export function goneRows(stream: CameraDayStream): Recording[] {
  const rows = rowsOf(stream)
  let gone: Recording[] = []
  for (const event of stream.events) {
    const came = cameWith(event)
    gone = gone.filter(row => !came.some(one => rowKey(one) === rowKey(row)) && !isCovered(row, came))
    const went = new Set(event.type === 'asked' ? event.gone.map(rowKey) : [])
    gone.push(...rows.filter(row => went.has(rowKey(row))))
  }
  return rows.filter(row => gone.includes(row))
}

/** The platform may list two touching files as one from one day to the next. */
const JOINT_MS = 10 * SECOND

/** Whether rows of the same store hold all of a row's time, however they are sliced. */
export function isCovered(row: Recording, rows: readonly Recording[]): boolean {
  const sameStore = rows.filter(({ recType }) => recType === row.recType)
  const clips = sameStore.map(({ startTime, endTime }) => ({ start: startTime, end: endTime }))
  return mergeRuns(clips, JOINT_MS).some(({ start, end }) => start <= row.startTime && row.endTime <= end)
}

export function rowKey({ recType, startTime }: RowKey): string {
  return `${recType} ${startTime}`
}

function cameWith(event: CameraDayEvent): readonly Recording[] {
  return 'came' in event ? event.came : []
}

/** The recording that was started here on this date and runs at an instant; null: none. */
export function taskUnderWay({ events }: CameraDayStream, now: Instant): RecordingStarted | null {
  const last = events
    .filter(event => event.type === 'recording-started' || event.type === 'recording-stopped')
    .at(-1)
  return last?.type === 'recording-started' && now < last.until ? last : null
}
