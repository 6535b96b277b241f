import { AT_ONCE_MS } from '../../cloudfunctions/domain/attendance/time-of-tap'
import { lesson } from '../support/timetable'
import { installFaces } from './face-engine'
import { attemptsOn, DATE, judgedDay, NEXT_DATE, teach } from './kept'
import { at, keyOf, School } from './school'

const OPENS = at(DATE, '07:30')
const CLOSES = at(DATE, '12:40')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

/** A tap that was made at one time and reached the server at another. */
async function late(tapped: number, arrived: number, key = 'a', kind: 'start' | 'end' = 'start') {
  school.now = arrived
  return school.answer('t1', 'check-in', { kind, attemptKey: keyOf(key), waitedMs: arrived - tapped })
}

const witness = (attemptIds: string[]) =>
  school.answer('i1', 'witness', { classId: 'C1', date: DATE, attemptIds, reason: '当时在场' })

describe('what comes within two minutes of the tap came at once', () => {
  it.each([
    ['without a wait', undefined, true],
    ['after 2:00.000', 120_000, true],
    ['after 2:00.001', 120_001, false],
  ])('%s', async (_, waitedMs, atOnce) => {
    expect(AT_ONCE_MS).toBe(120_000)
    school.now = at(DATE, '08:25')
    const input = {
      kind: 'start' as const,
      attemptKey: keyOf('a'),
      ...(waitedMs !== undefined && { waitedMs }),
    }
    const answer = await school.answer('t1', 'check-in', input)
    const tappedAt = school.now - (waitedMs ?? 0)
    expect(answer).toMatchObject({
      checkIn: atOnce ? { at: school.now, arrivedAt: null } : { at: tappedAt, arrivedAt: school.now },
    })
    expect(await attemptsOn(school, DATE)).toMatchObject([
      { at: school.now, tappedAt: atOnce ? null : tappedAt },
    ])
  })
})

describe('a late arrival is judged by when it was tapped', () => {
  it.each([
    ['at the very opening', OPENS, true],
    ['a millisecond before the opening', OPENS - 1, false],
    ['at the very closing', CLOSES, true],
    ['a millisecond after the closing', CLOSES + 1, false],
  ])('%s, though the window is closed when it arrives', async (_, tapped, accepted) => {
    const answer = await late(tapped, at(DATE, '20:00'))
    expect(answer.accepted).toBe(accepted)
    if (answer.accepted) expect(answer.checkIn).toMatchObject({ at: tapped, arrivedAt: at(DATE, '20:00') })
    else expect(answer.refusal).toMatchObject({ kind: 'outside-window', now: tapped })
  })

  it('is of the day of the tap, also when it arrives on another', async () => {
    await late(at(DATE, '08:21'), at(NEXT_DATE, '08:40'))
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(0)
    expect(await school.answer('t1', 'trainee-today', {})).toMatchObject({ date: NEXT_DATE, next: 'start' })
  })

  it('is taken up to seven days after, and no millisecond later', async () => {
    const tapped = at(DATE, '08:21')
    expect(await late(tapped, tapped + 7 * DAY, 'a')).toMatchObject({ accepted: true })
    expect(await late(tapped, tapped + 7 * DAY + 1, 'b')).toEqual({
      accepted: false,
      refusal: { kind: 'too-late', tappedAt: tapped, now: tapped + 7 * DAY + 1, mostDays: 7 },
    })
    expect((await attemptsOn(school, DATE)).map(({ refusal }) => refusal?.kind ?? null)).toEqual([
      null,
      'too-late',
    ])
  })

  it('a phone that claims to have waited a year and a day is not understood', async () => {
    const waitedMs = 366 * DAY + 1
    await expect(
      school.ask('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a'), waitedMs }),
    ).rejects.toThrow('waitedMs')
  })

  it.each([-1, 0.5])('nor one that waited %d ms', async waitedMs => {
    await expect(
      school.ask('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a'), waitedMs }),
    ).rejects.toThrow('waitedMs')
  })
})

describe('a late arrival counts only once a person has vouched for it', () => {
  beforeEach(async () => {
    await installFaces(school, 'passed')
  })

  it('not even a face that was matched alive', async () => {
    const atOnce = await school.tap('t1', 'end', at(DATE, '11:45'), 'end')
    expect(atOnce).toMatchObject({ checkIn: { state: 'recorded', method: 'face' } })
    const start = await late(at(DATE, '08:21'), at(DATE, '11:50'))
    expect(start).toMatchObject({ checkIn: { state: 'waiting', method: 'witnessed' } })
    const [before] = (await judgedDay(school))?.traineeDays ?? []
    expect(before).toMatchObject({
      start: null,
      end: at(DATE, '11:45'),
      flags: expect.arrayContaining(['missing-start']),
    })

    if (start.accepted) await witness([start.checkIn.attemptId])
    const [after] = (await judgedDay(school))?.traineeDays ?? []
    expect(after).toMatchObject({ start: at(DATE, '08:21'), status: 'flagged', flags: ['witnessed'] })
  })

  it('shows both times to the trainee, on the roll and to the reviewer', async () => {
    const tapped = at(DATE, '08:21')
    const arrived = at(DATE, '10:05')
    const answer = await late(tapped, arrived)
    const both = { at: tapped, arrivedAt: arrived }
    expect(answer).toMatchObject({ checkIn: both })
    expect((await school.answer('t1', 'trainee-today', {})).checkIns).toMatchObject([both])
    expect((await school.answer('i1', 'class-today', {})).roll[0]?.start).toMatchObject(both)
    const detail = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    expect(detail.attempts).toMatchObject([{ ...both, traineeId: 'T1', state: 'waiting', witness: null }])
    if (answer.accepted) await witness([answer.checkIn.attemptId])
    const seen = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    expect(seen.attempts).toMatchObject([
      { ...both, state: 'recorded', witness: { by: 'i1 的姓名', at: arrived, reason: '当时在场' } },
    ])
  })
})

