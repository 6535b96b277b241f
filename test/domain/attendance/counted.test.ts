import {
  at,
  checkedIn,
  checkedOut,
  type Fact,
  judge,
  later,
  lesson,
  lessons,
  NEXT_DAY,
  online,
  sooner,
} from '../../support/situation'

/** R6: which check-ins count. The morning's window is 07:30 to 12:40. */
const START_SEEN = { flags: ['missing-end'] }
const END_SEEN = { flags: ['left-early', 'missing-start'] }
const NOBODY = { flags: ['absent'], start: null, end: null }

const traineeDay = (...facts: readonly Fact[]) => judge(...facts).traineeDay

describe('the window', () => {
  test('opens 60 minutes before the first start: 07:30:00.000 counts, a millisecond sooner does not', () => {
    expect(traineeDay(checkedIn('07:30'))).toMatchObject({ ...START_SEEN, start: at('07:30') })
    expect(traineeDay(checkedIn(sooner(at('07:30'))))).toMatchObject(NOBODY)
  })

  test('closes 60 minutes after the latest end: 12:40:00.000 counts, a millisecond later does not', () => {
    expect(traineeDay(checkedOut('12:40'))).toMatchObject({ end: at('12:40'), flags: ['missing-start'] })
    expect(traineeDay(checkedOut(later(at('12:40'))))).toMatchObject(NOBODY)
  })

  test('holds an end as soon as it opens, and a start until it closes', () => {
    expect(traineeDay(checkedOut('07:30'))).toMatchObject(END_SEEN)
    expect(traineeDay(checkedIn('12:40'))).toMatchObject({ flags: ['late', 'missing-end'] })
  })

  test('reaches over online lessons too', () => {
    const day = lessons(online('07:00-07:45', 1), lesson('08:30-10:00', 2), online('13:00-13:45', 1))
    expect(traineeDay(day, checkedIn('06:00'))).toMatchObject(START_SEEN)
    expect(traineeDay(day, checkedIn(sooner(at('06:00'))))).toMatchObject(NOBODY)
    expect(traineeDay(day, checkedOut('14:45'))).toMatchObject({ flags: ['missing-start'] })
    expect(traineeDay(day, checkedOut(later(at('14:45'))))).toMatchObject(NOBODY)
  })

  test('closes after the latest end, though the lesson that ends last did not start last', () => {
    const day = lessons(lesson('08:30-11:40', 4), lesson('09:00-09:45', 1))
    expect(traineeDay(day, checkedOut('12:40'))).toMatchObject({ flags: ['missing-start'] })
  })

  test('takes no account of a lesson with impossible times', () => {
    const day = lessons(lesson('08:30-10:00', 2), lesson('13:00-13:00', 1))
    expect(traineeDay(day, checkedOut('11:00:00.001'))).toMatchObject(NOBODY)
  })

  test('of a lesson after midnight opens on the evening before', () => {
    const early = lessons(lesson('00:30-02:00', 2, { date: NEXT_DAY }))
    expect(traineeDay(early, checkedIn('23:30'))).toMatchObject({ date: NEXT_DAY, start: at('23:30') })
    expect(traineeDay(early, checkedIn(sooner(at('23:30'))))).toMatchObject(NOBODY)
  })

  test('of two days may hold one check-in: it counts in each and is judged in each', () => {
    const night = lessons(lesson('21:30-23:00', 2), lesson('00:30-02:00', 2, { date: NEXT_DAY }))
    const { traineeDays } = judge(night, checkedIn('23:45'))
    expect(traineeDays).toMatchObject([
      { start: at('23:45'), flags: ['late', 'missing-end'] },
      { start: at('23:45'), flags: ['missing-end'] },
    ])
  })

  test('of two days parts where one window closes', () => {
    const night = lessons(lesson('21:30-23:00', 2), lesson('00:30-02:00', 2, { date: NEXT_DAY }))
    const starts = (time: number) => judge(night, checkedIn(time)).traineeDays.map(day => day.start)
    expect(starts(sooner(at('23:30')))).toEqual([sooner(at('23:30')), null])
    expect(starts(at('00:00', NEXT_DAY))).toEqual([at('00:00', NEXT_DAY), at('00:00', NEXT_DAY)])
    expect(starts(later(at('00:00', NEXT_DAY)))).toEqual([null, later(at('00:00', NEXT_DAY))])
  })
})

describe('a face check-in', () => {
  test.each([
    [true, true, at('08:20')],
    [true, false, null],
    [false, true, null],
    [false, false, null],
  ])('with matched %p and live %p', (matched, live, start) => {
    expect(traineeDay(checkedIn('08:20', { face: { matched, live } })).start).toBe(start)
  })

  test('that failed hinders no later one that succeeds', () => {
    const failed = checkedIn('08:19', { face: { matched: false, live: true } })
    expect(traineeDay(failed, checkedIn('08:21'))).toMatchObject({ ...START_SEEN, start: at('08:21') })
  })
})

test('a witnessed check-in counts', () => {
  expect(traineeDay(checkedIn('08:20', { witnessed: true })).start).toBe(at('08:20'))
})

test('a check-in counts for its own trainee alone', () => {
  expect(traineeDay(checkedIn('08:20', { by: 'T2' }))).toMatchObject(NOBODY)
})
