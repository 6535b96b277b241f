import type { Camera, CheckIn, DateText, Decision, Recording } from '../domain/model'
import { dateText, dayNumber } from '../domain/time'
import type { StoreReader } from '../ports/store'
import {
  backwardRowsOf,
  CAMERA_DAYS,
  type CameraDayStream,
  distinctCameras,
  emptyCameraDay,
  rowKey,
  rowsOf,
} from './documents/camera-days'
import {
  CLASS_DAYS,
  type ClassDayStream,
  classDayId,
  type DecisionEvent,
  decisionsIn,
  emptyClassDay,
} from './documents/class-days'
import { type ClassRecord, TRAINEES, type TraineeRecord } from './documents/classes'
import { read, readAll } from './documents/read'
import {
  type Attempt,
  attemptsOf,
  type FaceFound,
  TRAINEE_DAYS,
  type TraineeDayStream,
  timeOf,
  type Witnessing,
  witnessingsOf,
} from './documents/trainee-days'
import { atATime } from './judging/at-a-time'
import { daysOf } from './schedule'

/** So many are read together, where each waits for a distant store. */
const CLASSES_AT_A_TIME = 6

/** All that was kept about one class, or about one of its days, in the words of the rules. */
export interface ClassEvidence {
  readonly record: ClassRecord
  readonly trainees: readonly TraineeRecord[]
  readonly checkIns: readonly CheckIn[]
  readonly recordings: readonly Recording[]
  readonly decisions: readonly Decision[]
}

/** Of one day, with the streams themselves, for those who show or seal them. */
export interface DayEvidence extends ClassEvidence {
  readonly date: DateText
  readonly traineeDays: readonly TraineeDayStream[]
  /** These, and those of the dates beside this one. */
  readonly traineeDaysAround: readonly TraineeDayStream[]
  /** Of each distinct camera, on this date and on those beside it. */
  readonly cameraDays: readonly CameraDayStream[]
  readonly classDay: ClassDayStream
}

/** Of all days of some classes. A camera that several of them share is asked about once. */
export async function loadClasses(
  store: StoreReader,
  records: readonly ClassRecord[],
): Promise<ClassEvidence[]> {
  const wanted = records.map(({ training }) => ({
    cameras: training.cameras,
    dates: [...new Set(daysOf(training).flatMap(({ date }) => withNeighbours(date)))],
  }))
  const cameraDays = await cameraDaysOf(store, wanted)
  const classes: ClassEvidence[] = []
  await atATime(CLASSES_AT_A_TIME, [...records.entries()], async ([place, record]) => {
    const acts = await loadActs(store, record)
    classes[place] = { ...acts, recordings: recordingsOf(cameraDays[place] ?? []) }
    return true
  })
  return classes
}

/** What people did in a class, without what its cameras recorded. */
export async function loadActs(
  store: StoreReader,
  record: ClassRecord,
): Promise<Omit<ClassEvidence, 'recordings'>> {
  const ofClass = { index: 'byClassDay', equal: [record.id] }
  const [traineeDays, classDays, trainees] = await Promise.all([
    readAll(store, TRAINEE_DAYS, ofClass),
    readAll(store, CLASS_DAYS, ofClass),
    traineesOf(store, record),
  ])
  return {
    record,
    trainees,
    checkIns: traineeDays.flatMap(checkInsOf),
    decisions: classDays.flatMap(decisionRowsOf),
  }
}

/**
 * What one class-day is judged by. Windows and recordings near midnight reach into the neighbouring dates, so their
 * streams are looked at too.
 */
export async function loadDay(store: StoreReader, record: ClassRecord, date: DateText): Promise<DayEvidence> {
  const dates = withNeighbours(date)
  const range = { index: 'byClassDay', equal: [record.id], from: dates[0]!, to: dates[2]! }
  const [around, [cameraDays = []], kept, trainees] = await Promise.all([
    readAll(store, TRAINEE_DAYS, range),
    cameraDaysOf(store, [{ cameras: record.training.cameras, dates }]),
    read(store, CLASS_DAYS, classDayId(record.id, date)),
    traineesOf(store, record),
  ])
  const classDay = kept ?? emptyClassDay(record.id, date)
  return {
    record,
    trainees,
    date,
    checkIns: around.flatMap(checkInsOf),
    recordings: recordingsOf(cameraDays),
    decisions: decisionRowsOf(classDay),
    traineeDays: around.filter(stream => stream.date === date),
    traineeDaysAround: around,
    cameraDays,
    classDay,
  }
}

function traineesOf(store: StoreReader, { id }: ClassRecord): Promise<TraineeRecord[]> {
  return readAll(store, TRAINEES, { index: 'byClass', equal: [id] })
}

/** The date before, the date, the date after. */
export function withNeighbours(date: DateText): [DateText, DateText, DateText] {
  const day = dayNumber(date)
  return [dateText(day - 1), date, dateText(day + 1)]
}

