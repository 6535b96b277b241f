import type { Employment, Lesson, TrainingClass } from '../../cloudfunctions/domain/model'
import { camera, enrolled, type Fact, lesson, lessons, ruledClassDay, ruledTraineeDay } from './situation'

/** A whole course of project P1, as settlements need it; days follow each other from 2024-06-03. */
const FIRST_DAY = '2024-06-03'

export function courseDate(i: number): string {
  return new Date(Date.UTC(2024, 5, 3 + i)).toISOString().slice(0, 10)
}

/** One lesson of so many hours a day, on site unless told otherwise, long enough for each of its hours. */
export function courseDay(i: number, hours: number, more: Partial<Lesson> = {}): Lesson {
  const end = 8 * 60 + hours * 45
  const clock = `08:00-${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
  return lesson(clock, hours, { date: courseDate(i), ...more })
}

/** So many hours on site and then online, up to 8 a day; a reviewer has accepted each day's recording. */
export function heldCourse(onsite: number, online = 0): Fact {
  const days = [...days8(onsite, 'onsite'), ...days8(online, 'online')]
  const timetable = days.map(({ hours, delivery }, i) => courseDay(i, hours, { delivery }))
  return file => {
    lessons(...timetable)(file)
    for (const { date } of timetable) ruledClassDay('accepted', { on: date })(file)
  }
}

function days8(hours: number, delivery: Lesson['delivery']) {
  return Array.from({ length: Math.ceil(hours / 8) }, (_, i) => ({
    hours: Math.min(8, hours - i * 8),
    delivery,
  }))
}

/** A reviewer recognises so many hours of the trainee, day after day as far as they go. */
export function attended(trainee: string, hours: number): Fact {
  return file => {
    let left = hours
    for (const { date, hours: held } of file.classes[0]!.lessons) {
      const recognised = Math.min(left, held)
      left -= recognised
      ruledTraineeDay('accepted', { of: trainee, hours: recognised, on: date })(file)
    }
    if (left > 0) throw new Error(`The course has ${left} hours too few`)
  }
}

export const CERTIFIED = { passed: true, certificateNo: '证0001' } as const

export const EMPLOYED: Employment = {
  contract: true,
  socialInsurance: true,
  monthlyWageFen: 230_000,
  startedOn: '2024-07-10',
}

/** Approved in time, 40 hours on site, category A. */
export const APPROVED: Partial<TrainingClass> = { approvedOn: FIRST_DAY, cameras: [camera(1)] }

/** Someone whose employment meets the gate of a plan of one, and who did nothing else. */
export const GATE_KEEPER = enrolled('T9', { employment: EMPLOYED })
