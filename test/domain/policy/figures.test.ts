import type { Category } from '../../../cloudfunctions/domain/model'
import { changchun2024 } from '../../../cloudfunctions/domain/policy/changchun-2024'
import { amountCapFen, paidHoursCap } from '../../../cloudfunctions/domain/policy/edition'

/** What the policy of 2024-03-25 says, and how its silences are read. An edition is never changed. */
const { figures } = changchun2024
const COURSE = '三 培训课程及时限要求'
const SILENT = '（原文未规定）'

test('every figure has a clause, a meaning and a basis; every number has a unit', () => {
  for (const [name, figure] of Object.entries(figures)) {
    expect(`${name}: ${figure.clause}`).toMatch(/: ([一二三四五六]|（原文未规定）)/)
    expect(figure.meaning.length).toBeGreaterThan(5)
    expect(['text', 'reading']).toContain(figure.basis)
    expect(figure.unit !== '').toBe(typeof figure.value === 'number')
  }
})

test('what the text is silent about is our reading', () => {
  for (const figure of Object.values(figures)) {
    if (figure.clause === SILENT) expect(figure.basis).toBe('reading')
  }
})

test('the figures are those of the text, each with its clause', () => {
  const table = Object.entries(figures).map(([name, figure]) => [
    name,
    figure.value,
    figure.clause,
    figure.basis,
  ])
  expect(table).toEqual([
    ['employmentDemandAtLeast', 5, '三（一）', 'text'],
    ['overEnrolmentPercentAtMost', 20, '三（一）', 'text'],
    ['trainingHoursAtLeast', 40, COURSE, 'text'],
    ['theoryPercentAtMost', 40, COURSE, 'text'],
    ['minutesPerHour', 45, COURSE, 'text'],
    ['hoursPerDayAtMost', 8, COURSE, 'text'],
    ['checkInsPerDay', 2, '三（三）', 'text'],
    ['segmentsPerDayAtLeast', 2, '三（三）', 'text'],
    ['segmentIs', 'stretch', '三（三）', 'reading'],
    ['minutesPerSegment', 20, '三（三）', 'text'],
    ['employedPercentOfDemandAtLeast', 70, '四（一）', 'reading'],
    ['employedPercentOfPlanAtLeast', 70, '四（一）', 'reading'],
    ['onsiteFenPerHour', 2_000, '四（二）', 'text'],
    ['onlineFenPerHour', 1_000, '四（二）', 'text'],
    ['paidHoursCapA', 240, '四（二）', 'text'],
    ['paidHoursCapB', 120, '四（二）', 'text'],
    ['paidHoursCapC', 80, '四（二）', 'text'],
    ['amountCapFenA', 480_000, '四（二）', 'text'],
    ['amountCapFenB', 240_000, '四（二）', 'text'],
    ['amountCapFenC', 160_000, '四（二）', 'text'],
    ['costPercentAtMost', 60, '四（二）(2)', 'text'],
    ['attendancePercentAtLeast', 70, '四（二）(2)', 'text'],
    ['fullCostAttendancePercent', 90, '四（二）(2)', 'text'],
    ['applicationWorkingDays', 5, '五（一）', 'text'],
    ['traineesPerYear', 3_000, '一、二（二）', 'text'],
    ['sessionBreakMinutes', 30, SILENT, 'reading'],
    ['mergeGapSeconds', 10, SILENT, 'reading'],
    ['graceMinutes', 10, SILENT, 'reading'],
    ['checkInOpensMinutes', 60, SILENT, 'reading'],
    ['checkOutClosesMinutes', 60, SILENT, 'reading'],
    ['paidFirst', 'onsite', '四（二）', 'reading'],
  ])
})

test.each([
  ['A', 240, 480_000],
  ['B', 120, 240_000],
  ['C', 80, 160_000],
] as const)('category %s: %i hours, %i fen', (category: Category, hours, fen) => {
  expect(paidHoursCap(changchun2024, category).value).toBe(hours)
  expect(amountCapFen(changchun2024, category).value).toBe(fen)
})

test("a category's amount is its hours at the on-site rate", () => {
  for (const category of ['A', 'B', 'C'] as const) {
    const byHours = paidHoursCap(changchun2024, category).value * figures.onsiteFenPerHour.value
    expect(amountCapFen(changchun2024, category).value).toBe(byHours)
  }
})
