import type { CheckIn, Decision, Instant, Project, Recording, Trainee } from '../../domain/model'
import { formatYuan } from '../../domain/money'
import { formatInstant } from '../../domain/time'
import type { Secrets } from '../../ports/secrets'
import type { StoreReader } from '../../ports/store'
import { CAMERA_DAYS, distinctCameras } from '../documents/camera-days'
import { CLASSES, type ClassRecord, PROJECTS, type TraineeRecord } from '../documents/classes'
import { readAll } from '../documents/read'
import { loadActs, recordingsOf } from '../evidence'
import { withIdNumber, withoutIdNumber } from '../id-numbers/seal'

/** What is exported: everything, one project's classes, or one class. */
export interface Selection {
  readonly projectId?: string | undefined
  readonly classId?: string | undefined
}

interface ExportOptions extends Selection {
  /** R10, for those who evaluate the file. */
  readonly asOf?: Instant | undefined
  /** Opens ID numbers, which are left out otherwise. */
  readonly secrets?: Secrets | undefined
  readonly onClass?: ((begun: number, of: number) => void) | undefined
}

/**
 * What a store holds, as lines of a dataset file. A check-in that still waits for its witness is no check-in yet and
 * is not among them. Of a camera, all recordings are, whenever they were made: whoever reads the file judges which
 * count. Class by class, so that a city needs the memory of one class.
 */
export async function* exportLines(store: StoreReader, options: ExportOptions): AsyncGenerator<string> {
  const classes = await selectedClasses(store, options)
  if (options.asOf !== undefined) yield line('asOf', { asOf: formatInstant(options.asOf) })
  for (const project of await selectedProjects(store, options, classes)) yield line('project', project)
  const cameras = new Set<string>()
  for (const [i, record] of classes.entries()) {
    options.onClass?.(i + 1, classes.length)
    yield* classLines(store, record, options.secrets)
    for (const camera of distinctCameras(record.training.cameras)) {
      const { deviceSerial, channelNo } = camera
      // What several classes share is exported once.
      if (cameras.has(`${deviceSerial} ${channelNo}`)) continue
      cameras.add(`${deviceSerial} ${channelNo}`)
      const days = await readAll(store, CAMERA_DAYS, { index: 'byCamera', equal: [deviceSerial, channelNo] })
      for (const clip of recordingsOf(days)) yield line('recording', recordingRow(clip))
    }
  }
}

export async function selectedClasses(
  store: StoreReader,
  { projectId, classId }: Selection,
): Promise<ClassRecord[]> {
  const records = await readAll(store, CLASSES, { index: 'byId', equal: [] })
  return records.filter(
    ({ id, training }) => (projectId ?? training.projectId) === training.projectId && (classId ?? id) === id,
  )
}

/** Those of the classes; without a class named, also projects that have none yet. */
async function selectedProjects(
  store: StoreReader,
  { projectId, classId }: Selection,
  classes: readonly ClassRecord[],
): Promise<Project[]> {
  const projects = await readAll(store, PROJECTS, { index: 'byId', equal: [] })
  const ofClasses = new Set(classes.map(({ training }) => training.projectId))
  return projects.filter(({ id }) => ofClasses.has(id) || (classId === undefined && (projectId ?? id) === id))
}

async function* classLines(
  store: StoreReader,
  record: ClassRecord,
  secrets: Secrets | undefined,
): AsyncGenerator<string> {
  const { trainees, checkIns, decisions } = await loadActs(store, record)
  yield line('class', record.training)
  for (const trainee of trainees) yield line('trainee', traineeRow(trainee, secrets))
  for (const checkIn of checkIns) yield line('checkIn', checkInRow(checkIn))
  for (const decision of decisions) yield line('decision', decisionRow(decision))
}

function traineeRow(record: TraineeRecord, secrets: Secrets | undefined): object {
  const trainee = secrets ? withIdNumber(record, secrets) : withoutIdNumber(record)
  const { name, employment, ...rest }: Trainee = trainee
  return {
    ...rest,
    // An import that was given no name calls people by their ids.
    ...(name !== rest.id && { name }),
    ...(employment && { employment: employmentRow(employment) }),
  }
}

function employmentRow({ monthlyWageFen, ...rest }: NonNullable<Trainee['employment']>): object {
  return { ...rest, monthlyWageYuan: formatYuan(monthlyWageFen) }
}

function checkInRow(checkIn: CheckIn): object {
  return { ...checkIn, at: formatInstant(checkIn.at) }
}

/** Key by key: an adapter's rows, and with them those kept long ago, may say more than the format knows. */
function recordingRow({ deviceSerial, channelNo, startTime, endTime, recType }: Recording): object {
  return { deviceSerial, channelNo, startTime, endTime, recType }
}

function decisionRow(decision: Decision): object {
  return { ...decision, at: formatInstant(decision.at) }
}

function line(type: string, row: object): string {
  return `${JSON.stringify({ type, ...row })}\n`
}
