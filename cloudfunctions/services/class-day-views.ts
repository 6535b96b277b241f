import type { ClassDayRow, DecisionView, TraineeDayRow } from '../contract/app'
import type { ClassDay, DateText, TraineeDay } from '../domain/model'
import type { DecisionRecord } from './documents/decisions'
import type { ClassEvidence } from './evidence'
import type { Judged } from './judge'
import { dayView } from './my-days'

/** One line of the list of class-days: how it stands, with sums over its trainees. */
export function classDayRow(
  evidence: ClassEvidence,
  judged: Judged,
  day: ClassDay,
  open: boolean,
): ClassDayRow {
  const { record } = evidence
  const trainees = judged.traineeDays.filter(({ date }) => date === day.date)
  const count = (status: TraineeDay['status']) => trainees.filter(row => row.status === status).length
  return {
    classId: record.id,
    classTitle: record.title,
    provider: record.provider,
    date: day.date,
    open,
    status: day.status,
    flags: day.flags,
    segmentCount: day.segmentCount,
    trainees: trainees.length,
    traineesFlagged: count('flagged'),
    traineesAbsent: count('absent'),
    scheduledHours: day.scheduledHours,
    ...hoursOn(judged, day.date),
  }
}

export function hoursOn(
  judged: Judged,
  date: DateText,
): Pick<ClassDayRow, 'provisionalHours' | 'confirmedHours'> {
  let provisionalHours = 0
  let confirmedHours = 0
  for (const day of judged.traineeDays) {
    if (day.date !== date) continue
    provisionalHours += day.provisionalHours
    confirmedHours += day.confirmedHours
  }
  return { provisionalHours, confirmedHours }
}

/** In the roster's order. */
export function traineeDayRows(
  evidence: ClassEvidence,
  judged: Judged,
  classDay: ClassDay,
  open: boolean,
): TraineeDayRow[] {
  const nameOf = new Map(evidence.trainees.map(({ id, name }) => [id, name]))
  return judged.traineeDays
    .filter(({ date }) => date === classDay.date)
    .map(day => ({
      ...dayView(day, classDay, open),
      traineeId: day.traineeId,
      name: nameOf.get(day.traineeId) ?? day.traineeId,
    }))
}

export function decisionView({ traineeId, verdict, hours, by, at, reason }: DecisionRecord): DecisionView {
  return { traineeId, verdict, hours, by, at, reason }
}
