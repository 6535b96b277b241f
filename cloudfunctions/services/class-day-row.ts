import type { ClassDayRow, DayView, TraineeDayRow } from '../contract/app'
import type { Instant, TraineeDay } from '../domain/model'
import type { ClassRecord, TraineeRecord } from './documents/classes'
import type { JudgedDay } from './documents/judged-days'
import { isOpen } from './judging/appeals'

/** One line of the list of class-days: how it stands, with sums over its trainees. */
export function classDayRow(record: ClassRecord, day: JudgedDay, now: Instant): ClassDayRow {
  const count = (status: TraineeDay['status']) => day.traineeDays.filter(row => row.status === status).length
  return {
    classId: record.id,
    classTitle: record.title,
    provider: record.provider,
    date: day.date,
    open: isStillOpen(day, now),
    status: day.status,
    flags: day.flags,
    silent: day.silent,
    deletedSince: day.deletedSince,
    segmentCount: day.segmentCount,
    ways: day.ways,
    trainees: day.traineeDays.length,
    traineesFlagged: count('flagged'),
    traineesAbsent: count('absent'),
    scheduledHours: day.scheduledHours,
    openQuestions: day.openQuestions,
    openAppeals: day.appeals.filter(isOpen).length,
    ...hoursOn(day.traineeDays),
  }
}

function isStillOpen({ closesAt }: JudgedDay, now: Instant): boolean {
  return now < closesAt
}

export function hoursOn(
  traineeDays: readonly TraineeDay[],
): Pick<ClassDayRow, 'provisionalHours' | 'confirmedHours'> {
  let provisionalHours = 0
  let confirmedHours = 0
  for (const day of traineeDays) {
    provisionalHours += day.provisionalHours
    confirmedHours += day.confirmedHours
  }
  return { provisionalHours, confirmedHours }
}

/** By trainee id. @param seesAppeals whether the reader may see what the trainees asked */
export function traineeDayRows(
  trainees: readonly TraineeRecord[],
  day: JudgedDay,
  now: Instant,
  seesAppeals: boolean,
): TraineeDayRow[] {
  const nameOf = new Map(trainees.map(({ id, name }) => [id, name]))
  return day.traineeDays.map(traineeDay => ({
    ...dayView(traineeDay, day, now),
    ...(seesAppeals ? {} : { appeals: [] }),
    traineeId: traineeDay.traineeId,
    name: nameOf.get(traineeDay.traineeId) ?? traineeDay.traineeId,
  }))
}

/** @param day the class's day, of the same date */
export function dayView(traineeDay: TraineeDay, day: JudgedDay, now: Instant): DayView {
  const { date, status, start, end, flags, provisionalHours, confirmedHours } = traineeDay
  return {
    date,
    open: isStillOpen(day, now),
    status,
    classDayStatus: day.status,
    start,
    end,
    flags,
    scheduledHours: day.scheduledHours,
    provisionalHours,
    confirmedHours,
    appeals: day.appeals
      .filter(appeal => appeal.traineeId === traineeDay.traineeId)
      .map(({ traineeId: _, ...appeal }) => appeal),
  }
}
