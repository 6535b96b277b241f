import { CHECK_MS } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import { MINUTE } from '../../../cloudfunctions/domain/time'
import { lesson } from '../../support/timetable'
import { installFaces, lookedAt } from '../face-engine'
import { attemptsOn, judgedDay, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'
import { A, COUNTS, checkIn, DAY, opened, WAITS } from './checks'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

describe('a tap whose check took its time', () => {
  /** The tap, its first check two seconds later, and the check-in so long after that. */
  const takenOver = async (ms: number, firstOpenedMs = 2_000) => {
    school.now = at(DAY, '08:20') + firstOpenedMs
    await opened(school, A, keyOf('first try'))
    school.now += ms
    const faceCheckId = await lookedAt(school, 't1', A, keyOf('second try'))
    return { faceCheckId, waitedMs: firstOpenedMs + ms }
  }

  it.each([
    [CHECK_MS, COUNTS],
    [CHECK_MS + 1, WAITS],
  ])('has come at once up to five minutes after the first was opened: %i ms', async (ms, expected) => {
    await installFaces(school, 'passed')
    expect(await checkIn(school, await takenOver(ms))).toMatchObject(expected)
  })

  it('counts from when the server first heard of it', async () => {
    await installFaces(school, 'passed')
    expect(await checkIn(school, await takenOver(4 * MINUTE))).toMatchObject({
      checkIn: { at: at(DAY, '08:20') + 2_000, arrivedAt: null },
    })
  })

  it.each([
    [2 * MINUTE, COUNTS],
    [2 * MINUTE + 1, WAITS],
  ])(
    'is late when its first check was opened more than two minutes after it: %i ms',
    async (ms, expected) => {
      await installFaces(school, 'passed')
      expect(await checkIn(school, await takenOver(2 * MINUTE + 1, ms))).toMatchObject(expected)
    },
  )

  it('is vouched for by the code of the room as well', async () => {
    await installFaces(school, 'not-same-person')
    const { waitedMs } = await takenOver(4 * MINUTE)
    const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
    const roomCode = codes[0]?.code ?? ''
    expect(await checkIn(school, { waitedMs, roomCode })).toMatchObject({
      accepted: true,
      checkIn: { state: 'recorded', method: 'witnessed' },
    })
  })
})

describe('a tap counts from when the server first heard of it', () => {
  /** The tap, its check opened so long after it and passed, and the check-in so long after the tap. */
  const tapped = async (kind: 'start' | 'end', time: number, openedMs: number, sentMs: number) => {
    school.now = time + openedMs
    const faceCheckId = await lookedAt(school, 't1', A)
    school.now = time + sentMs
    return checkIn(school, { kind, faceCheckId, waitedMs: sentMs })
  }
  beforeEach(() => installFaces(school, 'passed'))

  it.each([1_500, 40_000, 90_000, 2 * MINUTE, 2 * MINUTE + 1, 130_000, 4 * MINUTE])(
    'however long the check took: sent after %i ms',
    async sentMs => {
      const time = at(DAY, '08:39') + 30_000
      expect(await tapped('start', time, 1_000, sentMs)).toMatchObject({
        accepted: true,
        checkIn: { at: time + 1_000, arrivedAt: null, state: 'recorded', method: 'face' },
      })
      await school.tap('t1', 'end', at(DAY, '11:45'), 'end')
      const [day] = (await judgedDay(school))?.traineeDays ?? []
      expect(day).toMatchObject({ start: time + 1_000, status: 'clean', flags: [], provisionalHours: 4 })
    },
  )

  it('without a word of the phone on how long it has waited, too', async () => {
    school.now = at(DAY, '08:39') + 30_000
    const faceCheckId = await lookedAt(school, 't1', A)
    school.now += 90_000
    expect(await checkIn(school, { faceCheckId })).toMatchObject({
      checkIn: { at: at(DAY, '08:39') + 30_000 },
    })
  })

  it('from the earliest of several checks', async () => {
    const time = at(DAY, '08:20')
    school.now = time + 1_000
    await opened(school, A, keyOf('first try'))
    expect(await tapped('start', time, 30_000, 60_000)).toMatchObject({ checkIn: { at: time + 1_000 } })
  })

  it('also where the face was not recognised, and a person vouches for it', async () => {
    await installFaces(school, 'not-same-person')
    const time = at(DAY, '08:39') + 30_000
    expect(await tapped('start', time, 1_000, 90_000)).toMatchObject({
      checkIn: { at: time + 1_000, arrivedAt: null, state: 'waiting' },
    })
  })

  it('and not from the check of another tap', async () => {
    school.now = at(DAY, '08:20')
    await opened(school, keyOf('b'))
    school.now += 60_000
    expect(await checkIn(school, { waitedMs: 60_000 })).toMatchObject({ checkIn: { at: school.now } })
  })

  describe('at the closing of the window', () => {
    const CLOSES = at(DAY, '12:40')
    const endOf = async () => (await judgedDay(school))?.traineeDays[0]?.end
    beforeEach(() => school.tap('t1', 'start', at(DAY, '08:20'), 'start'))

    it.each([40_000, 2 * MINUTE, 2 * MINUTE + 1, 152_000])(
      'it counts when its check was opened by then: sent after %i ms',
      async sentMs => {
        expect(await tapped('end', CLOSES - 2_000, 2_000, sentMs)).toMatchObject({
          accepted: true,
          checkIn: { at: CLOSES, arrivedAt: null, state: 'recorded', method: 'face' },
        })
        expect(await endOf()).toBe(CLOSES)
      },
    )

    it.each([40_000, 2 * MINUTE, 2 * MINUTE + 1, 152_000])(
      'it waits for a person when only the phone says that it was tapped by then: sent after %i ms',
      async sentMs => {
        const answer = await tapped('end', CLOSES - 2_000, 2_001, sentMs)
        expect(answer).toMatchObject({
          accepted: true,
          checkIn: { at: CLOSES - 2_000, arrivedAt: CLOSES - 2_000 + sentMs, state: 'waiting' },
        })
        expect(await endOf()).toBeNull()
        const attemptIds = answer.accepted ? [answer.checkIn.attemptId] : []
        await school.answer('i1', 'witness', { classId: 'C1', date: DAY, attemptIds, reason: '当时在场' })
        expect(await endOf()).toBe(CLOSES - 2_000)
      },
    )

    it.each([40_000, 2 * MINUTE, 2 * MINUTE + 1, 152_000])(
      'it is refused when it was tapped after it: sent after %i ms',
      async sentMs => {
        const heardAt = CLOSES + 1 + 1_000
        expect(await tapped('end', CLOSES + 1, 1_000, sentMs)).toMatchObject({
          accepted: false,
          refusal: { kind: 'outside-window', closesAt: CLOSES, now: heardAt },
        })
      },
    )
  })

  describe('at the opening of the window', () => {
    const OPENS = at(DAY, '07:30')

    it('it counts from the opening on', async () => {
      expect(await tapped('start', OPENS, 0, 40_000)).toMatchObject({ checkIn: { at: OPENS } })
    })

    it.each([40_000, 130_000])(
      'a check that was opened before does not cost a check-in that came after: sent after %i ms',
      async sentMs => {
        expect(await tapped('start', OPENS - 1_000, 999, sentMs)).toMatchObject({
          accepted: true,
          checkIn: { at: OPENS - 1_000 + sentMs, state: 'recorded' },
        })
      },
    )
  })
})

describe('a check from before midnight, in a window that reaches past it', () => {
  const MIDNIGHT = at(NEXT_DATE, '00:00')
  beforeEach(async () => {
    await installFaces(school, 'passed')
    await teach(school, 'C1', {
      lessons: [lesson('21:30-23:00', 2, { date: DAY }), lesson('00:30-02:00', 2, { date: NEXT_DATE })],
    })
  })

  it.each([90_000, 130_000])('is found by the check-in after it, sent after %i ms', async sentMs => {
    school.now = MIDNIGHT - 1_000
    const faceCheckId = await lookedAt(school, 't1', A)
    school.now = MIDNIGHT - 2_000 + sentMs
    const answer = await checkIn(school, { faceCheckId, waitedMs: sentMs })
    expect(answer).toMatchObject({ ...COUNTS, checkIn: { at: MIDNIGHT - 1_000 } })
    expect(await checkIn(school, { faceCheckId, waitedMs: sentMs })).toEqual(answer)
    expect(await attemptsOn(school, DAY)).toHaveLength(1)
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(0)
  })

  it('and so is a second one from after it', async () => {
    school.now = MIDNIGHT - 60_000
    await opened(school, A, keyOf('first try'))
    school.now = MIDNIGHT + 60_000
    const faceCheckId = await lookedAt(school, 't1', A, keyOf('second try'))
    expect(await checkIn(school, { faceCheckId, waitedMs: 121_000 })).toMatchObject({
      ...COUNTS,
      checkIn: { at: MIDNIGHT - 60_000 },
    })
    expect(await attemptsOn(school, DAY)).toHaveLength(1)
  })
})
