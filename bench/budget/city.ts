import type { Budget } from './count'
import type { Journey } from './journeys'
import { CHECK_INS_A_DAY, CITY, CITY_CLASSES, CLASS_SIZE } from './supposed'
import { sum, type Usage } from './usage'

/** How often a class-day holds a journey, where it isn't once: for each trainee, or as supposed. */
const TIMES: Readonly<Record<string, number>> = {
  '打开“今天”': CLASS_SIZE * CITY.openingsADay,
  签到: CLASS_SIZE,
  签退: CLASS_SIZE,
  '看“我的学时”': CLASS_SIZE,
  预览并决定一名学员: CITY.decisionsADay,
  '同意再收几条提醒（点一下）': CLASS_SIZE,
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
  return (CITY_CLASSES * CITY.daysAClass) / 12
}
