import { at, checkedIn, checkedOut, type Fact, judge, later, sooner } from '../../support/situation'

/** R7: grace, notes and what is missing. The morning, four hours: 08:30-10:00, 10:10-11:40. */
const found = (...facts: readonly Fact[]) => {
  const { status, flags, provisionalHours } = judge(...facts).traineeDay
  return { status, flags, hours: provisionalHours }
}
const clean = (hours: number, ...flags: string[]) => ({ status: 'clean', flags, hours })
const flagged = (hours: number, ...flags: string[]) => ({ status: 'flagged', flags, hours })

test('a start at 08:40:00.000 is on time, at 08:40:00.001 late', () => {
  expect(found(checkedIn('08:40'), checkedOut('11:40'))).toEqual(clean(4))
  expect(found(checkedIn(later(at('08:40'))), checkedOut('11:40'))).toEqual(clean(3, 'late'))
})

test('an end at 11:30:00.000 is in time, at 11:29:59.999 early', () => {
  expect(found(checkedIn('08:30'), checkedOut('11:30'))).toEqual(clean(4))
  expect(found(checkedIn('08:30'), checkedOut(sooner(at('11:30'))))).toEqual(clean(3, 'left-early'))
})

test('late and left-early are notes: both on one day leave it clean, the hours say it', () => {
  expect(found(checkedIn('08:41'), checkedOut('11:29'))).toEqual(clean(2, 'late', 'left-early'))
})

test('beyond the grace the presence starts at the tap, not at the end of the grace', () => {
  // From 08:50 the first lesson has 70 minutes left: one hour.
  expect(found(checkedIn('08:50'), checkedOut('11:40'))).toEqual(clean(3, 'late'))
  expect(found(checkedIn('09:15:00.001'), checkedOut('11:40'))).toEqual(clean(2, 'late'))
})

test('no start: missing-start needs a reviewer and makes 0 while pending', () => {
  expect(found(checkedOut('11:40'))).toEqual(flagged(0, 'missing-start'))
})

test('no end: missing-end needs a reviewer and makes 0 while pending', () => {
  expect(found(checkedIn('08:30'))).toEqual(flagged(0, 'missing-end'))
})

test('neither: absent alone, which needs no reviewer and is worth 0', () => {
  expect(found()).toEqual({ status: 'absent', flags: ['absent'], hours: 0 })
})

test('late beside missing-end, left-early beside missing-start', () => {
  expect(found(checkedIn('08:41'))).toEqual(flagged(0, 'late', 'missing-end'))
  expect(found(checkedOut('11:29'))).toEqual(flagged(0, 'left-early', 'missing-start'))
})

test('start and end are printed as tapped, never grace-adjusted', () => {
  expect(judge(checkedIn('08:39'), checkedOut('11:31')).traineeDay).toMatchObject({
    start: at('08:39'),
    end: at('11:31'),
  })
})

test('a start after the last end is a late start of an empty presence', () => {
  expect(found(checkedIn('11:50'), checkedOut('12:00'))).toEqual(clean(0, 'late'))
})
