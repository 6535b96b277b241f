import type {
  Camera,
  CheckIn,
  DateText,
  Recording,
  TrainingClass,
} from '../../../cloudfunctions/domain/model'
import { DAY, dateOf, instantOf } from '../../../cloudfunctions/domain/time'
import { put, remove, type Store, type Write } from '../../../cloudfunctions/ports/store'
import {
  type Asking,
  CAMERA_DAYS,
  emptyCameraDay,
} from '../../../cloudfunctions/services/documents/camera-days'
import { CLASS_DAYS, emptyClassDay } from '../../../cloudfunctions/services/documents/class-days'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../../cloudfunctions/services/documents/classes'
import {
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../../../cloudfunctions/services/documents/trainee-days'
import { withNeighbours } from '../../../cloudfunctions/services/evidence'
import { markDirty } from '../../../cloudfunctions/services/judging/dirty'
import { daysOf, momentOf } from '../../../cloudfunctions/services/schedule'
import { append } from '../../../cloudfunctions/services/streams/chain'
import type { CaseFile } from '../../support/situation'
import { allDocuments } from '../kept'

/** A dataset as a store would hold it had it all happened here. */

/** As it was when it was opened, for the next case. */
export async function emptyStore(store: Store): Promise<void> {
  const kept = await allDocuments(store)
  const writes = kept.map(({ collection, id, version }) => remove(collection, id, version))
  const commit = await store.commit(writes)
  if (!commit.committed) throw new Error('the store could not be emptied')
}

/** When every camera was asked: long after everything. */
const ASKED_AT = instantOf('2024-06-06', '07:00')

/** @param silent cameras' dates, as `CAM1 2024-06-03`, at which the platform gave no answer */
export async function keepCase(
  store: Store,
  file: CaseFile,
  silent: ReadonlySet<string> = new Set(),
): Promise<void> {
  const classOf = new Map(file.trainees.map(({ id, classId }) => [id, classId]))
  const trainings = new Map(file.classes.map(held => [held.id, held]))
  const commit = await store.commit([
    ...file.projects.map(project => put(PROJECTS, project)),
    ...file.classes.map(training => put(CLASSES, recordOf(training))),
    ...file.trainees.map(({ idNumber: _, name = '', ...trainee }) =>
      put(TRAINEES, { ...trainee, name, idNumberSealed: null, idNumberIndex: '' }),
    ),
    ...traineeDays(file, checkIn => trainings.get(classOf.get(checkIn.traineeId) ?? '')),
    ...cameraDays(file, silent),
    ...classDays(file),
    ...file.classes.flatMap(held => daysOf(held).map(({ date }) => markDirty(held.id, date))),
  ])
  if (!commit.committed) throw new Error('the case could not be kept')
}

function recordOf(training: TrainingClass): ClassRecord {
  const { id } = training
  return { id, title: id, occupation: '', provider: 'S', room: null, training, lessonTitles: {} }
}

function traineeDays(
  { checkIns }: CaseFile,
  trainingOf: (checkIn: CheckIn) => TrainingClass | undefined,
): Write[] {
  const streams = new Map<string, TraineeDayStream>()
  for (const checkIn of checkIns) {
    const training = trainingOf(checkIn)
    if (training === undefined) continue
    const empty = emptyTraineeDay(checkIn.traineeId, training.id, momentOf(training, checkIn.at).date)
    const stream = append(TRAINEE_DAYS, streams.get(empty.id) ?? empty, {
      type: 'attempt',
      attemptId: checkIn.id,
      kind: checkIn.kind,
      at: checkIn.at,
      tappedAt: null,
      deviceId: checkIn.deviceId ?? null,
      location: checkIn.location ?? null,
      face: checkIn.face ?? null,
      refusal: null,
      source: 'app',
    })
    streams.set(empty.id, checkIn.witness ? witnessed(stream, checkIn.id, checkIn.witness) : stream)
  }
  return [...streams.values()].map(stream => put(TRAINEE_DAYS, stream))
}

function witnessed(
  stream: TraineeDayStream,
  attemptId: string,
  witness: { readonly by: string; readonly reason: string },
): TraineeDayStream {
  const more = { accountId: null, at: ASKED_AT, source: 'app' as const }
  return append(TRAINEE_DAYS, stream, { type: 'witnessing', attemptId, ...witness, ...more })
}

/** Each camera's date with the rows that touch it, as the platform would have listed them. */
function cameraDays({ classes, recordings }: CaseFile, silent: ReadonlySet<string>): Write[] {
  return classes.flatMap(training => {
    const dates = new Set(training.lessons.flatMap(({ date }) => withNeighbours(date)))
    return training.cameras.flatMap(camera =>
      [...dates].map(date => {
        const rows = recordings.filter(row => touches(row, camera, date))
        const asked = asking(rows, silent.has(`${camera.deviceSerial} ${date}`))
        return put(CAMERA_DAYS, append(CAMERA_DAYS, emptyCameraDay(camera, date), asked))
      }),
    )
  })
}

function touches(row: Recording, camera: Camera, date: DateText): boolean {
  if (row.deviceSerial !== camera.deviceSerial || row.channelNo !== camera.channelNo) return false
  return row.startTime < instantOf(date, '00:00') + DAY && dateOf(row.endTime) >= date
}

function asking(came: readonly Recording[], isSilent: boolean): Asking {
  return {
    type: 'asked',
    at: ASKED_AT,
    span: { start: 0, end: ASKED_AT },
    silence: isSilent ? 'camera-offline' : null,
    problem: isSilent ? '离线' : null,
    came,
    gone: [],
  }
}

function classDays({ decisions }: CaseFile): Write[] {
  const streams = new Map<string, ReturnType<typeof emptyClassDay>>()
  for (const [i, { classId, date, traineeId, hours, ...ruling }] of decisions.entries()) {
    const empty = emptyClassDay(classId, date)
    const stream = append(CLASS_DAYS, streams.get(empty.id) ?? empty, {
      type: 'decision',
      decisionId: `D${i}`,
      accountId: null,
      traineeId: traineeId ?? null,
      hours: hours ?? null,
      ...ruling,
    })
    streams.set(empty.id, stream)
  }
  return [...streams.values()].map(stream => put(CLASS_DAYS, stream))
}
