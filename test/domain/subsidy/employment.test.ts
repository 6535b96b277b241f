import type { Employment } from '../../../cloudfunctions/domain/model'
import { minimumWageOn } from '../../../cloudfunctions/domain/policy/minimum-wage'
import { EMPLOYED } from '../../support/course'
import { enrolled, judge } from '../../support/situation'

/** R12: verified employment, seen in how many the gate counts. */
function verified(employment: Partial<Employment>): boolean {
  const { settlement } = judge(enrolled('T1', { employment: { ...EMPLOYED, ...employment } }))
  return settlement.employment.employed === 1
}

test('contract and social insurance are both needed', () => {
  expect(verified({})).toBe(true)
  expect(verified({ contract: false })).toBe(false)
  expect(verified({ socialInsurance: false })).toBe(false)
})

test.each([
  ['2021-12-01', 188_000],
  ['2024-09-30', 188_000],
  ['2024-10-01', 212_000],
  ['2025-11-30', 212_000],
  ['2025-12-01', 223_000],
  ['2030-01-01', 223_000],
])('started on %s: %i fen are enough, one fen less is not', (startedOn, monthlyWageFen) => {
  expect(verified({ startedOn, monthlyWageFen })).toBe(true)
  expect(verified({ startedOn, monthlyWageFen: monthlyWageFen - 1 })).toBe(false)
})

test('before the first known minimum wage no employment is verified, whatever the wage', () => {
  expect(verified({ startedOn: '2021-11-30', monthlyWageFen: 9_999_900 })).toBe(false)
  expect(minimumWageOn('2021-11-30')).toBeNull()
})

test('the minimum wage carries its source, and how sure it is', () => {
  expect(minimumWageOn('2024-10-01')).toEqual({
    from: '2024-10-01',
    monthlyFen: 212_000,
    source: '吉政函〔2024〕66号 2024-08-20',
    confidence: 'confirmed',
  })
  expect(minimumWageOn('2024-09-30')?.confidence).toBe('confirmed')
  expect(minimumWageOn('2025-12-01')?.confidence).toBe('secondary')
})

test('no employment at all is not verified', () => {
  expect(judge().settlement.employment.employed).toBe(0)
})
