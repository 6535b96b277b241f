import { attendanceOf } from '../domain/attendance/rate'
import { dateOf } from '../domain/time'
import { dayView, isStillOpen } from './class-day-row'
import type { Account } from './documents/accounts'
import { classDayId } from './documents/class-days'
import { DIRTY_DAYS, JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { readAll } from './documents/read'
import { freshDay } from './judging/fresh'
import { type Outcome, refuse } from './outcome'
import { daysOf } from './schedule'
import type { Server } from './server'
import { type TraineeOfClass, traineeOf } from './trainee'
import { classLabel } from './views'

/** Days up to today, and the sums over those whose window has closed (R10). */
export async function myDays(server: Server, actor: Account): Promise<Outcome<'my-days'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { traineeId, record } = found
  const now = server.clock.now()
  const own = (await daysUpToToday(server, found)).flatMap(day => {
    const traineeDay = day.traineeDays.find(row => row.traineeId === traineeId)
    return traineeDay ? [{ day, traineeDay }] : []
  })
  const closed = own.filter(({ day }) => !isStillOpen(day, now))
  const total = (hours: (of: (typeof own)[number]) => number) =>
    closed.reduce((sum, each) => sum + hours(each), 0)
  const sums = attendanceOf(
    traineeId,
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

async function daysUpToToday({ store, clock }: Server, { record }: TraineeOfClass): Promise<JudgedDay[]> {
  const now = clock.now()
  const today = dateOf(now)
  const marks = {
    index: 'byId',
    equal: [],
    from: classDayId(record.id, EARLIEST),
    to: classDayId(record.id, today),
  }
  const marked = new Set((await readAll(store, DIRTY_DAYS, marks)).map(({ id }) => id))
  const rows = await readAll(store, JUDGED_DAYS, { index: 'byClass', equal: [record.id], to: today })
  const rowOf = new Map(rows.map(row => [row.date, row]))
  const days: JudgedDay[] = []
  for (const plan of daysOf(record.training)) {
    if (plan.date > today) break
    const isMarked = marked.has(classDayId(record.id, plan.date))
    const day = await freshDay(store, record, plan, { row: rowOf.get(plan.date) ?? null, isMarked }, now)
    if (day) days.push(day)
  }
  return days
}

const EARLIEST = '0000-01-01'
