import type { CheckIn, Decision, Project, Recording, TrainingClass } from '../domain/model'
import { DAY } from '../domain/time'
import type { StoreReader } from '../ports/store'
import { ATTEMPTS, type Attempt, WITNESSINGS, type Witnessing } from './documents/check-ins'
import { type ClassRecord, PROJECTS, TRAINEES, type TraineeRecord } from './documents/classes'
import { DECISIONS, type DecisionRecord } from './documents/decisions'
import { read, readAll } from './documents/read'
import { type FetchedRecording, RECORDINGS } from './documents/recordings'
import { daysOf } from './schedule'

/** All that was kept about one class, in the words of the rules. */
export interface ClassEvidence {
  readonly record: ClassRecord
  readonly project: Project | null
  readonly trainees: readonly TraineeRecord[]
  readonly checkIns: readonly CheckIn[]
  readonly recordings: readonly Recording[]
  /** By date, and in the order given within one. */
  readonly decisions: readonly DecisionRecord[]
}

export async function loadEvidence(store: StoreReader, record: ClassRecord): Promise<ClassEvidence> {
  const ofClass = [record.id]
  const attempts = await readAll(store, ATTEMPTS, { index: 'byClassDay', equal: ofClass })
  const witnessings = await readAll(store, WITNESSINGS, { index: 'byClassDay', equal: ofClass })
  return {
    record,
    project: await read(store, PROJECTS, record.training.projectId),
    trainees: await readAll(store, TRAINEES, { index: 'byClass', equal: ofClass }),
    checkIns: checkInsOf(attempts, witnessings),
    recordings: await recordingsOf(store, record.training),
    decisions: await readAll(store, DECISIONS, { index: 'inOrder', equal: ofClass }),
  }
}

/** An attempt that waits for its witness is no check-in yet; one that was refused never will be. */
function checkInsOf(attempts: readonly Attempt[], witnessings: readonly Witnessing[]): CheckIn[] {
  const witnessOf = new Map(witnessings.map(witnessing => [witnessing.id, witnessing]))
  return attempts
    .filter(attempt => attempt.refusal === null)
    .flatMap(attempt => checkInOf(attempt, witnessOf.get(attempt.id)) ?? [])
}

function checkInOf(attempt: Attempt, witnessing: Witnessing | undefined): CheckIn | null {
  const { id, traineeId, kind, at, face, location, deviceId } = attempt
  const common = {
    id,
    traineeId,
    kind,
    at,
    ...(location && { location }),
    ...(deviceId !== null && { deviceId }),
  }
  if (face?.matched && face.live) return { ...common, method: 'face', face }
  if (witnessing === undefined) return null
  return { ...common, method: 'witnessed', witness: { by: witnessing.by, reason: witnessing.reason } }
}

/** A file longer than this is not looked for: the platform cuts far sooner. */
const LONGEST_FILE_MS = DAY

/** The rows of the class's cameras that can touch its days; of a row that grew, the latest end. */
async function recordingsOf(store: StoreReader, training: TrainingClass): Promise<Recording[]> {
  const days = daysOf(training)
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const rows: FetchedRecording[] = []
  for (const { deviceSerial, channelNo } of training.cameras) {
    const range = { from: first.window.start - LONGEST_FILE_MS, to: last.window.end }
    const equal = [deviceSerial, channelNo]
    rows.push(...(await readAll(store, RECORDINGS, { index: 'byCamera', equal, ...range })))
  }
  return latestEnds(rows)
}

function latestEnds(rows: readonly FetchedRecording[]): Recording[] {
  const latest = new Map<string, FetchedRecording>()
  for (const row of rows) {
    const key = [row.deviceSerial, row.channelNo, row.recType, row.startTime].join(' ')
    const known = latest.get(key)
    if (known === undefined || row.endTime > known.endTime) latest.set(key, row)
  }
  return [...latest.values()].map(({ id: _, fetchedAt: __, ...recording }) => recording)
}

export function decisionOf({
  classId,
  date,
  traineeId,
  verdict,
  hours,
  by,
  at,
  reason,
}: DecisionRecord): Decision {
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
