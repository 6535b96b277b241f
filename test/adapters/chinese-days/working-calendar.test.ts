import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { workingDaysAfter } from '../../../cloudfunctions/domain/working-days'

const calendar = createWorkingCalendar({ years: [], days: {} })

/** 国务院办公厅关于2024年部分节假日安排的通知 (国办发明电〔2023〕7号), whole. */
const HOLIDAYS_2024 = [
  ['2024-01-01', 1],
  ['2024-02-10', 8],
  ['2024-04-04', 3],
  ['2024-05-01', 5],
  ['2024-06-08', 3],
  ['2024-09-15', 3],
  ['2024-10-01', 7],
] as const
const MAKE_UP_DAYS_2024 = [
  '2024-02-04',
  '2024-02-18',
  '2024-04-07',
  '2024-04-28',
  '2024-05-11',
  '2024-09-14',
  '2024-09-29',
  '2024-10-12',
]

function dates(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
  )
}

test('every day of 2024 is as the State Council’s notice has it', () => {
  const holidays = new Set(HOLIDAYS_2024.flatMap(([first, count]) => dates(first, count)))
  for (const date of dates('2024-01-01', 366)) {
    const weekend = [0, 6].includes(new Date(date).getUTCDay())
    const worked = MAKE_UP_DAYS_2024.includes(date) || !(weekend || holidays.has(date))
    expect([date, calendar(date)]).toEqual([date, worked])
  }
})

test('a year whose notice is known is known from its first to its last day', () => {
  expect(calendar('2025-01-01')).toBe(false)
  expect(calendar('2025-12-31')).toBe(true)
  expect(calendar('2025-09-28')).toBe(true)
})

test('a year that no notice covers is unknown on every day: weekdays, weekends and 1 January alike', () => {
  for (const date of ['2027-01-01', '2027-03-01', '2027-03-06', '2027-10-01', '2027-12-31']) {
    expect(calendar(date)).toBeNull()
  }
  expect(calendar('1999-10-01')).toBeNull()
})

test('a deadline that reaches into an unknown year is reported, one that ends before it is not', () => {
  expect(workingDaysAfter('2026-12-24', 5, calendar)).toEqual({ kind: 'due', on: '2026-12-31' })
  expect(workingDaysAfter('2026-12-25', 5, calendar)).toEqual({ kind: 'calendar-unknown', year: 2027 })
})

describe('the override table', () => {
  test('moves single days of a known year, either way', () => {
    const moved = createWorkingCalendar({ years: [], days: { '2024-07-15': false, '2024-07-20': true } })
    expect([moved('2024-07-15'), moved('2024-07-20')]).toEqual([false, true])
    expect([moved('2024-07-16'), moved('2024-07-21')]).toEqual([true, false])
  })

  test('adds a whole year, whose other days go by the week', () => {
    const added = createWorkingCalendar({ years: [2027], days: { '2027-01-01': false, '2027-01-02': true } })
    expect(added('2027-01-01')).toBe(false)
    expect(added('2027-01-02')).toBe(true)
    expect(added('2027-01-03')).toBe(false)
    expect(added('2027-01-04')).toBe(true)
    expect(added('2028-01-03')).toBeNull()
  })

  test('of single days leaves the rest of an unknown year unknown', () => {
    const one = createWorkingCalendar({ years: [], days: { '2027-01-01': false } })
    expect([one('2027-01-01'), one('2027-01-04')]).toEqual([false, null])
  })

  test('for a year that the library knows goes by the table and the week, not by the library', () => {
    const rewritten = createWorkingCalendar({ years: [2024], days: {} })
    expect(rewritten('2024-10-01')).toBe(true)
    expect(rewritten('2024-09-29')).toBe(false)
  })
})
