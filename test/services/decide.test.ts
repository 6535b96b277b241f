import type { Input } from '../../cloudfunctions/contract/app'
import { classDayEvents, DATE as DAY, everything } from './kept'
import { at, keyOf, School } from './school'

const CLOSES = at(DAY, '12:40')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

type Decision = Pick<Input<'decide'>, 'verdict'> & Partial<Input<'decide'>>

const decision = (key: string, more: Decision): Input<'decide'> => ({
  classId: 'C1',
  date: DAY,
  reason: '现场核查属实',
  decisionKey: keyOf(key),
  seen: 0,
  ...more,
})
const revision = async () =>
  (await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })).revision
/** By a reviewer who has looked at the day just now. */
const decide = async (key: string, more: Decision) =>
  school.answer('supervisor', 'decide', decision(key, { seen: await revision(), ...more }))
const kept = () => classDayEvents(school)

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

  it('a day that waits for a silent camera can be decided, and stays so when the camera is back', async () => {
    school.platform.set('CAM1', 'camera-offline')
    school.now = at(DAY, '13:00')
    await school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DAY })
    expect((await decide('a', { verdict: 'accepted' })).detail).toMatchObject({
      recording: 'unknown',
      row: { status: 'accepted' },
    })
    school.platform.set('CAM1', [])
    school.now = at(DAY, '14:00')
    await school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DAY })
    expect(await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })).toMatchObject({
      recording: 'flagged',
      row: { status: 'accepted', flags: ['no-recording'] },
    })
  })
})

describe('a decision sent again is one decision', () => {
  it('answers the same, its effect included', async () => {
    await school.ordinaryDay(DAY, 25)
    const first = await decide('a', { verdict: 'accepted' })
    school.now += 1
    // The app sends again what it sent, with what its reviewer had seen then.
    const again = await decide('a', { verdict: 'accepted', seen: 0 })
    expect(again).toEqual({ ...first, detail: { ...first.detail, now: school.now } })
    expect(await kept()).toHaveLength(1)
  })

  it('also when many sends race each other', async () => {
    await school.ordinaryDay(DAY, 25)
    await revision()
    const sends = Array.from({ length: 20 }, () =>
      school.answer('supervisor', 'decide', decision('a', { verdict: 'accepted' })),
    )
    const answers = await Promise.all(sends)
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(await kept()).toHaveLength(1)
  })

  it.each([
    ['another verdict', { verdict: 'rejected' }],
    ['another reason', { verdict: 'accepted', reason: '别的理由' }],
    ['a trainee', { verdict: 'accepted', traineeId: 'T1' }],
  ] as const)('refuses the same key with %s', async (_, other) => {
    await school.ordinaryDay(DAY, 25)
    await decide('a', { verdict: 'accepted' })
    const outcome = await school.ask('supervisor', 'decide', decision('a', other))
    expect(outcome).toEqual({ done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } })
    expect(await kept()).toHaveLength(1)
  })
})

