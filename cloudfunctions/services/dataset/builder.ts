import { parseRow, type Row, type RowType } from '../../contract/dataset'
import { type Problem, problemsOf, quoted } from '../../contract/problem'
import { addCheckIn, type Dataset } from '../../domain/dataset'
import { CheckInTable, COUNTS, LOCATED, START } from '../../domain/evidence/check-in-table'
import { IdTable } from '../../domain/evidence/id-table'
import { cameraKey, RecordingTable } from '../../domain/evidence/recording-table'
import { type OutsideTest, outsideTest } from '../../domain/geo'
import type { CheckIn, Decision, Instant, Project, Trainee, TrainingClass } from '../../domain/model'
import { checkDecision, checkTrainingClass, type KnownClass } from './checks'
import type { FastCheckIn, FastRecording } from './fast-lane'
import { Positions } from './positions'
import { ProblemList } from './problem-list'
import { Texts, toCheckIn, toDecision, toProject, toTrainee, toTrainingClass } from './rows'
import { type Salvage, type Salvaged, salvage, salvageLessons } from './salvage'

export interface BuilderOptions {
  /** Bytes of the file, if known: how much room to set aside. Room that stays empty takes no memory. */
  readonly bytes?: number | undefined
  /** Names and coordinates are for people only; an evaluation of millions does without. */
  readonly keepDetails?: boolean | undefined
  /** `line 12` or `checkIns[12]`. */
  readonly pathOf: (type: RowType, position: number) => string
}

interface Placed<T> {
  readonly position: number
  readonly row: T
}

/** Whoever is named in a class: enough to check what names the trainee. */
type KnownTrainee = { readonly classId?: string | undefined }

/** Takes rows one by one, in any order, and gives the dataset, or all that is wrong with it. */
export class DatasetBuilder {
  readonly problems = new ProblemList()
  readonly #projects = new Map<string, Project | null>()
  readonly #classes = new Map<string, Placed<KnownClass & { readonly whole: TrainingClass | null }>>()
  readonly #sites = new Map<string, OutsideTest | null>()
  readonly #texts = new Texts()
  readonly #traineeIds = new IdTable(1024)
  /** By number of the trainee's id; undefined: named, but not given (yet). */
  readonly #trainees: (KnownTrainee | undefined)[] = []
  readonly #traineePositions: number[] = []
  readonly #checkIns: CheckInTable
  readonly #checkInPositions = new Positions()
  readonly #brokenCheckIns: Placed<Salvaged<'checkIn'>>[] = []
  readonly #recordings: RecordingTable
  readonly #decisions: Decision[] = []
  readonly #decisionChecks: Placed<Salvage<'decision'>>[] = []
  #asOf: Instant | null = null

  constructor(readonly options: BuilderOptions) {
    // A line of a check-in has 200 to 300 bytes as a rule; where there are more rows, the columns grow.
    const bytes = Math.min(options.bytes ?? 1 << 16, ROOM_FOR_BYTES)
    this.#checkIns = new CheckInTable(Math.ceil(bytes / 280) + 16)
    this.#recordings = new RecordingTable(Math.ceil(bytes / 240) + 16)
  }

  setAsOf(asOf: Instant): void {
    this.#asOf = asOf
  }

  /** A row as JSON gave it, of any shape. */
  add(type: RowType, value: unknown, position: number): void {
    const parsed = parseRow(type, value)
    if (!parsed.success) this.problems.addAll(problemsOf(parsed.error, this.options.pathOf(type, position)))
    this.#adders[type](parsed.success ? parsed.data : null, value, position)
  }

  /** A check-in from the fast lane, already whole. */
  addFastCheckIn(found: FastCheckIn, source: Uint8Array, position: number): void {
    const table = this.#checkIns
    const before = table.size
    const row = table.ids.intern(source, found.idFrom, found.idTo)
    if (row < before) return this.#usedTwice('checkIn', table.ids.text(row), position)
    this.#checkInPositions.add(row, position)
    const trainee = this.#traineeIds.intern(source, found.traineeFrom, found.traineeTo)
    const checkIn = {
      trainee,
      at: found.at,
      marks:
        (found.start ? START : 0) |
        (found.matched && found.live ? COUNTS : 0) |
        (found.located ? LOCATED : 0),
      location: found.located ? found : null,
      device: found.deviceTo === 0 ? -1 : table.devices.intern(source, found.deviceFrom, found.deviceTo),
    }
    table.set(row, checkIn, this.options.keepDetails ? undefined : this.#siteOf(trainee))
  }

  /** The test of the trainee's site; undefined while trainee or class have not come yet. */
  #siteOf(trainee: number): OutsideTest | null | undefined {
    const classId = this.#trainees[trainee]?.classId
    return classId === undefined ? undefined : this.#sites.get(classId)
  }

