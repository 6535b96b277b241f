import type { CheckIn, Decision, Recording, Trainee } from '../../domain/model'
import { formatYuan } from '../../domain/money'
import { formatInstant } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { readAll } from '../documents/read'
import { type ClassEvidence, loadClass } from '../evidence'
import { withoutIdNumber } from '../id-numbers/seal'

/** What is exported: everything, one project's classes, or one class. */
export interface Selection {
  readonly projectId?: string | undefined
  readonly classId?: string | undefined
}

/**
 * What a store holds, as lines of a dataset file. A check-in that still waits for its witness is no check-in yet and
 * is not among them. Class by class, so that a city needs the memory of one class.
 */
export async function* exportLines(store: StoreReader, selection: Selection): AsyncGenerator<string> {
  const told = new Told()
  for (const record of await readAll(store, CLASSES, { index: 'byId', equal: [] })) {
    if (isSelected(record, selection)) yield* classLines(await loadClass(store, record), told)
  }
}

function isSelected({ id, training }: ClassRecord, { projectId, classId }: Selection): boolean {
  return (projectId ?? training.projectId) === training.projectId && (classId ?? id) === id
}

/** What several classes share is exported once: their project, and clips of a camera that they share. */
class Told {
  readonly #keys = new Set<string>()

  first(...parts: readonly (string | number)[]): boolean {
    const key = JSON.stringify(parts)
    const first = !this.#keys.has(key)
    this.#keys.add(key)
    return first
  }
}

function* classLines(evidence: ClassEvidence, told: Told): Generator<string> {
  const { project, record, trainees, checkIns, recordings, decisions } = evidence
  if (project !== null && told.first('project', project.id)) yield line('project', project)
  yield line('class', record.training)
  for (const trainee of trainees) yield line('trainee', traineeRow(withoutIdNumber(trainee)))
  for (const checkIn of checkIns) yield line('checkIn', checkInRow(checkIn))
  for (const clip of recordings) if (told.first(...clipKey(clip))) yield line('recording', clip)
  for (const decision of decisions) yield line('decision', decisionRow(decision))
}

function clipKey({ deviceSerial, channelNo, recType, startTime, endTime }: Recording): (string | number)[] {
  return ['recording', deviceSerial, channelNo, recType, startTime, endTime]
}

function traineeRow({ employment, ...trainee }: Trainee): object {
  if (employment === undefined) return trainee
  const { monthlyWageFen, ...rest } = employment
  return { ...trainee, employment: { ...rest, monthlyWageYuan: formatYuan(monthlyWageFen) } }
}

function checkInRow(checkIn: CheckIn): object {
  return { ...checkIn, at: formatInstant(checkIn.at) }
}

function decisionRow(decision: Decision): object {
  return { ...decision, at: formatInstant(decision.at) }
}

function line(type: string, row: object): string {
  return `${JSON.stringify({ type, ...row })}\n`
}
