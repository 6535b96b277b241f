import { MOST_TAPS_A_DAY } from '../../cloudfunctions/services/check-in'
import { attemptsOn, DATE as DAY, judgedDay } from './kept'
import { at, keyOf, School } from './school'

const OPENS = at(DAY, '07:30')
const CLOSES = at(DAY, '12:40')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

const attempts = (date = DAY) => attemptsOn(school, date)
const dayOf = async (traineeId: string) =>
  (await judgedDay(school))?.traineeDays.find(row => row.traineeId === traineeId)

describe('R6 a check-in counts in the day’s window, both ends included', () => {
  it.each([
    ['at the very opening', OPENS, true],
    ['a millisecond before the opening', OPENS - 1, false],
    ['at the very closing', CLOSES, true],
    ['a millisecond after the closing', CLOSES + 1, false],
  ])('%s', async (_, time, accepted) => {
    const answer = await school.tap('t1', 'start', time, 'a')
    expect(answer.accepted).toBe(accepted)
    if (answer.accepted) expect(answer.checkIn.at).toBe(time)
    else
      expect(answer.refusal).toEqual({ kind: 'outside-window', opensAt: OPENS, closesAt: CLOSES, now: time })
  })

  it('says when the next lesson is, on a day without one', async () => {
    const before = await school.tap('t1', 'start', at('2024-06-02', '09:00'), 'a')
    expect(before).toEqual({
      accepted: false,
      refusal: { kind: 'no-lesson-today', nextLessonDate: '2024-06-03' },
    })
    const after = await school.tap('t1', 'start', at('2024-06-05', '09:00'), 'b')
    expect(after).toEqual({ accepted: false, refusal: { kind: 'no-lesson-today', nextLessonDate: null } })
  })

  it('keeps a refused attempt, with the reason', async () => {
    await school.tap('t1', 'start', OPENS - 1, 'a')
    expect(await attempts()).toMatchObject([{ at: OPENS - 1, refusal: { kind: 'outside-window' } }])
  })
})

describe('one tap is one attempt, however often it is sent', () => {
  it('answers a repeat as it answered the first, at the first’s time', async () => {
    const first = await school.tap('t1', 'start', at(DAY, '08:21'), 'a')
    const again = await school.tap('t1', 'start', at(DAY, '08:25'), 'a')
    expect(again).toEqual(first)
    expect(await attempts()).toHaveLength(1)
  })

  it('answers repeats that race each other alike', async () => {
    school.now = at(DAY, '08:21')
    const send = () => school.answer('t1', 'check-in', { kind: 'start', attemptKey: 'k'.repeat(16) })
    await school.answer('t1', 'trainee-today', {})
    const answers = await Promise.all([send(), send(), send(), send()])
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(await attempts()).toHaveLength(1)
  })

  it('keeps every one of different taps that race each other', async () => {
    school.now = at(DAY, '08:21')
    await school.answer('t1', 'trainee-today', {})
    const send = (key: string) =>
      school.answer('t1', 'check-in', { kind: 'start', attemptKey: key.repeat(16) })
    const answers = await Promise.all(['a', 'b', 'c'].map(send))
    expect(answers.every(({ accepted }) => accepted)).toBe(true)
    expect(await attempts()).toHaveLength(3)
    expect((await school.answer('t1', 'trainee-today', {})).checkIns).toHaveLength(3)
  })

  it('repeats a refusal even when the window has opened meanwhile', async () => {
    const early = await school.tap('t1', 'start', OPENS - 1, 'a')
    expect(await school.tap('t1', 'start', OPENS, 'a')).toEqual(early)
  })

  it('refuses one key for a start and an end', async () => {
    await school.tap('t1', 'start', at(DAY, '08:21'), 'a')
    const end = await school.ask('t1', 'check-in', { kind: 'end', attemptKey: keyOf('a') })
    expect(end).toEqual({ done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } })
  })

  it('does not mistake another trainee’s key for a repeat', async () => {
    await school.tap('t1', 'start', at(DAY, '08:21'), 'a')
    const other = await school.tap('t2', 'start', at(DAY, '08:22'), 'a')
    expect(other).toMatchObject({ accepted: true, checkIn: { at: at(DAY, '08:22') } })
  })
})

describe('a phone that several people use', () => {
  it('has each tap taken for the one whose it is alone, and is told as signed out otherwise', async () => {
    school.now = at(DAY, '08:21')
    const mine = await school.answer('t1', 'trainee-today', {})
    const others = await school.answer('t2', 'trainee-today', {})
    expect(mine.whose).not.toBe(others.whose)
    const tap = { kind: 'start', attemptKey: keyOf('a'), whose: mine.whose } as const
    expect(await school.ask('t2', 'check-in', tap)).toEqual({ done: false, refusal: { code: 'signed-out' } })
    expect(await school.ask('t1', 'check-in', tap)).toMatchObject({ done: true, answer: { accepted: true } })
    expect((await school.answer('t2', 'trainee-today', {})).checkIns).toEqual([])
    expect((await school.answer('t1', 'trainee-today', {})).checkIns).toHaveLength(1)
  })
})

