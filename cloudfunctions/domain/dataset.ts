import { CheckInTable, marksOf } from './evidence/check-in-table'
import { IdTable } from './evidence/id-table'
import { cameraKey, RecordingTable } from './evidence/recording-table'
import type { CheckIn, Decision, Instant, Project, Recording, Trainee, TrainingClass } from './model'

/** Everything an evaluation needs, references checked. Check-ins and clips stand in tables, since there are many. */
export interface Dataset {
  /** R10: days whose window ends later are not evaluated. */
  readonly asOf: Instant | null
  readonly projects: readonly Project[]
  readonly classes: readonly TrainingClass[]
  readonly trainees: readonly Trainee[]
  readonly checkIns: CheckInTable
  /** The trainees whom `checkIns.trainee` numbers. */
  readonly traineeIds: IdTable
  readonly recordings: RecordingTable
  /** In the order given: of two at one instant the later one stands (R9). */
  readonly decisions: readonly Decision[]
}

export interface DatasetParts {
  readonly asOf?: Instant | null
  readonly projects?: readonly Project[]
  readonly classes?: readonly TrainingClass[]
  readonly trainees?: readonly Trainee[]
  readonly checkIns?: readonly CheckIn[]
  readonly recordings?: readonly Recording[]
  readonly decisions?: readonly Decision[]
}

/** A dataset from plain rows. The caller answers for unique ids and for references that hold. */
export function datasetOf(parts: DatasetParts): Dataset {
  const checkIns = new CheckInTable(Math.max(1, parts.checkIns?.length ?? 0))
  const recordings = new RecordingTable(Math.max(1, parts.recordings?.length ?? 0))
  const traineeIds = new IdTable()
  for (const checkIn of parts.checkIns ?? []) addCheckIn(checkIns, traineeIds, checkIn)
  for (const clip of parts.recordings ?? []) {
    recordings.add(recordings.cameras.internText(cameraKey(clip)), clip.startTime, clip.endTime)
  }
  return {
    asOf: parts.asOf ?? null,
    projects: parts.projects ?? [],
    classes: parts.classes ?? [],
    trainees: parts.trainees ?? [],
    checkIns,
    traineeIds,
    recordings,
    decisions: parts.decisions ?? [],
  }
}

/** Adds a check-in; answers false, changing nothing, when its id was there already. */
export function addCheckIn(table: CheckInTable, traineeIds: IdTable, checkIn: CheckIn): boolean {
  const before = table.size
  const row = table.ids.internText(checkIn.id)
  if (row < before) return false
  table.set(row, {
    trainee: traineeIds.internText(checkIn.traineeId),
    at: checkIn.at,
    marks: marksOf(checkIn),
    location: checkIn.location ?? null,
    device: checkIn.deviceId === undefined ? -1 : table.devices.internText(checkIn.deviceId),
  })
  return true
}