interface CamerasOn {
  readonly cameras: readonly Camera[]
  readonly dates: readonly DateText[]
}

/** For each of the wanted: of each of its distinct cameras its dates; one that nobody asked about yet is an empty stream. */
async function cameraDaysOf(
  store: StoreReader,
  wanted: readonly CamerasOn[],
): Promise<readonly CameraDayStream[][]> {
  const byId = new Map<string, CameraDayStream>()
  const distinct = distinctCameras(wanted.flatMap(({ cameras }) => cameras))
  await atATime(CLASSES_AT_A_TIME, distinct, async camera => {
    // One list in place of a question for each date: a class has some thirty.
    for (const stream of await readAll(store, CAMERA_DAYS, rangeOf(camera, wanted)))
      byId.set(stream.id, stream)
    return true
  })
  return wanted.map(({ cameras, dates }) =>
    distinctCameras(cameras).flatMap(camera =>
      dates.map(date => {
        const empty = emptyCameraDay(camera, date)
        return byId.get(empty.id) ?? empty
      }),
    ),
  )
}

/** From the first to the last date on which anybody wants it. */
function rangeOf({ deviceSerial, channelNo }: Camera, wanted: readonly CamerasOn[]) {
  const dates = wanted.flatMap(({ cameras, dates }) =>
    cameras.some(one => one.deviceSerial === deviceSerial && one.channelNo === channelNo) ? dates : [],
  )
  const [from, to] = [dates.reduce(earlier, dates[0] ?? ''), dates.reduce(later, '')]
  return { index: 'byCamera', equal: [deviceSerial, channelNo], from, to }
}

function earlier(one: DateText, other: DateText): DateText {
  return one < other ? one : other
}

function later(one: DateText, other: DateText): DateText {
  return one > other ? one : other
}

export async function cameraDay(
  store: StoreReader,
  camera: Camera,
  date: DateText,
): Promise<CameraDayStream> {
  const empty = emptyCameraDay(camera, date)
  return (await read(store, CAMERA_DAYS, empty.id)) ?? empty
}

/** An attempt that waits for its witness is no check-in yet; one that was refused never will be. */
export function checkInsOf(stream: TraineeDayStream): CheckIn[] {
  const witnessings = witnessingsOf(stream)
  return attemptsOf(stream)
    .filter(({ refusal }) => refusal === null)
    .flatMap(attempt => checkInOf(stream.traineeId, attempt, witnessings.get(attempt.attemptId)) ?? [])
}

function checkInOf(traineeId: string, attempt: Attempt, witnessing: Witnessing | undefined): CheckIn | null {
  const { attemptId, kind, face, location, deviceId } = attempt
  const common = {
    id: attemptId,
    traineeId,
    kind,
    at: timeOf(attempt),
    ...(location && { location }),
    ...(deviceId !== null && { deviceId }),
  }
  if (face && faceHolds(attempt)) return { ...common, method: 'face', face: asInDataset(face) }
  if (witnessing === undefined) {
    // A dataset names faces that were not recognised, too: they count for nothing, and stand in the next one again.
    return face && attempt.source === 'import' ? { ...common, method: 'face', face: asInDataset(face) } : null
  }
  return { ...common, method: 'witnessed', witness: { by: witnessing.by, reason: witnessing.reason } }
}

/** The rules and the dataset know yes and no: what was not found out is no. */
function asInDataset({ matched, live }: FaceFound): NonNullable<CheckIn['face']> {
  return { matched: matched === true, live: live === true }
}

/** A face that was matched alive needs no witness. When it was tapped is the phone's word alone in a late arrival. */
export function faceHolds({ face, tappedAt }: Attempt): boolean {
  return tappedAt === null && face?.matched === true && face.live === true
}

/** A row that crosses midnight is listed on both dates; the longer of the two knows more. */
export function recordingsOf(cameraDays: readonly CameraDayStream[]): Recording[] {
  const latest = new Map<string, Recording>()
  for (const stream of cameraDays) {
    for (const row of rowsOf(stream)) {
      const key = [row.deviceSerial, row.channelNo, rowKey(row)].join(' ')
      const known = latest.get(key)
      if (known === undefined || row.endTime > known.endTime) latest.set(key, row)
    }
  }
  return [...latest.values(), ...cameraDays.flatMap(backwardRowsOf)]
}

/** In the order given. */
export function decisionRowsOf(stream: ClassDayStream): Decision[] {
  return decisionsIn(stream).map(event => decisionOf(stream, event))
}

function decisionOf({ classId, date }: ClassDayStream, event: DecisionEvent): Decision {
  const { traineeId, verdict, hours, by, at, reason } = event
  return {
    classId,
    date,
    ...(traineeId !== null && { traineeId }),
    verdict,
    ...(hours !== null && { hours }),
    by,
    at,
    reason,
  }
}