describe('the trainee’s screen', () => {
  const today = () => school.answer('t1', 'trainee-today', {})

  it.each([
    ['not-yet', OPENS - 1],
    ['start', OPENS],
    ['start', CLOSES],
    ['closed', CLOSES + 1],
    ['no-lesson', at('2024-06-05', '09:00')],
  ])('says %s', async (next, time) => {
    school.now = time
    expect((await today()).next).toBe(next)
  })

  it('goes from start to end to done, and shows every tap of the day that was not refused', async () => {
    await school.tap('t1', 'start', OPENS - 1, 'too early')
    const first = await school.tap('t1', 'start', at(DAY, '08:21'), 'a')
    await school.tap('t1', 'start', at(DAY, '08:23'), 'b')
    expect(first).toMatchObject({ missing: ['end'] })
    expect((await today()).next).toBe('end')
    await school.tap('t1', 'end', at(DAY, '11:41'), 'c')
    const last = await school.tap('t1', 'end', at(DAY, '11:45'), 'd')
    expect(last).toMatchObject({ missing: [] })
    expect(await today()).toMatchObject({
      next: 'done',
      checkIns: [
        { kind: 'start', at: at(DAY, '08:21') },
        { kind: 'start', at: at(DAY, '08:23') },
        { kind: 'end', at: at(DAY, '11:41') },
        { kind: 'end', at: at(DAY, '11:45') },
      ],
    })
  })

  it('tells the grace within which nobody is late or leaves early', async () => {
    expect((await today()).graceMs).toBe(10 * 60_000)
  })

  it('says why there is no face check', async () => {
    expect((await today()).face).toEqual({ readiness: 'none', by: 'none', because: '没有人脸识别' })
  })
})

describe('R7 taps once more', () => {
  const vouch = (attemptId: string) =>
    school.answer('i1', 'witness', { classId: 'C1', date: DAY, attemptIds: [attemptId], reason: '已核对' })
  const onTheRoll = async () => {
    const { roll } = await school.answer('i1', 'class-today', { classId: 'C1', date: DAY })
    return roll.find(({ traineeId }) => traineeId === 'T1')
  }
  const idOf = async (kind: 'start' | 'end', time: string, key: string) => {
    const answer = await school.tap('t1', kind, at(DAY, time), key)
    if (!answer.accepted) throw new Error('refused')
    return answer.checkIn.attemptId
  }

  it('a check-out by mistake costs nothing to who checks out again: the later one counts', async () => {
    await vouch(await idOf('start', '08:21', 'start'))
    await vouch(await idOf('end', '09:30', 'by mistake'))
    expect(await dayOf('T1')).toMatchObject({ end: at(DAY, '09:30'), provisionalHours: 1 })
    await vouch(await idOf('end', '11:41', 'at the end'))
    expect(await dayOf('T1')).toMatchObject({ end: at(DAY, '11:41'), provisionalHours: 4 })
  })

  it.each([
    ['08:40', 'recorded', 4],
    ['09:45', 'waiting', 2],
  ] as const)(
    'a start that counts at %s beside one that waits: the roll shows the one that is %s',
    async (time, state, hours) => {
      const first = await idOf('start', '08:21', 'waits')
      const again = await idOf('start', time, 'counts')
      await vouch(again)
      await vouch(await idOf('end', '11:41', 'end'))
      const shown = await onTheRoll()
      expect(shown?.start).toMatchObject({ attemptId: state === 'waiting' ? first : again, state })
      expect(await dayOf('T1')).toMatchObject({ start: at(DAY, time), provisionalHours: hours })
      // The first one is not lost: once somebody vouches for it, it counts.
      await vouch(first)
      expect(await dayOf('T1')).toMatchObject({ start: at(DAY, '08:21'), provisionalHours: 4 })
      expect((await onTheRoll())?.start).toMatchObject({ attemptId: first, state: 'recorded' })
    },
  )

  it('an end that waits after one that counts in time asks for nobody’s word', async () => {
    await idOf('start', '08:21', 'start')
    const counts = await idOf('end', '11:31', 'counts')
    await vouch(counts)
    await idOf('end', '11:45', 'waits')
    expect((await onTheRoll())?.end).toMatchObject({ attemptId: counts, state: 'recorded' })
  })
})

describe('a tap without a face engine is no face check-in', () => {
  it('waits, and is worth nothing yet', async () => {
    const answer = await school.tap('t1', 'start', at(DAY, '08:21'), 'a')
    expect(answer).toMatchObject({ checkIn: { state: 'waiting', method: 'witnessed' } })
    expect((await attempts())[0]?.face).toBeNull()
  })
})

describe('a day’s taps', () => {
  it.each([
    [MOST_TAPS_A_DAY - 1, true],
    [MOST_TAPS_A_DAY, false],
  ])('after %i of them one more is taken: %s, and none before is lost', async (taps, taken) => {
    school.now = at(DAY, '08:21')
    for (let n = 0; n < taps; n++) await school.tap('t1', 'start', school.now, `tap ${n}`)
    const outcome = await school.ask('t1', 'check-in', { kind: 'start', attemptKey: keyOf('one more') })
    expect(outcome.done).toBe(taken)
    if (!outcome.done) {
      expect(outcome.refusal).toEqual({ code: 'conflict', what: 'too-many-taps', most: MOST_TAPS_A_DAY })
    }
    expect(await attempts()).toHaveLength(MOST_TAPS_A_DAY)
    expect((await school.tap('t1', 'start', school.now, 'tap 0')).accepted).toBe(true)
  })
})
