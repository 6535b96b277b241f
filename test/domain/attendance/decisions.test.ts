import {
  anotherClass,
  at,
  checkedIn,
  checkedOut,
  enrolled,
  type Fact,
  filmed,
  judge,
  later,
  lesson,
  lessons,
  MORNING,
  NEXT_DAY,
  online,
  ruledClassDay,
  ruledTraineeDay,
} from '../../support/situation'

/** R9: what a decision does to the day it is about. */
const COMPLIANT = filmed('08:30-09:10')
const ON_TIME = [checkedIn('08:25'), checkedOut('11:45')]

describe('a class-day', () => {
  const ONLINE = lessons(online('08:30-10:00', 2))

  test.each([
    ['compliant', [COMPLIANT], []],
    ['not-required', [ONLINE], []],
    ['flagged', [], ['no-recording']],
  ] as const)('found %s takes the verdict, while recording and flags stay', (found, facts, flags) => {
    expect(judge(...facts).classDay).toMatchObject({ recording: found, status: found, flags })
    for (const verdict of ['accepted', 'rejected'] as const) {
      expect(judge(...facts, ruledClassDay(verdict)).classDay).toMatchObject({
        recording: found,
        status: verdict,
        flags,
      })
    }
  })

  test('a decision on a trainee-day leaves it as it was', () => {
    expect(judge(ruledTraineeDay('accepted')).classDay.status).toBe('flagged')
  })

  test('a decision is about its own date and class alone', () => {
    const twoDays = lessons(...MORNING, ...MORNING.map(held => ({ ...held, date: NEXT_DAY })))
    const { classDays } = judge(twoDays, anotherClass('C2'), ruledClassDay('accepted', { on: NEXT_DAY }))
    expect(classDays.map(day => [day.classId, day.date, day.status])).toEqual([
      ['C1', '2024-06-03', 'flagged'],
      ['C1', '2024-06-04', 'accepted'],
      ['C2', '2024-06-03', 'flagged'],
    ])
  })
})

describe('a trainee-day', () => {
  test.each([
    ['clean', ON_TIME, []],
    ['clean', [checkedIn('08:41'), checkedOut('11:45')], ['late']],
    ['flagged', [checkedIn('08:25')], ['missing-end']],
    ['absent', [], ['absent']],
  ] as const)('found %s takes the verdict, while its flags stay', (found, facts, flags) => {
    expect(judge(...facts).traineeDay).toMatchObject({ status: found, flags })
    for (const verdict of ['accepted', 'rejected'] as const) {
      expect(judge(...facts, ruledTraineeDay(verdict)).traineeDay).toMatchObject({ status: verdict, flags })
    }
  })

  test("a decision on the class-day leaves the trainee-day's status as it was", () => {
    expect(judge(ruledClassDay('accepted'), ...ON_TIME).traineeDay.status).toBe('clean')
    expect(judge(ruledClassDay('rejected'), checkedIn('08:25')).traineeDay.status).toBe('flagged')
  })

  test('a decision is about its own trainee alone', () => {
    const { traineeDays } = judge(enrolled('T2'), ruledTraineeDay('accepted', { of: 'T2' }))
    expect(traineeDays.map(day => day.status)).toEqual(['absent', 'accepted'])
  })
})

describe('the latest decision stands', () => {
  const noon = at('12:00')
  const status = (...facts: readonly Fact[]) => judge(...facts).classDay.status

  test('by its instant, in whatever order they are given', () => {
    const first = ruledClassDay('accepted', { at: noon })
    const second = ruledClassDay('rejected', { at: later(noon) })
    expect(status(first, second)).toBe('rejected')
    expect(status(second, first)).toBe('rejected')
  })

  test('of two at one instant, the one given later', () => {
    const accepted = ruledClassDay('accepted', { at: noon })
    const rejected = ruledClassDay('rejected', { at: noon })
    expect(status(accepted, rejected)).toBe('rejected')
    expect(status(rejected, accepted)).toBe('accepted')
  })

  test('the same for a trainee-day, with its hours', () => {
    const hours = (...facts: readonly Fact[]) => judge(...facts).traineeDay.provisionalHours
    const three = ruledTraineeDay('accepted', { at: noon, hours: 3 })
    const one = ruledTraineeDay('accepted', { at: noon, hours: 1 })
    const rejected = ruledTraineeDay('rejected', { at: later(noon) })
    expect([hours(three, one), hours(one, three), hours(rejected, three)]).toEqual([1, 3, 0])
  })

  test('three of them: the earlier ones given last do not stand', () => {
    const middle = ruledClassDay('accepted', { at: noon })
    const last = ruledClassDay('rejected', { at: later(noon) })
    expect(status(last, middle, ruledClassDay('accepted', { at: noon - 1 }))).toBe('rejected')
  })
})

describe('accepted with hours', () => {
  const recognised = (hours: number, ...facts: readonly Fact[]) =>
    judge(COMPLIANT, ...facts, ruledTraineeDay('accepted', { hours })).traineeDay.confirmedHours

  test.each([0, 1, 4])('recognises %i of the four scheduled, whatever the check-ins say', hours => {
    expect(recognised(hours)).toBe(hours)
    expect(recognised(hours, ...ON_TIME)).toBe(hours)
    expect(recognised(hours, checkedIn('08:25'))).toBe(hours)
  })
})

describe('accepted without hours', () => {
  const recognised = (...facts: readonly Fact[]) =>
    judge(COMPLIANT, ...facts, ruledTraineeDay('accepted')).traineeDay.confirmedHours

  test('takes a missing start as the first start', () => {
    expect(recognised(checkedOut('11:45'))).toBe(4)
    expect(recognised(checkedOut('10:00'))).toBe(2)
  })

  test('takes a missing end as the last end', () => {
    expect(recognised(checkedIn('08:25'))).toBe(4)
    expect(recognised(checkedIn('10:10'))).toBe(2)
  })

  test('takes both for an absent trainee: a make-up of the whole day', () => {
    expect(recognised()).toBe(4)
  })

  test('still counts from a late start that is there', () => {
    expect(recognised(checkedIn('08:40:00.001'), checkedOut('11:45'))).toBe(3)
  })

  test('makes of the whole day what R8 makes of it, not the scheduled hours', () => {
    const tight = lessons(lesson('08:30-09:59', 2))
    expect(judge(tight, ruledClassDay('accepted'), ruledTraineeDay('accepted')).traineeDay).toMatchObject({
      provisionalHours: 1,
      confirmedHours: 1,
    })
  })

  test('an end before the first start, or a start after the last end, leaves nothing', () => {
    expect(recognised(checkedOut('07:40'))).toBe(0)
    expect(recognised(checkedIn('12:00'))).toBe(0)
  })
})