describe('a decision on several trainees is one of each, all or none', () => {
  const traineeIds = ['T1', 'T2']
  const both: Decision = { traineeIds, verdict: 'accepted' }
  beforeEach(() => school.ordinaryDay(DAY, 45))

  it('clears each of them, with the reason in the record of each', async () => {
    const { before, detail } = await decide('a', both)
    // T1's four hours waited for a word on the witness; T2 was absent, whom an acceptance makes up for.
    expect(before).toEqual({ provisionalHours: 4, confirmedHours: 0 })
    expect(detail.row).toMatchObject({ provisionalHours: 8, confirmedHours: 8 })
    expect(detail.decisions).toMatchObject([
      { traineeId: 'T1', verdict: 'accepted', hours: null, reason: '现场核查属实' },
      { traineeId: 'T2', verdict: 'accepted', hours: null, reason: '现场核查属实' },
    ])
  })

  it('does what one after the other would have done', async () => {
    const { detail } = await decide('a', both)
    const other = await School.open()
    try {
      await other.ordinaryDay(DAY, 45)
      for (const [seen, traineeId] of traineeIds.entries()) {
        await other.answer(
          'supervisor',
          'decide',
          decision(traineeId, { traineeId, verdict: 'accepted', seen }),
        )
      }
      const { trainees, row } = await other.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
      expect(detail).toMatchObject({ trainees, row })
    } finally {
      await other.close()
    }
  })

  it('is one of each however often it is sent', async () => {
    const seen = await revision()
    const sends = Array.from({ length: 10 }, () =>
      school.answer('supervisor', 'decide', decision('a', { ...both, seen })),
    )
    const answers = await Promise.all(sends)
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect((await kept()).filter(({ type }) => type === 'decision')).toHaveLength(2)
  })

  it.each([
    ['one of them', { traineeIds: ['T1'] }],
    ['the other order', { traineeIds: ['T2', 'T1'] }],
    ['the class', { traineeIds: undefined }],
    ['another reason', { reason: '别的理由' }],
  ] as const)('refuses the same key with %s', async (_, other) => {
    await decide('a', both)
    const outcome = await school.ask('supervisor', 'decide', decision('a', { ...both, ...other } as Decision))
    expect(outcome).toEqual({ done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } })
    expect(await kept()).toHaveLength(2)
  })

  it('refuses a key that decided on one of them alone', async () => {
    await decide('a', { traineeId: 'T1', verdict: 'accepted' })
    const outcome = await school.ask('supervisor', 'decide', decision('a', both))
    expect(outcome).toEqual({ done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } })
    expect(await kept()).toHaveLength(1)
  })

  it.each([
    ['of one of them is told first', ['T1', 'T2'], false],
    ['of another trainee waits', ['T1'], true],
  ])('an appeal meanwhile %s', async (_, traineeIds, done) => {
    const seen = await revision()
    const appeal = { date: DAY, kind: 'appeal', text: '我在现场', appealKey: keyOf('p') } as const
    await school.answer('t2', 'appeal-day', appeal)
    const outcome = await school.ask('supervisor', 'decide', decision('a', { ...both, traineeIds, seen }))
    expect(outcome).toMatchObject(done ? { done } : { done, refusal: { what: 'appealed-meanwhile' } })
  })

  it('decides on nobody where one is not of the class', async () => {
    const traineeIds = ['T1', 'T3']
    const outcome = await school.ask('supervisor', 'decide', decision('a', { ...both, traineeIds }))
    expect(outcome).toEqual({ done: false, refusal: { code: 'not-found', what: 'trainee' } })
    expect(await kept()).toEqual([])
  })

  it.each([
    ['nobody', { traineeIds: [] }],
    ['somebody twice', { traineeIds: ['T1', 'T1'] }],
    ['somebody more beside them', { traineeId: 'T1' }],
    ['more than 50', { traineeIds: Array.from({ length: 51 }, (_, n) => `T${n}`) }],
    ['hours for all', { hours: 3 }],
  ])('does not name %s', async (_, more) => {
    await expect(decide('a', { ...both, ...more } as Decision)).rejects.toThrow(/traineeIds|hours/)
  })

  it('names up to 50', async () => {
    const traineeIds = Array.from({ length: 50 }, (_, n) => `T${n}`)
    const outcome = await school.ask('supervisor', 'decide', decision('a', { ...both, traineeIds }))
    expect(outcome).toEqual({ done: false, refusal: { code: 'not-found', what: 'trainee' } })
  })
})

describe('of two reviewers the second is told what the first did', () => {
  const first = at(DAY, '13:30')
  beforeEach(async () => {
    await school.ordinaryDay(DAY, 25)
    school.now = first
    await decide('a', { verdict: 'accepted' })
    school.now = first + 60_000
  })

  it('who has seen one event less is told who and when, and nothing is kept', async () => {
    const before = await everything(school.store)
    const outcome = await school.ask('supervisor', 'decide', decision('b', { verdict: 'rejected', seen: 0 }))
    expect(outcome).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'acted-meanwhile', by: 'supervisor 的姓名', at: first },
    })
    expect(await everything(school.store)).toBe(before)
  })

  it('who has seen it decides', async () => {
    const { detail } = await decide('b', { verdict: 'rejected', seen: 1 })
    expect(detail).toMatchObject({ revision: 2, row: { status: 'rejected' } })
  })

  it('of two who decide otherwise at once, one is told', async () => {
    await revision()
    const outcomes = await Promise.all(
      (['accepted', 'rejected'] as const).map(verdict =>
        school.ask('supervisor', 'decide', decision(verdict, { verdict, seen: 1 })),
      ),
    )
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
    expect(outcomes.find(({ done }) => !done)).toMatchObject({
      refusal: { what: 'acted-meanwhile', by: 'supervisor 的姓名', at: school.now },
    })
    expect(await kept()).toHaveLength(2)
  })

  it('an explanation that came meanwhile is news too', async () => {
    const day = { classId: 'C1', date: DAY }
    const asked = await school.answer('supervisor', 'ask-explanation', {
      ...day,
      question: '为什么？',
      requestKey: keyOf('q'),
    })
    const requestId = asked.questions[0]?.requestId ?? ''
    await school.answer('i1', 'explain', { ...day, requestId, text: '停电', explanationKey: keyOf('e') })
    const outcome = await school.ask('supervisor', 'decide', decision('b', { verdict: 'rejected', seen: 2 }))
    expect(outcome).toMatchObject({ refusal: { what: 'acted-meanwhile', by: 'i1 的姓名', at: school.now } })
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
    expect(await kept()).toEqual([])
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