  addFastRecording(found: FastRecording): void {
    const camera = this.#recordings.cameras.intern(found.cameraKey, 0, found.cameraKeyLength)
    this.#recordings.add(camera, found.startTime, found.endTime)
  }

  /** The dataset when nothing was wrong; null with {@link problems} otherwise. */
  finish(): Dataset | null {
    this.#checkClasses()
    this.#checkTrainees()
    this.#checkCheckIns()
    this.#checkDecisions()
    if (this.problems.size > 0) return null
    this.#checkIns.ids.seal()
    return {
      asOf: this.#asOf,
      projects: [...this.#projects.values()].filter(project => project !== null),
      classes: [...this.#classes.values()].map(({ row }) => row.whole).filter(row => row !== null),
      trainees: this.#trainees as Trainee[],
      checkIns: this.#checkIns,
      traineeIds: this.#traineeIds,
      recordings: this.#recordings,
      decisions: this.#decisions,
    }
  }

  /** Each takes the row (null: broken), and what it was made from. */
  readonly #adders: {
    readonly [T in RowType]: (row: Row<RowType> | null, value: unknown, position: number) => void
  } = {
    project: (row, value, position) => this.#addProject(row as Row<'project'> | null, value, position),
    class: (row, value, position) => this.#addClass(row as Row<'class'> | null, value, position),
    trainee: (row, value, position) => this.#addTrainee(row as Row<'trainee'> | null, value, position),
    checkIn: (row, value, position) => this.#addCheckIn(row as Row<'checkIn'> | null, value, position),
    recording: row => this.#addRecording(row as Row<'recording'> | null),
    decision: (row, value, position) => this.#addDecision(row as Row<'decision'> | null, value, position),
  }

  #addProject(row: Row<'project'> | null, value: unknown, position: number): void {
    const id = row?.id ?? salvage('project', value).row.id
    if (id === undefined) return
    if (this.#projects.has(id)) this.#usedTwice('project', id, position)
    else this.#projects.set(id, row && toProject(row))
  }

  #addClass(row: Row<'class'> | null, value: unknown, position: number): void {
    const whole = row && toTrainingClass(row, this.#texts)
    const salvaged = whole ? { row: whole, broken: NONE } : salvage('class', value)
    const { id } = salvaged.row
    if (id === undefined) return
    const lessons = whole ? { whole: whole.lessons, brokenOn: NONE } : salvageLessons(value)
    const known = {
      whole,
      row: { ...salvaged.row, id, lessons: lessons.whole } as KnownClass['row'],
      broken: salvaged.broken,
      brokenOn: lessons.brokenOn,
    }
    if (this.#classes.has(id)) this.#usedTwice('class', id, position)
    else {
      this.#classes.set(id, { position, row: known })
      this.#sites.set(id, whole?.site ? outsideTest(whole.site) : null)
    }
  }

  #addTrainee(row: Row<'trainee'> | null, value: unknown, position: number): void {
    const known = row
      ? toTrainee(row, this.options.keepDetails ?? false, this.#texts)
      : salvage('trainee', value).row
    if (known.id === undefined) return
    const number = this.#traineeIds.internText(known.id)
    if (this.#trainees[number] !== undefined) return this.#usedTwice('trainee', known.id, position)
    while (this.#trainees.length < number) this.#nobodyYet()
    this.#trainees[number] = known
    this.#traineePositions[number] = position
  }

  #addCheckIn(row: Row<'checkIn'> | null, value: unknown, position: number): void {
    if (row !== null) this.#keepCheckIn(toCheckIn(row), position)
    else this.#brokenCheckIns.push({ position, row: salvage('checkIn', value).row })
  }

  #keepCheckIn(checkIn: CheckIn, position: number): void {
    if (addCheckIn(this.#checkIns, this.#traineeIds, checkIn)) {
      this.#checkInPositions.add(this.#checkIns.size - 1, position)
    } else this.#usedTwice('checkIn', checkIn.id, position)
  }

  #addRecording(row: Row<'recording'> | null): void {
    if (row === null) return
    this.#recordings.add(this.#recordings.cameras.internText(cameraKey(row)), row.startTime, row.endTime)
  }

  #addDecision(row: Row<'decision'> | null, value: unknown, position: number): void {
    this.#decisionChecks.push({ position, row: row ? { row, broken: NONE } : salvage('decision', value) })
    if (row !== null) this.#decisions.push(toDecision(row))
  }

  #usedTwice(type: RowType, id: string, position: number): void {
    this.#problem(type, position, 'id', `${quoted(id)}已用过，编号不能重复`)
  }

