import type { CheckInView, ClassDayRow, TraineeToday } from '../../cloudfunctions/contract/app'
import { at as timeOn } from './timetable'

/** What pages are told by the server, each with only that changed which a test is about. All on one Wednesday in May. */

const DAY = '2026-05-20'

/** The instant of a wall clock time in Changchun. */
export const at = (time: string, date = DAY): number => timeOn(time, date)

/** One that counts. */
export const checkIn = (kind: CheckInView['kind'], time: string): CheckInView => ({
  attemptId: `${kind} ${time}`,
  kind,
  at: at(time),
  arrivedAt: null,
  state: 'recorded',
  method: 'face',
})

/** One that somebody must vouch for first. */
export const waitingCheckIn = (kind: CheckInView['kind'], time: string): CheckInView => ({
  ...checkIn(kind, time),
  state: 'waiting',
  method: 'witnessed',
})

const lesson = (lessonId: string, start: string, end: string): TraineeToday['lessons'][number] => ({
  lessonId,
  title: '示教编程',
  start: at(start),
  end: at(end),
  hours: 2,
  kind: 'theory',
  delivery: 'onsite',
})

/** Lessons from 08:30 to 14:30, ten minutes of grace, the window from 07:30 to 15:30; before anybody has tapped. */
export const traineeToday = (changed: Partial<TraineeToday>): TraineeToday => ({
  now: at('08:00'),
  whose: 'mark-of-the-trainee',
  date: DAY,
  class: { classId: 'C1', title: '1 班', occupation: '操作员', provider: '技校', room: null },
  lessons: [lesson('2', '13:00', '14:30'), lesson('1', '08:30', '10:00')],
  window: { start: at('07:30'), end: at('15:30') },
  graceMs: 10 * 60_000,
  nextLessonDate: '2026-05-21',
  checkIns: [],
  next: 'start',
  face: { readiness: 'none', by: 'none', because: null },
  forgotten: null,
  ...changed,
})

/** Of a day in order. */
export const classDayRow = (changed: Partial<ClassDayRow>): ClassDayRow => ({
  classId: 'C1',
  classTitle: '1 班',
  provider: '甲校',
  date: DAY,
  open: false,
  status: 'compliant',
  flags: [],
  silent: [],
  deletedSince: [],
  openQuestions: 0,
  openAppeals: 0,
  segmentCount: 2,
  ways: { face: 60, witnessed: 0, roomCode: 0 },
  trainees: 30,
  traineesFlagged: 0,
  traineesAbsent: 0,
  scheduledHours: 8,
  provisionalHours: 240,
  confirmedHours: 240,
  ...changed,
})
