import {
  at,
  checkedIn,
  checkedOut,
  type Fact,
  judge,
  later,
  lesson,
  lessons,
  online,
  sooner,
} from '../../support/situation'

/** R8. */
const hours = (...facts: readonly Fact[]) => judge(...facts).traineeDay.provisionalHours

describe('whole hours of 45 minutes in the overlap of presence and lesson', () => {
  const oneLesson = lessons(lesson('08:30-10:00', 2))

  test('45:00.000 are one hour, 44:59.999 none', () => {
    expect(hours(oneLesson, checkedIn('09:15'), checkedOut('10:00'))).toBe(1)
    expect(hours(oneLesson, checkedIn(later(at('09:15'))), checkedOut('10:00'))).toBe(0)
  })

  test('the same at the end', () => {
    expect(hours(oneLesson, checkedIn('08:30'), checkedOut('09:15'))).toBe(1)
    expect(hours(oneLesson, checkedIn('08:30'), checkedOut(sooner(at('09:15'))))).toBe(0)
  })

  test('90:00.000 are two hours, a millisecond less one', () => {
    const longLesson = lessons(lesson('08:30-12:00', 4))
    expect(hours(longLesson, checkedIn('10:30'), checkedOut('12:00'))).toBe(2)
    expect(hours(longLesson, checkedIn(later(at('10:30'))), checkedOut('12:00'))).toBe(1)
  })

  test('minutes of two lessons are not added up: 30 and 30 make none', () => {
    const twoLessons = lessons(lesson('08:30-09:15', 1), lesson('09:20-10:05', 1))
    expect(hours(twoLessons, checkedIn('08:45'), checkedOut('09:50'))).toBe(0)
  })

  test('presence between the lessons counts for none', () => {
    const apart = lessons(lesson('08:00-08:45', 1), lesson('13:00-13:45', 1))
    expect(hours(apart, checkedIn('08:45'), checkedOut('13:00'))).toBe(0)
  })
})

test("at most the lesson's own hours: 120 minutes that are worth one hour", () => {
  const generous = lessons(lesson('08:30-10:30', 1))
  expect(hours(generous, checkedIn('08:30'), checkedOut('10:30'))).toBe(1)
})

test('a lesson shorter than its hours gives the hours that fit', () => {
  const tight = lessons(lesson('08:30-09:59', 2))
  expect(hours(tight, checkedIn('08:30'), checkedOut('09:59'))).toBe(1)
})

test("the day's sum is at most 8", () => {
  const eight = [
    lesson('08:00-09:30', 2),
    lesson('09:30-11:00', 2),
    lesson('12:00-13:30', 2),
    lesson('13:30-15:00', 2),
  ]
  const wholeDay = [checkedIn('08:00'), checkedOut('16:00')]
  expect(hours(lessons(...eight.slice(1)), checkedIn('09:30'), checkedOut('15:00'))).toBe(6)
  expect(hours(lessons(...eight), ...wholeDay)).toBe(8)
  expect(hours(lessons(...eight, lesson('15:00-15:45', 1)), ...wholeDay)).toBe(8)
})

test('who comes late to nine hours may still have the eight', () => {
  const nine = lessons(lesson('08:00-08:45', 1), lesson('09:00-15:00', 8))
  expect(hours(nine, checkedIn('08:50'), checkedOut('15:00'))).toBe(8)
})

test('online lessons count like the others', () => {
  const mixed = lessons(online('08:30-10:00', 2), lesson('10:10-11:40', 2))
  expect(hours(mixed, checkedIn('08:30'), checkedOut('11:40'))).toBe(4)
})

test('lessons at the same time count one by one', () => {
  const both = lessons(lesson('08:30-10:00', 2), lesson('08:30-10:00', 2, { kind: 'theory' }))
  expect(hours(both, checkedIn('08:30'), checkedOut('10:00'))).toBe(4)
})

test('a lesson with impossible times counts for nothing', () => {
  const broken = lessons(lesson('08:30-10:00', 2), lesson('10:00-09:00', 2))
  const { traineeDay, classDay } = judge(broken, checkedIn('08:30'), checkedOut('10:00'))
  expect([traineeDay.provisionalHours, classDay.scheduledHours]).toEqual([2, 2])
})
