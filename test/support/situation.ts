import { createWorkingCalendar } from '../../cloudfunctions/adapters/chinese-days/working-calendar'
import { datasetOf } from '../../cloudfunctions/domain/dataset'
import { type Evaluation, evaluate } from '../../cloudfunctions/domain/evaluate'
import type {
  Attendance,
  CheckIn,
  ClassDay,
  Decision,
  DroppedRecording,
  Lesson,
  Location,
  PlanProblem,
  Project,
  Recording,
  Settlement,
  Trainee,
  TraineeDay,
  TrainingClass,
} from '../../cloudfunctions/domain/model'
import { at, camera, DAY, MORNING } from './timetable'

export * from './timetable'

/** What is said of a situation, one thing after another: `judge(filmed('08:31-08:56'), checkedIn('08:21'))`. */
export type Fact = (file: CaseFile) => void

/** The facts so far, in the dataset's words. */
export interface CaseFile {
  asOf: number | null
  projects: Project[]
  classes: TrainingClass[]
  trainees: Trainee[]
  checkIns: CheckIn[]
  recordings: Recording[]
  decisions: Decision[]
}

/** All rows that the rules answer, in their order. */
export class Judged {
  readonly classDays: readonly ClassDay[]
  readonly traineeDays: readonly TraineeDay[]
  readonly attendance: readonly Attendance[]
  readonly settlements: readonly Settlement[]
  readonly planProblems: readonly PlanProblem[]
  readonly droppedRecordings: readonly DroppedRecording[]

  constructor(evaluation: Evaluation) {
    this.classDays = [...evaluation.classDays()]
    this.traineeDays = [...evaluation.traineeDays()]
    this.attendance = [...evaluation.attendance()]
    this.settlements = [...evaluation.settlements()]
    this.planProblems = evaluation.planProblems
    this.droppedRecordings = evaluation.droppedRecordings
  }

  /** The first of its kind, where a situation is about one. */
  get classDay(): ClassDay {
    return first(this.classDays)
  }

  get traineeDay(): TraineeDay {
    return first(this.traineeDays)
  }

  get settlement(): Settlement {
    return first(this.settlements)
  }
}

const calendar = createWorkingCalendar({ years: [], days: {} })

/**
 * Judges a situation. Unless a fact says otherwise: project P1 wants and plans one trainee; its class C1 has the
 * {@link MORNING}, camera 1, no site, and the trainee T1; nobody has tapped, nothing was filmed.
 */
export function judge(...facts: readonly Fact[]): Judged {
  return judgeFile(caseFile(...facts))
}

export function caseFile(...facts: readonly Fact[]): CaseFile {
  const file: CaseFile = {
    asOf: null,
    projects: [PROJECT],
    classes: [CLASS],
    trainees: [{ id: 'T1', classId: 'C1', population: 'registered-unemployed' }],
    checkIns: [],
    recordings: [],
    decisions: [],
  }
  for (const fact of facts) fact(file)
  return file
}

export function judgeFile(file: CaseFile): Judged {
  return new Judged(evaluate(datasetOf(file), calendar))
}

function first<T>(rows: readonly T[]): T {
  if (rows[0] === undefined) throw new Error('The situation has no such row')
  return rows[0]
}

// ---- the class --------------------------------------------------------------------------------------------------

const PROJECT: Project = {
  id: 'P1',
  employer: '企业',
  provider: '学校',
  plannedTrainees: 1,
  employmentDemand: 1,
}
/** 工业机器人系统操作员 is of category A. */
const CLASS: TrainingClass = {
  id: 'C1',
  projectId: 'P1',
  occupationCode: '6-31-07-03',
  cameras: [camera(1)],
  lessons: MORNING,
}

export function theProject(more: Partial<Project>): Fact {
  return file => file.projects.splice(0, 1, { ...file.projects[0]!, ...more })
}

export function theClass(more: Partial<TrainingClass>): Fact {
  return file => file.classes.splice(0, 1, { ...file.classes[0]!, ...more })
}

