import { attendanceOf } from '../domain/attendance/rate'
import { dateOf } from '../domain/time'
import { dayView, isStillOpen } from './class-day-row'
import type { Account } from './documents/accounts'
import { JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { readAll } from './documents/read'
import { freshDay } from './judging/dirty'
import { type Outcome, refuse } from './outcome'
import { daysOf } from './schedule'
import type { Server } from './server'
import { type TraineeOfClass, traineeOf } from './trainee'
import { classLabel } from './views'

/** Days up to today, and the sums over those whose window has closed (R10). */
export async function myDays(server: Server, actor: Account): Promise<Outcome<'my-days'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { trainee, record } = found
  const now = server.clock.now()
  const own = (await daysUpToToday(server, found)).flatMap(day => {
    const traineeDay = day.traineeDays.find(({ traineeId }) => traineeId === trainee.id)
    return traineeDay ? [{ day, traineeDay }] : []
  })
  const closed = own.filter(({ day }) => !isStillOpen(day, now))
  const total = (hours: (of: (typeof own)[number]) => number) =>
    closed.reduce((sum, each) => sum + hours(each), 0)
  const sums = attendanceOf(
    trainee.id,
    record.id,
    total(({ day }) => day.scheduledHours),
    total(({ traineeDay }) => traineeDay.provisionalHours),
    total(({ traineeDay }) => traineeDay.confirmedHours),
  )
  return {
    done: true,
    answer: {
      class: classLabel(record),
      days: own.map(({ day, traineeDay }) => dayView(traineeDay, day, now)),
      scheduledHours: sums.scheduledHours,
      provisionalHours: sums.provisionalHours,
      confirmedHours: sums.confirmedHours,
      confirmedRate: sums.confirmedRate,
    },
  }
}

async function daysUpToToday(server: Server, { record }: TraineeOfClass): Promise<JudgedDay[]> {
  const today = dateOf(server.clock.now())
  for (const { date } of daysOf(record.training)) {
    if (date <= today) await freshDay(server.store, record.id, date)
  }
  return readAll(server.store, JUDGED_DAYS, { index: 'byClass', equal: [record.id], to: today })
}
