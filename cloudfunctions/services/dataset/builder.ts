import { ARRAYS, type Row, type RowType, rows } from '../../contract/dataset'
import { problemsOf } from '../../contract/problem'
import { addCheckIn, type Dataset } from '../../domain/dataset'
import { CheckInTable, COUNTS, LOCATED, START } from '../../domain/evidence/check-in-table'
import { IdTable } from '../../domain/evidence/id-table'
import { cameraKey, RecordingTable } from '../../domain/evidence/recording-table'
import type { CheckIn, Decision, Instant, Project, Trainee, TrainingClass } from '../../domain/model'
import { checkDecision, checkTrainingClass } from './checks'
import type { FastCheckIn, FastRecording } from './fast-lane'
import { Positions } from './positions'
import { ProblemList } from './problem-list'
import { toCheckIn, toDecision, toTrainee, toTrainingClass } from './rows'

export interface BuilderOptions {
  /** Bytes of the file, if known: how much room to set aside. Room that stays empty takes no memory. */
  readonly bytes?: number | undefined
  /** Names are for people only; an evaluation of millions does without. */
  readonly keepNames?: boolean | undefined
  /** `line 12` or `checkIns[12]`. */
  readonly pathOf: (type: RowType, position: number) => string
}

/** A row's id, and whether the row itself is whole. A broken one is known, so that what names it is not blamed too. */
interface Known<T> {
  readonly position: number
  readonly row: T | null
}

/** Takes rows one by one, in any order, and gives the dataset, or all that is wrong with it. */
export class DatasetBuilder {
  readonly problems = new ProblemList()
  readonly #projects = new Map<string, Known<Project>>()
  readonly #classes = new Map<string, Known<TrainingClass>>()
  readonly #traineeIds: IdTable
  /** By number of the trainee's id; undefined: named, but not yet given. */
  readonly #trainees: (Known<Trainee> | undefined)[] = []
  readonly #checkIns: CheckInTable
  readonly #checkInPositions = new Positions()
  readonly #recordings: RecordingTable
  readonly #decisions: { readonly decision: Decision; readonly position: number }[] = []
  #asOf: Instant | null = null

  constructor(readonly options: BuilderOptions) {
    // The shortest useful line of a check-in has about 140 bytes, of a clip about 100.
    const bytes = options.bytes ?? 1 << 16
    this.#checkIns = new CheckInTable(Math.ceil(bytes / 140) + 16)
    this.#recordings = new RecordingTable(Math.ceil(bytes / 100) + 16)
    this.#traineeIds = new IdTable(1024)
  }

  setAsOf(asOf: Instant): void {
    this.#asOf = asOf
  }

  /** A row as JSON gave it, of any shape. */
  add(type: RowType, value: unknown, position: number): void {
    const parsed = rows[type].safeParse(value, { reportInput: true })
    if (parsed.success) return this.#keep(type, parsed.data, position)
    this.problems.addAll(problemsOf(parsed.error, this.options.pathOf(type, position)))
    this.#keepBroken(type, value, position)
  }

  /** A check-in from the fast lane, already whole. */
  addFastCheckIn(found: FastCheckIn, source: Uint8Array, position: number): void {
    const table = this.#checkIns
    const before = table.size
    const row = table.ids.intern(source, found.idFrom, found.idTo)
    if (row < before) return this.#usedTwice('checkIn', table.ids.text(row), position)
    this.#checkInPositions.add(row, position)
    table.set(row, {
      trainee: this.#traineeIds.intern(source, found.traineeFrom, found.traineeTo),
      at: found.at,
      marks:
        (found.start ? START : 0) |
        (found.matched && found.live ? COUNTS : 0) |
        (found.located ? LOCATED : 0),
      location: found.located ? found : null,
      device: found.deviceTo === 0 ? -1 : table.devices.intern(source, found.deviceFrom, found.deviceTo),
    })
  }

