import { type WorkingCalendar, workingDaysAfter } from '../../cloudfunctions/domain/working-days'
import { judge, theProject } from '../support/situation'

/** R14. */
const due = (contractsSignedOn: string) => judge(theProject({ contractsSignedOn })).settlement.fundsDueOn

describe('funds are due five working days after the signing', () => {
  test('signed on Friday 2024-09-27: 29 and 30 September are worked, 1 to 7 October are not, due on 2024-10-10', () => {
    expect(due('2024-09-27')).toBe('2024-10-10')
  })

  test('signed on Friday 2024-07-12: due on Friday 2024-07-19', () => {
    expect(due('2024-07-12')).toBe('2024-07-19')
  })

  test.each([
    ['the day before a make-up Sunday', '2024-04-26', '2024-05-07'],
    ['a make-up Sunday itself, which does not count', '2024-04-28', '2024-05-08'],
    ['a Monday', '2024-07-15', '2024-07-22'],
    ['a Saturday', '2024-07-13', '2024-07-19'],
    ['in the holidays: 8 to 11 October and Saturday 12 are worked', '2024-10-01', '2024-10-12'],
    ['before the new year: 1 January 2025 is not worked', '2024-12-27', '2025-01-06'],
  ])('signed on %s, %s: due on %s', (_, signed, expected) => {
    expect(due(signed)).toBe(expected)
  })

  test('without a signing nothing is due', () => {
    expect(judge().settlement.fundsDueOn).toBeNull()
  })

  test('met or not met, the date stands', () => {
    const { settlement } = judge(theProject({ contractsSignedOn: '2024-07-12' }))
    expect([settlement.employment.met, settlement.fundsDueOn]).toEqual([false, '2024-07-19'])
  })

  test('a project without classes has a date too', () => {
    const { settlement } = judge(theProject({ contractsSignedOn: '2024-07-12' }), file => {
      file.classes.splice(0)
      file.trainees.splice(0)
    })
    expect(settlement.fundsDueOn).toBe('2024-07-19')
  })

  test('a year that no notice covers is not guessed', () => {
    expect(due('2026-12-24')).toBe('2026-12-31')
    expect(due('2026-12-25')).toBeNull()
    expect(due('2027-03-05')).toBeNull()
  })
})

describe('counting working days', () => {
  const everyDay: WorkingCalendar = () => true

  test('starts on the day after', () => {
    expect(workingDaysAfter('2024-07-12', 1, everyDay)).toEqual({ kind: 'due', on: '2024-07-13' })
    expect(workingDaysAfter('2024-07-12', 0, everyDay)).toEqual({ kind: 'due', on: '2024-07-12' })
  })

  test('goes over the ends of months and years, leap days too', () => {
    expect(workingDaysAfter('2024-02-28', 2, everyDay)).toEqual({ kind: 'due', on: '2024-03-01' })
    expect(workingDaysAfter('2024-12-31', 1, everyDay)).toEqual({ kind: 'due', on: '2025-01-01' })
  })

  test('names the first year that it does not know, as soon as the count reaches it', () => {
    const until2026: WorkingCalendar = date => (date < '2027' ? true : null)
    expect(workingDaysAfter('2026-12-26', 5, until2026)).toEqual({ kind: 'due', on: '2026-12-31' })
    expect(workingDaysAfter('2026-12-27', 5, until2026)).toEqual({ kind: 'calendar-unknown', year: 2027 })
  })
})