  #checkClasses(): void {
    for (const { row, position } of this.#classes.values()) {
      const { projectId } = row.row
      if (projectId !== undefined && !this.#projects.has(projectId)) {
        this.#problem('class', position, 'projectId', `文件里没有项目${quoted(projectId)}，请补上或改正`)
      }
      for (const { path, what } of checkTrainingClass(row)) this.#problem('class', position, path, what)
    }
  }

  #checkTrainees(): void {
    for (const [number, known] of this.#trainees.entries()) {
      const classId = known?.classId
      if (classId !== undefined && !this.#classes.has(classId)) {
        this.#problem('trainee', this.#traineePositions[number]!, 'classId', noClass(classId))
      }
    }
  }

  #checkCheckIns(): void {
    const { size } = this.#checkIns
    for (let row = 0; row < size && !this.problems.full; row++) {
      const trainee = this.#checkIns.trainee(row)
      if (this.#trainees[trainee] === undefined) {
        const id = this.#traineeIds.text(trainee)
        this.#problem('checkIn', this.#checkInPositions.of(row), 'traineeId', noTrainee(id))
      }
    }
    const seen = new Set<string>()
    for (const { row, position } of this.#brokenCheckIns) this.#checkBrokenCheckIn(row, position, seen)
  }

  /** @param seen ids of the broken check-ins before it */
  #checkBrokenCheckIn({ id, traineeId }: Salvaged<'checkIn'>, position: number, seen: Set<string>): void {
    if (traineeId !== undefined && this.#trainee(traineeId) === undefined) {
      this.#problem('checkIn', position, 'traineeId', noTrainee(traineeId))
    }
    if (id === undefined) return
    const whole = this.#checkIns.ids.find(id)
    if (whole !== null) {
      this.#usedTwice('checkIn', id, Math.max(position, this.#checkInPositions.of(whole)))
    } else if (seen.has(id)) this.#usedTwice('checkIn', id, position)
    seen.add(id)
  }

  #checkDecisions(): void {
    for (const { row, position } of this.#decisionChecks) {
      const { classId } = row.row
      const known = classId === undefined ? undefined : this.#classes.get(classId)?.row
      const problems = [...this.#referenceProblems(row.row, known), ...checkDecision(row, known)]
      for (const { path, what } of problems) this.#problem('decision', position, path, what)
    }
  }

  #referenceProblems({ classId, traineeId }: Salvaged<'decision'>, known: KnownClass | undefined): Problem[] {
    const problems: Problem[] = []
    if (classId !== undefined && known === undefined)
      problems.push({ path: 'classId', what: noClass(classId) })
    if (traineeId === undefined) return problems
    const trainee = this.#trainee(traineeId)
    const other = trainee?.classId
    if (trainee === undefined) problems.push({ path: 'traineeId', what: noTrainee(traineeId) })
    else if (known && other !== undefined && other !== classId) {
      problems.push({
        path: 'traineeId',
        what: `学员${quoted(traineeId)}在班级${quoted(other)}，不在${quoted(classId ?? '')}`,
      })
    }
    return problems
  }

  /** A trainee who was named before being given. */
  #nobodyYet(): void {
    this.#trainees.push(undefined)
    this.#traineePositions.push(0)
  }

  #trainee(id: string): KnownTrainee | undefined {
    const number = this.#traineeIds.find(id)
    return number === null ? undefined : this.#trainees[number]
  }

  #problem(type: RowType, position: number, path: string, what: string): void {
    this.problems.add(`${this.options.pathOf(type, position)}.${path}`, what)
  }
}

/** A larger file, or a sparse one of any size, lets the tables grow as its rows come. */
const ROOM_FOR_BYTES = 2 ** 31

const NONE: ReadonlySet<string> = new Set()

function noTrainee(id: string): string {
  return `文件里没有学员${quoted(id)}，请补上或改正`
}

function noClass(id: string): string {
  return `文件里没有班级${quoted(id)}，请补上或改正`
}