  addFastRecording(found: FastRecording): void {
    this.#recordings.add(
      this.#recordings.cameras.intern(found.cameraKey, 0, found.cameraKeyLength),
      found.startTime,
      found.endTime,
    )
  }

  /** The dataset when nothing was wrong; null with {@link problems} otherwise. */
  finish(): Dataset | null {
    this.#checkClasses()
    this.#checkTrainees()
    this.#checkCheckIns()
    this.#checkDecisions()
    if (this.problems.size > 0) return null
    return {
      asOf: this.#asOf,
      projects: whole(this.#projects.values()),
      classes: whole(this.#classes.values()),
      trainees: whole(this.#trainees),
      checkIns: this.#checkIns,
      traineeIds: this.#traineeIds,
      recordings: this.#recordings,
      decisions: this.#decisions.map(({ decision }) => decision),
    }
  }

  #keep(type: RowType, row: Row<RowType>, position: number): void {
    const keep = this.#keepers[type] as (row: Row<RowType>, position: number) => void
    keep(row, position)
  }

  readonly #keepers: { readonly [T in RowType]: (row: Row<T>, position: number) => void } = {
    project: (row, position) => this.#define('project', this.#projects, row.id, toProject(row), position),
    class: (row, position) => this.#define('class', this.#classes, row.id, toTrainingClass(row), position),
    trainee: (row, position) =>
      this.#defineTrainee(row.id, toTrainee(row, this.options.keepNames ?? false), position),
    checkIn: (row, position) => this.#addCheckIn(toCheckIn(row), position),
    recording: row =>
      this.#recordings.add(this.#recordings.cameras.internText(cameraKey(row)), row.startTime, row.endTime),
    decision: (row, position) => {
      this.#decisions.push({ decision: toDecision(row), position })
    },
  }

  #keepBroken(type: RowType, value: unknown, position: number): void {
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
    if (typeof id !== 'string' || id === '') return
    if (type === 'project') this.#define(type, this.#projects, id, null, position)
    if (type === 'class') this.#define(type, this.#classes, id, null, position)
    if (type === 'trainee') this.#defineTrainee(id, null, position)
  }

  #define<T>(type: RowType, known: Map<string, Known<T>>, id: string, row: T | null, position: number): void {
    if (known.has(id)) this.#usedTwice(type, id, position)
    else known.set(id, { position, row })
  }

  #defineTrainee(id: string, row: Trainee | null, position: number): void {
    const number = this.#traineeIds.internText(id)
    if (this.#trainees[number] !== undefined) return this.#usedTwice('trainee', id, position)
    while (this.#trainees.length < number) this.#trainees.push(undefined)
    this.#trainees[number] = { position, row }
  }

  #addCheckIn(checkIn: CheckIn, position: number): void {
    if (addCheckIn(this.#checkIns, this.#traineeIds, checkIn)) {
      this.#checkInPositions.add(this.#checkIns.size - 1, position)
    } else this.#usedTwice('checkIn', checkIn.id, position)
  }

  #usedTwice(type: RowType, id: string, position: number): void {
    this.#problem(type, position, 'id', `“${id}”已用过，编号不能重复`)
  }

  #checkClasses(): void {
    for (const { row, position } of this.#classes.values()) {
      if (row === null) continue
      if (!this.#projects.has(row.projectId)) {
        this.#problem('class', position, 'projectId', `文件里没有项目“${row.projectId}”，请补上或改正`)
      }
      for (const { path, what } of checkTrainingClass(row)) this.#problem('class', position, path, what)
    }
  }

  #checkTrainees(): void {
    for (const known of this.#trainees) {
      if (known?.row && !this.#classes.has(known.row.classId)) {
        this.#problem(
          'trainee',
          known.position,
          'classId',
          `文件里没有班级“${known.row.classId}”，请补上或改正`,
        )
      }
    }
  }

  #checkCheckIns(): void {
    const { trainee, size } = this.#checkIns
    for (let row = 0; row < size && !this.problems.full; row++) {
      if (this.#trainees[trainee[row]!] === undefined) {
        const id = this.#traineeIds.text(trainee[row]!)
        this.#problem('checkIn', this.#checkInPositions.of(row), 'traineeId', noTrainee(id))
      }
    }
  }

  #checkDecisions(): void {
    for (const { decision, position } of this.#decisions) {
      for (const { path, what } of this.#decisionProblems(decision))
        this.#problem('decision', position, path, what)
    }
  }

  #decisionProblems(decision: Decision): readonly { readonly path: string; readonly what: string }[] {
    const known = this.#classes.get(decision.classId)
    const problems = checkDecision(decision, known?.row ?? null)
    if (known === undefined) {
      problems.push({ path: 'classId', what: `文件里没有班级“${decision.classId}”，请补上或改正` })
    }
    if (decision.traineeId !== undefined) {
      const number = this.#traineeIds.find(decision.traineeId)
      const trainee = number === null ? undefined : this.#trainees[number]
      if (trainee === undefined) problems.push({ path: 'traineeId', what: noTrainee(decision.traineeId) })
      else if (known && trainee.row && trainee.row.classId !== decision.classId) {
        const what = `学员“${decision.traineeId}”在班级“${trainee.row.classId}”，不在“${decision.classId}”`
        problems.push({ path: 'traineeId', what })
      }
    }
    return problems
  }

  #problem(type: RowType, position: number, path: string, what: string): void {
    this.problems.add(`${this.options.pathOf(type, position)}.${path}`, what)
  }
}

function noTrainee(id: string): string {
  return `文件里没有学员“${id}”，请补上或改正`
}

function toProject({ contractsSignedOn, ...project }: Row<'project'>): Project {
  return contractsSignedOn === undefined ? project : { ...project, contractsSignedOn }
}

function whole<T>(known: Iterable<Known<T> | undefined>): T[] {
  const found: T[] = []
  for (const entry of known) if (entry?.row) found.push(entry.row)
  return found
}

/** The name of a row's array in the JSON form. */
export function arrayOf(type: RowType): string {
  return Object.keys(ARRAYS).find(name => ARRAYS[name] === type) ?? type
}