describe('a tap that is sent again from the queue is the same tap', () => {
  it('however long it has waited by then', async () => {
    const tapped = at(DATE, '08:21')
    const first = await late(tapped, tapped + 70 * MINUTE)
    expect(await late(tapped, tapped + 80 * MINUTE)).toEqual(first)
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
  })

  it('whose answer to the send at once was lost', async () => {
    const tapped = at(DATE, '08:21')
    const first = await school.tap('t1', 'start', tapped, 'a')
    expect(await late(tapped, tapped + 30 * MINUTE)).toEqual(first)
    expect(first).toMatchObject({ checkIn: { at: tapped, arrivedAt: null } })
  })

  it('on the next day too: one attempt, of the day of the tap', async () => {
    const tapped = at(DATE, '11:45')
    const first = await late(tapped, at(DATE, '23:59'), 'a', 'end')
    expect(await late(tapped, at(NEXT_DATE, '00:30'), 'a', 'end')).toEqual(first)
    expect(await late(tapped, at(NEXT_DATE, '08:40'), 'a', 'end')).toEqual(first)
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(0)
  })

  it('sent by many lines at once', async () => {
    school.now = at(DATE, '10:00')
    await school.answer('t1', 'trainee-today', {})
    const send = (waitedMs: number) =>
      school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a'), waitedMs })
    const waits = Array.from({ length: 30 }, (_, i) => HOUR + i * 1_000)
    const answers = await Promise.all(waits.map(send))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
  })

  it('the phone’s own clock is no part of it: a day wrong or right, the same wait is the same tap', async () => {
    // All that a phone tells is how long it waited; a field with its time is not understood.
    await expect(
      school.askRaw('t1', 'check-in', {
        kind: 'start',
        attemptKey: keyOf('a'),
        at: at('2031-01-01', '00:00'),
      }),
    ).rejects.toThrow('at')
  })
})

describe('around midnight, where one window reaches into the next date', () => {
  const EVENING = lesson('21:30-23:00', 2, { date: DATE })
  const NIGHT = lesson('00:30-02:00', 2, { date: NEXT_DATE })
  const MIDNIGHT = at(NEXT_DATE, '00:00')
  beforeEach(() => teach(school, 'C1', { lessons: [EVENING, NIGHT] }))

  it('a tap that came at once just after midnight and is sent again as tapped before it is one', async () => {
    school.now = MIDNIGHT + 40
    const first = await school.answer('t1', 'check-in', { kind: 'end', attemptKey: keyOf('a') })
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(1)
    expect(await late(MIDNIGHT - 60, MIDNIGHT + 10 * MINUTE, 'a', 'end')).toEqual(first)
    expect(await attemptsOn(school, DATE)).toHaveLength(0)
  })

  it('and so is one that came late, and again by a slower line', async () => {
    const first = await late(MIDNIGHT - 1, MIDNIGHT + 10 * MINUTE, 'a', 'end')
    expect(await late(MIDNIGHT + 100, MIDNIGHT + 20 * MINUTE, 'a', 'end')).toEqual(first)
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(0)
  })

  it('a check-in in the windows of two days counts in each, on both as soon as it is kept', async () => {
    await installFaces(school, 'passed')
    expect(await judgedDay(school, 'C1', DATE)).not.toBeNull()
    await school.tap('t1', 'start', at(DATE, '23:45'), 'a')
    for (const date of [DATE, NEXT_DATE]) {
      const [day] = (await judgedDay(school, 'C1', date))?.traineeDays ?? []
      expect([date, day?.start]).toEqual([date, at(DATE, '23:45')])
    }
  })

  it('and so does its witness', async () => {
    const tap = await school.tap('t1', 'start', at(DATE, '23:45'), 'a')
    expect(await judgedDay(school, 'C1', NEXT_DATE)).toMatchObject({ traineeDays: [{ start: null }, {}] })
    if (tap.accepted) await witness([tap.checkIn.attemptId])
    for (const date of [DATE, NEXT_DATE]) {
      const [day] = (await judgedDay(school, 'C1', date))?.traineeDays ?? []
      expect([date, day?.start]).toEqual([date, at(DATE, '23:45')])
    }
  })
})
