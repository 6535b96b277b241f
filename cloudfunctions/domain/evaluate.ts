import { chooseCheckIns, type TraineeCells } from './attendance/choice'
import { standing } from './attendance/decisions'
import { flagCodes } from './attendance/flags'
import { attendanceOf } from './attendance/rate'
import { SharedDevices } from './attendance/shared-devices'
import { TraineeDayTable } from './attendance/trainee-days'
import { ClassJudge, type ClipsOf, type Seat } from './class-judge'
import type { Dataset } from './dataset'
import { WITNESSED } from './evidence/check-in-table'
import { cameraKey } from './evidence/recording-table'
import { distanceMeters } from './geo'
import type {
  Attendance,
  Camera,
  ClassDay,
  DateText,
  Decision,
  DroppedRecording,
  Instant,
  PlanProblem,
  Project,
  Settlement,
  Site,
  Trainee,
  TraineeDay,
} from './model'
import { compareBy } from './order'
import { type ClassPlan, firstDate, planClass } from './plan/class-plan'
import { planProblems } from './plan/problems'
import type { Edition } from './policy/edition'
import { newestEdition } from './policy/editions'
import { employmentGate, isVerified } from './subsidy/employment'
import { settleTrainee } from './subsidy/settlement'
import { type Deadline, type WorkingCalendar, workingDaysAfter } from './working-days'

/**
 * Judges a dataset by R1 to R14. Rows come sorted as the answer wants them and are made as they are asked for: a
 * city's years hold millions of trainee-days, which stay in columns until somebody looks.
 */
export function evaluate(dataset: Dataset, calendar: WorkingCalendar): Evaluation {
  return new Evaluation(dataset, calendar)
}

/** A check-in that R7 chose, with what the rules looked at. */
export interface Chosen {
  readonly id: string
  readonly at: Instant
  readonly witnessed: boolean
  /** From the class's site; null without a site or a location. */
  readonly distanceMeters: number | null
}

export class Evaluation {
  readonly planProblems: readonly PlanProblem[]
  readonly droppedRecordings: readonly DroppedRecording[]
  readonly #judges: readonly ClassJudge[]
  readonly #byProject: ReadonlyMap<string, readonly ClassJudge[]>
  readonly #table: TraineeDayTable
  readonly #clipsOf: ClipsOf
  readonly #classDecisions: ReadonlyMap<number, Decision>
  /** Of all classes, by trainee id. */
  readonly #seats: readonly Seat[]

