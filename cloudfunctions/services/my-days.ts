import type { DayView } from '../contract/app'
import { forecastOf } from '../domain/attendance/forecast'
import { attendanceOf } from '../domain/attendance/rate'
import type { Attendance, DateText, Instant } from '../domain/model'
import { dateOf } from '../domain/time'
import { myDay } from './appeals'
import type { Account } from './documents/accounts'
import { classDayId } from './documents/class-days'
import { DIRTY_DAYS, JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { readAll } from './documents/read'
import { freshDay } from './judging/fresh'
import { type Outcome, refuse } from './outcome'
import { daysOf, planOf } from './schedule'
import type { Server } from './server'
import { type TraineeOfClass, traineeOf } from './trainee'
import { classLabel } from './views'

/** Days up to today, the sums over those whose window has closed (R10), and what they may still become. */
export async function myDays(server: Server, actor: Account): Promise<Outcome<'my-days'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { traineeId, record } = found
  const now = server.clock.now()
  const today = dateOf(now)
  const own = (await daysUpTo(today, server, found, now)).flatMap(day => {
    const traineeDay = day.traineeDays.find(row => row.traineeId === traineeId)
    return traineeDay ? [myDay(traineeDay, day, now)] : []
  })
  const closed = own.filter(({ open }) => !open)
  const isClosed = new Set(closed.map(({ date }) => date))
  const toCome = daysOf(record.training).filter(({ date }) => !isClosed.has(date))
  const { scheduledHours, provisionalHours, confirmedHours, confirmedRate } = sumsOf(found, closed)
  return {
    done: true,
    answer: {
      class: classLabel(record),
      today,
      days: own,
      ahead: toCome
        .filter(({ date }) => date > today)
        .map(({ date, scheduledHours }) => ({ date, scheduledHours })),
      scheduledHours,
      provisionalHours,
      confirmedHours,
      confirmedRate,
      forecast: forecastOf(planOf(record.training).edition.figures, closed, toCome),
    },
  }
}

function sumsOf({ traineeId, record }: TraineeOfClass, closed: readonly DayView[]): Attendance {
  const total = (hours: (of: DayView) => number) => closed.reduce((sum, day) => sum + hours(day), 0)
  return attendanceOf(
    traineeId,
    record.id,
    total(day => day.scheduledHours),
    total(day => day.provisionalHours),
    total(day => day.confirmedHours),
  )
}

async function daysUpTo(
  today: DateText,
  { store }: Server,
  { record }: TraineeOfClass,
  now: Instant,
): Promise<JudgedDay[]> {
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
