import type { Budget } from './count'
import type { Journey } from './journeys'
import { CLASS_SIZE } from './school'
import { sum, type Usage } from './usage'

/** What is supposed of a city and its people; all of it is printed beside what follows from it. */
export const CITY = {
  traineesAYear: 3_000,
  /** Category A: 240 paid hours at 8 a day. */
  daysAClass: 30,
  calendarDaysAMonth: 30,
  workingDaysAMonth: 21,
  /** How often a trainee opens the page of today on a class-day. */
  openingsADay: 4,
  /** Of a class's trainees, decided on by a supervisor a class-day. */
  decisionsADay: 4,
  /** How often an instructor's page asks again by itself: in view for half an hour a class-day, every half minute. */
  refreshesADay: 60,
} as const

/** Coming and going. */
export const CHECK_INS_A_DAY = 2

/** How often a class-day holds a journey, where it isn't once: for each trainee, or as supposed. */
const TIMES: Readonly<Record<string, number>> = {
  '打开“今天”': CLASS_SIZE * CITY.openingsADay,
  签到: CLASS_SIZE,
  签退: CLASS_SIZE,
  '看“我的学时”': CLASS_SIZE,
  预览并决定一名学员: CITY.decisionsADay,
  看着的班级自动更新一次: CITY.refreshesADay,
}

export function timesADay({ what }: Journey): number {
  return TIMES[what] ?? 1
}

export interface Shares {
  /** All that one class-day adds: its people and the timer's work on it. */
  readonly classDay: Usage
  readonly traineeDay: Usage
  /** What the timer costs a month, whoever learns. */
  readonly timer: Usage
  readonly month: Usage
  /** On a working day. */
  readonly day: Usage
  /** Where everybody checks in by face; instructors vouch for as many as before, which is too many. */
  readonly byFace: { readonly classDay: Usage; readonly month: Usage }
}

export function sharesOf(budget: Budget): Shares {
  const { journeys, idleDay, classDay: timerOfClassDay } = budget
  const people = journeys.map(journey => [timesADay(journey), journey.usage] as const)
  const classDay = sum(...people, [1, timerOfClassDay])
  const classDays = classDaysAMonth()
  const timer = sum([CITY.calendarDaysAMonth, idleDay])
  const byFace = sum([1, classDay], ...facesFor(budget))
  return {
    classDay,
    traineeDay: sum([1 / CLASS_SIZE, classDay]),
    timer,
    month: sum([1, timer], [classDays, classDay]),
    day: sum([1, idleDay], [classDays / CITY.workingDaysAMonth, classDay]),
    byFace: { classDay: byFace, month: sum([1, timer], [classDays, byFace]) },
  }
}

/** What a class-day is more when all check in by face. */
function facesFor({ journeys, faces }: Budget) {
  const less = ['打开“今天”', '签到', '签退'].flatMap(what =>
    journeys.filter(one => one.what === what).map(one => [-timesADay(one), one.usage] as const),
  )
  const openings = [CLASS_SIZE * CITY.openingsADay, faces.opening] as const
  return [...less, openings, [CLASS_SIZE * CHECK_INS_A_DAY, faces.whole] as const]
}

export function classDaysAMonth(): number {
  return ((CITY.traineesAYear / CLASS_SIZE) * CITY.daysAClass) / 12
}
