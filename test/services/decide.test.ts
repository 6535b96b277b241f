import type { Input } from '../../cloudfunctions/contract/app'
import { DECISIONS } from '../../cloudfunctions/services/documents/decisions'
import { readAll } from '../../cloudfunctions/services/documents/read'
import { at, keyOf, School } from './school'

const DAY = '2024-06-03'
const CLOSES = at(DAY, '12:40')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

type Decision = Omit<Input<'decide'>, 'classId' | 'date' | 'reason' | 'decisionKey'>

const decision = (key: string, more: Partial<Input<'decide'>> & Decision): Input<'decide'> => ({
  classId: 'C1',
  date: DAY,
  reason: '现场核查属实',
  decisionKey: keyOf(key),
  ...more,
})
const decide = (key: string, more: Partial<Input<'decide'>> & Decision) =>
  school.answer('supervisor', 'decide', decision(key, more))
const kept = () => readAll(school.store, DECISIONS, { index: 'inOrder', equal: ['C1'] })

describe('a decision changes hours', () => {
  it('a flagged class-day counts nothing until it is accepted, and nothing again once it is rejected', async () => {
    // One segment of the two that are needed; T1's witnessed check-ins are accepted first.
    await school.ordinaryDay(DAY, 25)
    await decide('t1', { traineeId: 'T1', verdict: 'accepted' })
    const accepted = await decide('a', { verdict: 'accepted' })
    expect(accepted.before).toEqual({ provisionalHours: 4, confirmedHours: 0 })
    expect(accepted.detail.row).toMatchObject({ status: 'accepted', provisionalHours: 4, confirmedHours: 4 })
    expect(accepted.detail).toMatchObject({ recording: 'flagged', row: { flags: ['too-few-segments'] } })
    school.now += 1
    const rejected = await decide('b', { verdict: 'rejected' })
    expect(rejected.before).toEqual({ provisionalHours: 4, confirmedHours: 4 })
    expect(rejected.detail.row).toMatchObject({ status: 'rejected', provisionalHours: 0, confirmedHours: 0 })
    const { confirmedHours, scheduledHours } = await school.answer('t1', 'my-days', {})
    expect([confirmedHours, scheduledHours]).toEqual([0, 4])
  })

  it('recognises the hours named for a trainee', async () => {
    await school.ordinaryDay(DAY, 45)
    const { detail } = await decide('a', { traineeId: 'T1', verdict: 'accepted', hours: 3 })
    expect(detail.trainees.find(({ traineeId }) => traineeId === 'T1')).toMatchObject({
      status: 'accepted',
      confirmedHours: 3,
    })
    expect(await school.answer('t1', 'my-days', {})).toMatchObject({ confirmedHours: 3, confirmedRate: 7500 })
  })

  it('of two at one instant the one given later stands', async () => {
    await school.ordinaryDay(DAY, 45)
    await decide('a', { verdict: 'rejected' })
    const { detail } = await decide('b', { verdict: 'accepted' })
    expect(detail.row.status).toBe('accepted')
    expect(detail.decisions.map(({ verdict }) => verdict)).toEqual(['rejected', 'accepted'])
  })

  it('stands over an earlier one also when the clock was set back', async () => {
    await school.ordinaryDay(DAY, 45)
    await decide('a', { verdict: 'rejected' })
    school.now -= 60_000 * 10
    const { detail } = await decide('b', { verdict: 'accepted' })
    expect(detail.row.status).toBe('accepted')
  })
})

