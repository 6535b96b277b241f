import type { DayView } from '../contract/app'
import type { ClassDay, TraineeDay } from '../domain/model'
import { dateOf } from '../domain/time'
import type { Account } from './documents/accounts'
import { loadEvidence } from './evidence'
import { judge } from './judge'
import { type Outcome, refuse } from './outcome'
import type { Server } from './server'
import { traineeOf } from './trainee'
import { classLabel } from './views'

/** Days up to today, and the sums over those whose window has closed. */
export async function myDays(server: Server, actor: Account): Promise<Outcome<'my-days'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { trainee, record } = found
  const now = server.clock.now()
  const evidence = await loadEvidence(server.store, record)
  const closed = judge(evidence, now)
  const soFar = judge(evidence, null)
  const days = soFar.traineeDays
    .filter(day => day.traineeId === trainee.id && day.date <= dateOf(now))
    .flatMap(day => {
      const classDay = soFar.classDays.get(day.date)
      return classDay ? dayView(day, classDay, !closed.classDays.has(day.date)) : []
    })
  const sums = closed.attendance.find(row => row.traineeId === trainee.id)
  return {
    done: true,
    answer: {
      class: classLabel(record),
      days,
      scheduledHours: sums?.scheduledHours ?? 0,
      provisionalHours: sums?.provisionalHours ?? 0,
      confirmedHours: sums?.confirmedHours ?? 0,
      confirmedRate: sums?.confirmedRate ?? 0,
    },
  }
}

/** @param classDay of the same class and date */
export function dayView(day: TraineeDay, classDay: ClassDay, open: boolean): DayView {
  const { date, status, start, end, flags, provisionalHours, confirmedHours } = day
  return {
    date,
    open,
    status,
    classDayStatus: classDay.status,
    start,
    end,
    flags,
    scheduledHours: classDay.scheduledHours,
    provisionalHours,
    confirmedHours,
  }
}
