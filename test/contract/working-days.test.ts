import { workingDaysSchema } from '../../cloudfunctions/contract/working-days'

describe('the table of working days', () => {
  it.each([
    [{}, { years: [], days: {} }],
    [{ years: [2000, 2100] }, { years: [2000, 2100], days: {} }],
    [{ days: { '2028-02-29': true } }, { years: [], days: { '2028-02-29': true } }],
  ])('takes %j', (table, whole) => expect(workingDaysSchema.parse(table)).toEqual(whole))

  it.each([
    [{ years: [1999] }],
    [{ years: [2101] }],
    [{ years: ['2027'] }],
    [{ days: { '2027-02-29': true } }],
    [{ days: { '2027-1-1': true } }],
    [{ days: { '2027-01-01': 1 } }],
    [{ holidays: {} }],
    [[]],
    [null],
  ])('refuses %j', table => expect(workingDaysSchema.safeParse(table).success).toBe(false))
})