  constructor(
    readonly dataset: Dataset,
    readonly calendar: WorkingCalendar,
  ) {
    this.#judges = seatClasses(dataset)
    this.#byProject = byProject(this.#judges)
    this.#clipsOf = dataset.recordings.byCamera()
    this.#seats = this.#judges.flatMap(judge => judge.seats).sort(byTrainee)
    const keys = new DecisionKeys(this.#judges)
    this.#classDecisions = standing(dataset.decisions, decision => keys.ofClassDay(decision))
    const traineeDecisions = standing(dataset.decisions, decision => keys.ofTraineeDay(decision))
    this.#table = this.#judge(traineeDecisions)
    this.planProblems = planProblems(
      dataset.projects.map(project => ({
        project,
        classes: this.#classesOf(project).map(({ plan, seats }) => ({
          plan,
          trainees: seats.map(seat => seat.trainee),
        })),
      })),
    )
    this.droppedRecordings = droppedClips(this.#judges, dataset)
  }

  /** By class id, then date. */
  *classDays(): Generator<ClassDay> {
    for (const judge of this.#judges) yield* judge.classDays(this.#clipsOf, this.#classDecisions)
  }

  /** By trainee id, then date: every trainee, every evaluated day of the class. */
  *traineeDays(): Generator<TraineeDay> {
    for (const seat of this.#seats) {
      for (let i = 0; i < seat.days.dates.length; i++) yield this.#traineeDay(seat, i)
    }
  }

  /** By trainee id. */
  *attendance(): Generator<Attendance> {
    for (const seat of this.#seats) yield this.#attendance(seat)
  }

  /** By project id; each with its trainees by id. */
  *settlements(): Generator<Settlement> {
    for (const project of [...this.dataset.projects].sort(compareBy(({ id }) => id)))
      yield this.#settle(project)
  }

  /** R14: until when the project applies for funds; null without a signing. */
  deadline(project: Project): Deadline | null {
    if (project.contractsSignedOn === undefined) return null
    const days = this.#editionOf(project).figures.applicationWorkingDays.value
    return workingDaysAfter(project.contractsSignedOn, days, this.calendar)
  }

  /** The check-ins that R7 chose for a trainee-day; null where there is none, or no such day. */
  chosen(traineeId: string, date: DateText): { readonly start: Chosen | null; readonly end: Chosen | null } {
    const seat = this.#seats.find(({ trainee }) => trainee.id === traineeId)
    const day = seat?.days.dates.indexOf(date) ?? -1
    if (!seat || day < 0) return { start: null, end: null }
    const { base, judge } = seat
    const { site } = judge.plan.trainingClass
    const { choices } = this.#table
    return {
      start: this.#chosen(choices.start(base + day), site),
      end: this.#chosen(choices.end(base + day), site),
    }
  }

  /** A class's timetable as it was judged; null for an unknown class. */
  planOf(classId: string): ClassPlan | null {
    return this.#judges.find(({ plan }) => plan.trainingClass.id === classId)?.plan ?? null
  }

  #chosen(row: number, site: Site | undefined): Chosen | null {
    if (row < 0) return null
    const { checkIns } = this.dataset
    const place = checkIns.location(row)
    return {
      id: checkIns.ids.text(row),
      at: checkIns.at(row),
      witnessed: (checkIns.marks(row) & WITNESSED) !== 0,
      distanceMeters: place && site ? distanceMeters(place, site) : null,
    }
  }

  #judge(traineeDecisions: ReadonlyMap<number, Decision>): TraineeDayTable {
    const { dataset } = this
    const cells = this.#judges.reduce((sum, judge) => sum + judge.cells, 0)
    const choices = chooseCheckIns(dataset.checkIns, cellsByTrainee(dataset, this.#judges), cells)
    const table = new TraineeDayTable(dataset.checkIns, choices)
    const devices = new SharedDevices(dataset.checkIns.devices.size)
    for (const judge of this.#judges) {
      judge.judge(table, this.#clipsOf, devices, this.#classDecisions, traineeDecisions)
    }
    return table
  }

  #traineeDay({ trainee, base, days }: Seat, i: number): TraineeDay {
    const table = this.#table
    const cell = base + i
    return {
      traineeId: trainee.id,
      date: days.dates[i]!,
      classId: trainee.classId,
      start: table.startAt(cell),
      end: table.endAt(cell),
      status: table.status(cell),
      flags: flagCodes(table.flags(cell)),
      provisionalHours: table.provisional(cell),
      confirmedHours: table.confirmed(cell),
    }
  }

  #attendance({ trainee, base, days }: Seat): Attendance {
    let scheduled = 0
    let provisional = 0
    let confirmed = 0
    for (let i = 0; i < days.dates.length; i++) {
      scheduled += days.scheduledHours[i]!
      provisional += this.#table.provisional(base + i)
      confirmed += this.#table.confirmed(base + i)
    }
    return attendanceOf(trainee.id, trainee.classId, scheduled, provisional, confirmed)
  }

  #settle(project: Project): Settlement {
    const classes = this.#classesOf(project)
    const seats = classes.flatMap(judge => judge.seats).sort(byTrainee)
    const employed = seats.filter(({ trainee }) => isVerified(trainee.employment)).length
    const gate = employmentGate(project, employed, this.#editionOf(project))
    const trainees = seats.map(seat =>
      settleTrainee({
        trainee: seat.trainee,
        plan: seat.judge.plan,
        paid: seat.judge.paid!,
        attendance: this.#attendance(seat),
        gate,
      }),
    )
    const deadline = this.deadline(project)
    return {
      projectId: project.id,
      employment: gate,
      fundsDueOn: deadline?.kind === 'due' ? deadline.on : null,
      trainees,
      totalFen: trainees.reduce((sum, trainee) => sum + trainee.amountFen, 0),
    }
  }

  #classesOf(project: Project): readonly ClassJudge[] {
    return this.#byProject.get(project.id) ?? []
  }

  /** R12: a project has one edition for its gate and its deadline, that of its earliest class. */
  #editionOf(project: Project): Edition {
    const dated = this.#classesOf(project).map(({ plan }) => ({
      plan,
      first: firstDate(plan.trainingClass) ?? '9999',
    }))
    dated.sort(
      compareBy(
        ({ first }) => first,
        ({ plan }) => plan.trainingClass.id,
      ),
    )
    return dated[0]?.plan.edition ?? newestEdition()
  }
}