describe('a decision sent again is one decision', () => {
  it('answers the same, its effect included', async () => {
    await school.ordinaryDay(DAY, 25)
    const first = await decide('a', { verdict: 'accepted' })
    school.now += 1
    expect(await decide('a', { verdict: 'accepted' })).toEqual(first)
    expect(await kept()).toHaveLength(1)
  })

  it('also when the sends race each other, and different ones all stay', async () => {
    await school.ordinaryDay(DAY, 25)
    await Promise.all(['a', 'a', 'b', 'c'].map(key => decide(key, { verdict: 'accepted' })))
    expect((await kept()).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  it.each([
    ['another verdict', { verdict: 'rejected' } as const],
    ['another reason', { verdict: 'accepted', reason: '别的理由' } as const],
    ['a trainee', { verdict: 'accepted', traineeId: 'T1' } as const],
  ])('refuses the same key with %s', async (_, other) => {
    await school.ordinaryDay(DAY, 25)
    await decide('a', { verdict: 'accepted' })
    const outcome = await school.ask('supervisor', 'decide', decision('a', other))
    expect(outcome).toEqual({ done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } })
  })
})

describe('a decision waits for the day to be over', () => {
  it.each([
    ['a millisecond before the window closes', CLOSES - 1, false],
    ['when the window closes', CLOSES, true],
  ])('%s', async (_, now, done) => {
    school.now = now
    const outcome = await school.ask('supervisor', 'decide', decision('a', { verdict: 'accepted' }))
    expect(outcome.done).toBe(done)
    if (!outcome.done) {
      expect(outcome.refusal).toEqual({ code: 'conflict', what: 'day-still-open', closesAt: CLOSES })
    }
    const { decidableFrom, row } = await school.answer('supervisor', 'class-day', {
      classId: 'C1',
      date: DAY,
    })
    expect(decidableFrom).toBe(CLOSES)
    expect(row.open).toBe(!done)
  })
})

describe('a decision must be about something', () => {
  const refused = async (more: Partial<Input<'decide'>>) => {
    school.now = at('2024-06-06', '09:00')
    const outcome = await school.ask('supervisor', 'decide', decision('a', { verdict: 'accepted', ...more }))
    return outcome.done ? null : outcome.refusal
  }

  it.each([
    [{ classId: 'C9' }, 'class'],
    [{ date: '2024-06-05' }, 'class-day'],
    [{ traineeId: 'T9' }, 'trainee'],
    [{ traineeId: 'T3' }, 'trainee'],
  ])('%j', async (more, what) => {
    expect(await refused(more)).toEqual({ code: 'not-found', what })
  })

  it('recognises at most the day’s hours', async () => {
    expect(await refused({ traineeId: 'T1', hours: 5 })).toEqual({ code: 'too-many-hours', most: 4 })
    expect(await refused({ traineeId: 'T1', hours: 4 })).toBeNull()
  })

  it.each([
    ['a class-day', { hours: 3 }],
    ['a rejection', { traineeId: 'T1', verdict: 'rejected' as const, hours: 0 }],
  ])('names no hours for %s', async (_, more) => {
    await expect(refused(more)).rejects.toThrow('hours')
  })

  it.each(['', '  '])('gives a reason, not %j', async reason => {
    await expect(refused({ reason })).rejects.toThrow('reason')
  })
})

describe('the list of class-days', () => {
  it('holds the days up to today, newest first, and says which are still open', async () => {
    school.now = at('2024-06-04', '09:00')
    const { rows } = await school.answer('supervisor', 'class-days', {})
    expect(rows.map(({ classId, date, open }) => [classId, date, open])).toEqual([
      ['C1', '2024-06-04', true],
      ['C2', '2024-06-04', true],
      ['C1', '2024-06-03', false],
      ['C2', '2024-06-03', false],
    ])
  })

  it('asks for no decision on an open day, nor on a day in order', async () => {
    await school.ordinaryDay(DAY, 45)
    await decide('a', { traineeId: 'T1', verdict: 'accepted' })
    school.now = at('2024-06-04', '09:00')
    const { rows } = await school.answer('supervisor', 'class-days', { pendingOnly: true })
    expect(rows.map(({ classId, date }) => [classId, date])).toEqual([['C2', '2024-06-03']])
  })
})