export function lessons(...timetable: readonly Lesson[]): Fact {
  return theClass({ lessons: timetable })
}

export function anotherClass(id: string, more: Partial<TrainingClass> = {}): Fact {
  return file => file.classes.push({ ...CLASS, id, ...more })
}

export function anotherProject(id: string, more: Partial<Project> = {}): Fact {
  return file => file.projects.push({ ...PROJECT, id, ...more })
}

/** A trainee of C1 unless `more` names another class; what is said of T1 replaces what was said before. */
export function enrolled(id: string, more: Partial<Trainee> = {}): Fact {
  return file => {
    const known = file.trainees.findIndex(trainee => trainee.id === id)
    const trainee: Trainee = { id, classId: 'C1', population: 'registered-unemployed', ...more }
    if (known < 0) file.trainees.push(trainee)
    else file.trainees[known] = trainee
  }
}

export function asOf(instant: number): Fact {
  return file => {
    file.asOf = instant
  }
}

// ---- the evidence -----------------------------------------------------------------------------------------------

export interface Filming {
  readonly camera?: number
  readonly on?: string
  readonly copy?: 'cloud' | 'local'
}

/** A clip as the platform lists it: `filmed('08:31-08:56', { camera: 2 })`. */
export function filmed(clock: string, { camera: n = 1, on = DAY, copy = 'cloud' }: Filming = {}): Fact {
  const [from = '', to = ''] = clock.split('-')
  const recType = copy === 'cloud' ? 1 : 2
  return file => file.recordings.push({ ...camera(n), startTime: at(from, on), endTime: at(to, on), recType })
}

export interface Tap {
  readonly id?: string
  readonly by?: string
  readonly on?: string
  readonly face?: { readonly matched: boolean; readonly live: boolean }
  readonly witnessed?: boolean
  readonly location?: Location
  readonly device?: string
}

/** A `start` check-in, by face unless witnessed; the time is a clock's or an instant. */
export function checkedIn(time: string | number, tap: Tap = {}): Fact {
  return tapped('start', time, tap)
}

export function checkedOut(time: string | number, tap: Tap = {}): Fact {
  return tapped('end', time, tap)
}

function tapped(kind: CheckIn['kind'], time: string | number, tap: Tap): Fact {
  const instant = typeof time === 'number' ? time : at(time, tap.on ?? DAY)
  return file => {
    const base = { id: tap.id ?? `K${file.checkIns.length}`, traineeId: tap.by ?? 'T1', kind, at: instant }
    file.checkIns.push({
      ...base,
      ...(tap.witnessed
        ? { method: 'witnessed', witness: { by: '王老师', reason: '摄像头认不出' } }
        : { method: 'face', face: tap.face ?? { matched: true, live: true } }),
      ...(tap.location ? { location: tap.location } : {}),
      ...(tap.device ? { deviceId: tap.device } : {}),
    })
  }
}

// ---- the reviewers ----------------------------------------------------------------------------------------------

export interface Ruling {
  readonly on?: string
  readonly at?: number
  readonly of?: string
  readonly class?: string
  readonly hours?: number
}

export function ruledClassDay(verdict: Decision['verdict'], ruling: Ruling = {}): Fact {
  return file => file.decisions.push(decision(verdict, ruling))
}

export function ruledTraineeDay(verdict: Decision['verdict'], ruling: Ruling = {}): Fact {
  return file => file.decisions.push({ ...decision(verdict, ruling), traineeId: ruling.of ?? 'T1' })
}

function decision(verdict: Decision['verdict'], ruling: Ruling): Decision {
  return {
    classId: ruling.class ?? 'C1',
    date: ruling.on ?? DAY,
    verdict,
    by: '监管员',
    at: ruling.at ?? at('10:00', '2024-06-05'),
    reason: '已核对',
    ...(ruling.hours === undefined ? {} : { hours: ruling.hours }),
  }
}
