import { formatRate } from '../../../cloudfunctions/domain/money'
import {
  asOf,
  at,
  checkedIn,
  checkedOut,
  enrolled,
  type Fact,
  filmed,
  judge,
  lessons,
  MORNING,
  NEXT_DAY,
  online,
  ruledClassDay,
  ruledTraineeDay,
  sooner,
} from '../../support/situation'

/** R10. */
const attendance = (...facts: readonly Fact[]) => judge(...facts).attendance[0]!

/** So many days of one online lesson of `hours`, of which `confirmed` in all are recognised. */
function recognised(days: readonly number[], ...hours: readonly number[]): Fact {
  const date = (i: number) => new Date(Date.UTC(2024, 5, 3 + i)).toISOString().slice(0, 10)
  const timetable = days.map((n, i) => online('08:00-15:00', n, { date: date(i) }))
  return file => {
    lessons(...timetable)(file)
    for (const [i, n] of hours.entries()) ruledTraineeDay('accepted', { hours: n, on: date(i) })(file)
  }
}

test.each([
  ['3 of 3', [3], [3], '1.0000'],
  ['2 of 3', [3], [2], '0.6667'],
  ['1 of 3', [3], [1], '0.3333'],
  ['1 of 6', [6], [1], '0.1667'],
  ['1 of 32, half up from 0.03125', [8, 8, 8, 8], [1], '0.0313'],
  ['3 of 32, half up from 0.09375', [8, 8, 8, 8], [3], '0.0938'],
  ['5 of 32, half up from 0.15625', [8, 8, 8, 8], [5], '0.1563'],
  ['28 of 40', [8, 8, 8, 8, 8], [8, 8, 8, 4], '0.7000'],
  ['0 of 40', [8, 8, 8, 8, 8], [], '0.0000'],
])('confirmed over scheduled, four decimals: %s', (_, scheduled, confirmed, rate) => {
  expect(formatRate(attendance(recognised(scheduled, ...confirmed)).confirmedRate)).toBe(rate)
})

test('a day counts for at most 8 scheduled hours', () => {
  const nine = recognised([9, 8], 8)
  expect(attendance(nine)).toMatchObject({ scheduledHours: 16, confirmedHours: 8, confirmedRate: 5000 })
  expect(judge(nine).classDays.map(day => day.scheduledHours)).toEqual([8, 8])
})

test('a rejected day stays in the denominator', () => {
  expect(attendance(recognised([8, 8], 8, 8), ruledClassDay('rejected'))).toMatchObject({
    scheduledHours: 16,
    provisionalHours: 8,
    confirmedHours: 8,
    confirmedRate: 5000,
  })
})

test('with no scheduled hours the rate is 0.0000, and the row is there', () => {
  expect(judge(lessons()).attendance).toEqual([
    {
      traineeId: 'T1',
      classId: 'C1',
      scheduledHours: 0,
      provisionalHours: 0,
      confirmedHours: 0,
      confirmedRate: 0,
    },
  ])
})

describe('with asOf', () => {
  const TWO_DAYS = lessons(...MORNING, ...MORNING.map(held => ({ ...held, date: NEXT_DAY })))
  const evidence = [filmed('08:30-09:10'), checkedIn('08:25'), checkedOut('11:45')]
  const until = (instant: number, ...facts: readonly Fact[]) =>
    judge(TWO_DAYS, ...evidence, ...facts, asOf(instant))

  test("a day is evaluated as soon as its window's end is reached, and not a millisecond sooner", () => {
    expect(until(at('12:40')).classDays.map(day => day.date)).toEqual(['2024-06-03'])
    expect(until(sooner(at('12:40'))).classDays).toEqual([])
    expect(until(sooner(at('12:40', NEXT_DAY))).classDays).toHaveLength(1)
    expect(until(at('12:40', NEXT_DAY)).classDays).toHaveLength(2)
  })

  test('the window ends after the last lesson, online ones too', () => {
    const withOnline = lessons(...MORNING, online('13:00-13:45', 1))
    expect(judge(withOnline, asOf(sooner(at('14:45')))).classDays).toEqual([])
    expect(judge(withOnline, asOf(at('14:45'))).classDays).toHaveLength(1)
  })

  test('the other days have no rows and no part in either side of the fraction', () => {
    const { traineeDays, attendance } = until(at('12:40'))
    expect(traineeDays.map(day => day.date)).toEqual(['2024-06-03'])
    expect(attendance[0]).toMatchObject({ scheduledHours: 4, confirmedHours: 4, confirmedRate: 10_000 })
    expect(until(at('12:40', NEXT_DAY)).attendance[0]).toMatchObject({
      scheduledHours: 8,
      confirmedRate: 5000,
    })
  })

  test('before the first window ended, the rate is 0.0000 of 0', () => {
    expect(until(sooner(at('12:40'))).attendance[0]).toMatchObject({ scheduledHours: 0, confirmedRate: 0 })
  })

  test('it hides days, not evidence: a decision of later date counts', () => {
    const muchLater = ruledTraineeDay('rejected', { at: at('10:00', '2024-07-01') })
    expect(until(at('12:40'), muchLater).attendance[0]).toMatchObject({ confirmedHours: 0 })
  })
})

test('every trainee has an attendance row, by trainee id in code-point order', () => {
  const rows = judge(enrolled('\uff5e'), enrolled('\u{10000}'), enrolled('T0')).attendance
  expect(rows.map(row => row.traineeId)).toEqual(['T0', 'T1', '\uff5e', '\u{10000}'])
})