/** Up to so many lessons (a few city-years) the planned days are kept, since there is memory enough. */
const LESSONS_KEPT = 40_000

const byTrainee = compareBy<Seat>(({ trainee }) => trainee.id)

/** Each class with its trainees, by class id, every trainee-day with a cell of its own. */
function seatClasses(dataset: Dataset): ClassJudge[] {
  const trainees = new Map<string, Trainee[]>(dataset.classes.map(({ id }) => [id, []]))
  for (const trainee of dataset.trainees) trainees.get(trainee.classId)?.push(trainee)
  const lessons = dataset.classes.reduce((sum, { lessons }) => sum + lessons.length, 0)
  let base = 0
  let dayBase = 0
  return [...dataset.classes].sort(compareBy(({ id }) => id)).map(trainingClass => {
    const seated = trainees.get(trainingClass.id)!
    const plan = planClass(trainingClass)
    const judge = new ClassJudge(plan, seated, dataset.asOf, base, dayBase, lessons <= LESSONS_KEPT)
    base += judge.cells
    dayBase += judge.columns.dates.length
    return judge
  })
}

function byProject(judges: readonly ClassJudge[]): Map<string, ClassJudge[]> {
  const projects = new Map<string, ClassJudge[]>()
  for (const judge of judges) {
    const known = projects.get(judge.plan.trainingClass.projectId)
    if (known) known.push(judge)
    else projects.set(judge.plan.trainingClass.projectId, [judge])
  }
  return projects
}

function cellsByTrainee(dataset: Dataset, judges: readonly ClassJudge[]): (TraineeCells | undefined)[] {
  const cells = new Array<TraineeCells | undefined>(dataset.traineeIds.size).fill(undefined)
  for (const seat of judges.flatMap(judge => judge.seats)) {
    const number = dataset.traineeIds.find(seat.trainee.id)
    if (number !== null) cells[number] = seat
  }
  return cells
}

/** R2: clips of the classes' cameras whose end is not after their start, by serial, channel, start, end. */
function droppedClips(judges: readonly ClassJudge[], { recordings }: Dataset): DroppedRecording[] {
  if (recordings.backward.length === 0) return []
  const cameras = new Map<number, Camera>()
  for (const camera of judges.flatMap(({ plan }) => plan.trainingClass.cameras)) {
    const number = recordings.cameras.find(cameraKey(camera))
    if (number !== null) cameras.set(number, camera)
  }
  const dropped = recordings.backward.flatMap(({ camera, start, end }) => {
    const named = cameras.get(camera)
    if (named === undefined) return []
    const { deviceSerial, channelNo } = named
    return [
      { deviceSerial, channelNo, startTime: start, endTime: end, why: 'ends-before-it-starts' as const },
    ]
  })
  return dropped.sort(
    compareBy<DroppedRecording>(
      row => row.deviceSerial,
      row => row.channelNo,
      row => row.startTime,
      row => row.endTime,
    ),
  )
}

/** What a decision is about, as the number of a class-day or of a trainee-day's cell. */
class DecisionKeys {
  readonly #classes: ReadonlyMap<string, ClassJudge>
  readonly #seats: ReadonlyMap<string, Seat>

  constructor(judges: readonly ClassJudge[]) {
    this.#classes = new Map(judges.map(judge => [judge.plan.trainingClass.id, judge]))
    this.#seats = new Map(judges.flatMap(judge => judge.seats.map(seat => [seat.trainee.id, seat])))
  }

  ofClassDay(decision: Decision): number | null {
    if (decision.traineeId !== undefined) return null
    const day = this.#day(decision)
    return day < 0 ? null : this.#classes.get(decision.classId)!.dayBase + day
  }

  ofTraineeDay(decision: Decision): number | null {
    if (decision.traineeId === undefined) return null
    const seat = this.#seats.get(decision.traineeId)
    const day = this.#day(decision)
    return day < 0 || seat?.trainee.classId !== decision.classId ? null : seat.base + day
  }

  /** -1 for a day that is not evaluated. */
  #day({ classId, date }: Decision): number {
    return this.#classes.get(classId)?.columns.dates.indexOf(date) ?? -1
  }
}
