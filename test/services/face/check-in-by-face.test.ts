import type { Input } from '../../../cloudfunctions/contract/app'
import { AT_ONCE_AT_MOST_MS, CHECK_MS } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import { MINUTE } from '../../../cloudfunctions/domain/time'
import { type EngineVerdict, FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { read } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { MOST_CHECKS_A_DAY, MOST_FAILED_LOOKS } from '../../../cloudfunctions/services/face/tries'
import { lesson } from '../../support/timetable'
import { engineSaying, installFaces, lookedAt } from '../face-engine'
import { attemptsOn, judgedDay, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'

const DAY = '2024-06-03'
const A = keyOf('a')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

const frames = [{ picture: Buffer.from('picture').toString('base64'), takenAt: 0, step: null }]
const open = (attemptKey = A, faceKey = attemptKey, who = 't1') =>
  school.answer(who, 'open-face', { attemptKey, faceKey })
const opened = async (attemptKey = A, faceKey = attemptKey, who = 't1') => {
  const answer = await open(attemptKey, faceKey, who)
  if (!answer.opened) throw new Error(answer.why)
  return answer.task
}
const checkIn = (more: Partial<Input<'check-in'>> = {}, who = 't1') =>
  school.answer(who, 'check-in', { kind: 'start', attemptKey: A, ...more })
const eventsOf = async (traineeId = 'T1') =>
  (await read(school.store, TRAINEE_DAYS, `${traineeId} ${DAY}`))?.events ?? []
const COUNTS = { accepted: true, checkIn: { state: 'recorded', method: 'face' } }
const WAITS = { accepted: true, checkIn: { state: 'waiting', method: 'witnessed' } }

describe('a check-in by face', () => {
  it('counts at once when the check that it names was passed', async () => {
    await installFaces(school, 'passed')
    expect(await checkIn({ faceCheckId: await lookedAt(school, 't1', A) })).toMatchObject(COUNTS)
  })

  it.each<EngineVerdict['outcome']>(['uncertain', 'not-same-person', 'not-live', 'no-face', 'several-faces'])(
    'whose check came to %s waits for a witness, and is not lost',
    async outcome => {
      await installFaces(school, outcome)
      expect(await checkIn({ faceCheckId: await lookedAt(school, 't1', A) })).toMatchObject(WAITS)
    },
  )

  it.each<[EngineVerdict['outcome'], { matched: boolean | null; live: boolean | null } | null]>([
    ['passed', { matched: true, live: true }],
    ['not-live', { matched: true, live: false }],
    ['not-same-person', { matched: false, live: null }],
    ['uncertain', { matched: null, live: true }],
    ['no-face', null],
  ])('whose check came to %s keeps of the face what was found: %j', async (outcome, found) => {
    await installFaces(school, outcome)
    await checkIn({ faceCheckId: await lookedAt(school, 't1', A) })
    expect((await eventsOf()).at(-1)).toMatchObject({ type: 'attempt', face: found })
  })

  it('waits when no check was named, none was judged, or the check does not exist', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened()
    expect(await checkIn({ faceCheckId: checkId })).toMatchObject(WAITS)
    expect(await checkIn({ attemptKey: keyOf('b') })).toMatchObject(WAITS)
    expect(await checkIn({ attemptKey: keyOf('c'), faceCheckId: 'made-up' })).toMatchObject(WAITS)
  })

  it('takes a passed check for the attempt for which it was opened, and for no other', async () => {
    await installFaces(school, 'passed')
    const faceCheckId = await lookedAt(school, 't1', A)
    expect(await checkIn({ attemptKey: keyOf('b'), faceCheckId })).toMatchObject(WAITS)
    expect(await checkIn({ faceCheckId })).toMatchObject(COUNTS)
  })

  it('takes nobody else’s', async () => {
    await installFaces(school, 'passed')
    const faceCheckId = await lookedAt(school, 't1', A)
    expect(await checkIn({ faceCheckId }, 't2')).toMatchObject(WAITS)
  })

  it.each([
    [CHECK_MS, COUNTS],
    [CHECK_MS + 1, WAITS],
  ])('takes a check up to five minutes after it was opened: %i ms', async (later, expected) => {
    await installFaces(school, 'passed')
    school.now = at(DAY, '08:20')
    const faceCheckId = await lookedAt(school, 't1', A)
    school.now += later
    expect(await checkIn({ faceCheckId })).toMatchObject(expected)
  })
})

describe('a tap whose check took its time', () => {
  /** The tap, its first check two seconds later, and the check-in so long after that. */
  const takenOver = async (ms: number, firstOpenedMs = 2_000) => {
    school.now = at(DAY, '08:20') + firstOpenedMs
    await opened(A, keyOf('first try'))
    school.now += ms
    const faceCheckId = await lookedAt(school, 't1', A, keyOf('second try'))
    return { faceCheckId, waitedMs: firstOpenedMs + ms }
  }

  it.each([
    [CHECK_MS, COUNTS],
    [CHECK_MS + 1, WAITS],
  ])('has come at once up to five minutes after the first was opened: %i ms', async (ms, expected) => {
    await installFaces(school, 'passed')
    expect(await checkIn(await takenOver(ms))).toMatchObject(expected)
  })

  it('counts from when the server first heard of it', async () => {
    await installFaces(school, 'passed')
    expect(await checkIn(await takenOver(4 * MINUTE))).toMatchObject({
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
      expect(await checkIn(await takenOver(2 * MINUTE + 1, ms))).toMatchObject(expected)
    },
  )

  it('is vouched for by the code of the room as well', async () => {
    await installFaces(school, 'not-same-person')
    const { waitedMs } = await takenOver(4 * MINUTE)
    const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
    const roomCode = codes[0]?.code ?? ''
    expect(await checkIn({ waitedMs, roomCode })).toMatchObject({
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
    return checkIn({ kind, faceCheckId, waitedMs: sentMs })
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
    expect(await checkIn({ faceCheckId })).toMatchObject({ checkIn: { at: at(DAY, '08:39') + 30_000 } })
  })

  it('from the earliest of several checks', async () => {
    const time = at(DAY, '08:20')
    school.now = time + 1_000
    await opened(A, keyOf('first try'))
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
    await opened(keyOf('b'))
    school.now += 60_000
    expect(await checkIn({ waitedMs: 60_000 })).toMatchObject({ checkIn: { at: school.now } })
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
    const answer = await checkIn({ faceCheckId, waitedMs: sentMs })
    expect(answer).toMatchObject({ ...COUNTS, checkIn: { at: MIDNIGHT - 1_000 } })
    expect(await checkIn({ faceCheckId, waitedMs: sentMs })).toEqual(answer)
    expect(await attemptsOn(school, DAY)).toHaveLength(1)
    expect(await attemptsOn(school, NEXT_DATE)).toHaveLength(0)
  })

  it('and so is a second one from after it', async () => {
    school.now = MIDNIGHT - 60_000
    await opened(A, keyOf('first try'))
    school.now = MIDNIGHT + 60_000
    const faceCheckId = await lookedAt(school, 't1', A, keyOf('second try'))
    expect(await checkIn({ faceCheckId, waitedMs: 121_000 })).toMatchObject({
      ...COUNTS,
      checkIn: { at: MIDNIGHT - 60_000 },
    })
    expect(await attemptsOn(school, DAY)).toHaveLength(1)
  })
})

describe('a check of the face', () => {
  it('is one check, with one challenge, however often it is asked for', async () => {
    await installFaces(school, 'passed')
    expect(await opened()).toEqual(await opened())
    expect((await eventsOf()).map(({ type }) => type)).toEqual(['face-opened'])
  })

  it('is no other attempt’s under the same key', async () => {
    await installFaces(school, 'passed')
    await opened(A, keyOf('face'))
    const input = { attemptKey: keyOf('b'), faceKey: keyOf('face') }
    expect(await school.ask('t1', 'open-face', input)).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'key-used-otherwise' },
    })
  })

  it('is judged once: what the engine would say later changes nothing', async () => {
    await installFaces(school, 'not-same-person')
    const { checkId } = await opened()
    const first = await school.answer('t1', 'judge-face', { checkId, frames })
    school.face = engineSaying('passed')
    expect(await school.answer('t1', 'judge-face', { checkId, frames })).toEqual(first)
    expect(first.outcome).toBe('not-same-person')
  })

  it('of somebody else is as unknown as none', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened()
    expect(await school.ask('t2', 'judge-face', { checkId, frames })).toEqual({
      done: false,
      refusal: { code: 'not-found', what: 'face-check' },
    })
  })

  it('that the phone says has ended is over, and its word never passes one', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened()
    expect(await school.answer('t1', 'judge-face', { checkId, ended: 'cancelled' })).toMatchObject({
      outcome: 'cancelled',
    })
    expect(await school.answer('t1', 'judge-face', { checkId, frames })).toMatchObject({
      outcome: 'cancelled',
    })
    expect(await checkIn({ faceCheckId: checkId })).toMatchObject(WAITS)
  })

  it.each([
    [CHECK_MS, 'passed'],
    [CHECK_MS + 1, 'timed-out'],
  ])('is judged up to five minutes after it was opened: %i ms', async (later, outcome) => {
    await installFaces(school, 'passed')
    const { checkId } = await opened()
    school.now += later
    expect(await school.answer('t1', 'judge-face', { checkId, frames })).toMatchObject({ outcome })
  })

  it('whose engine is out of order stays open: the verdict can still be found', async () => {
    await installFaces(school, new FaceVerifierError('the engine is down'))
    const { checkId } = await opened()
    for (const _ of [1, 2]) {
      expect(await school.answer('t1', 'judge-face', { checkId, frames })).toMatchObject({
        outcome: 'unavailable',
      })
    }
    expect(await eventsOf()).toMatchObject([
      { type: 'face-opened' },
      { type: 'face-judged', outcome: 'unavailable', said: 'the engine is down' },
    ])
    school.face = engineSaying('passed')
    expect(await school.answer('t1', 'judge-face', { checkId, frames })).toMatchObject({ outcome: 'passed' })
    expect(await checkIn({ faceCheckId: checkId })).toMatchObject(COUNTS)
  })

  it('keeps the figures and no picture', async () => {
    await installFaces(school, 'passed')
    await lookedAt(school, 't1', A)
    const [, judged] = await eventsOf()
    expect(judged).toMatchObject({
      type: 'face-judged',
      said: school.face.way === 'frames' && school.face.model,
    })
    expect(JSON.stringify(await eventsOf())).not.toContain(frames[0]?.picture)
  })

  it.each([
    [MOST_CHECKS_A_DAY - 1, true],
    [MOST_CHECKS_A_DAY, false],
  ])('after %i on a day one more is opened: %s', async (before, isOpened) => {
    await installFaces(school, 'passed')
    for (let n = 0; n < before; n++) await opened(A, keyOf(`face ${n}`))
    const answer = await open(A, keyOf('one more'))
    expect(answer.opened ? 'opened' : answer.why).toBe(isOpened ? 'opened' : 'too-many-checks')
  })

  it('asks the same as the last, however many are opened, until somebody was looked at', async () => {
    await installFaces(school, 'not-live')
    const challengeOf = async (key: number | string) => {
      const task = await opened(A, keyOf(`face ${key}`))
      if (task.by !== 'frames') throw new Error(task.by)
      return { checkId: task.checkId, asked: JSON.stringify([task.steps, task.lasts]) }
    }
    const asked = new Set<string>()
    for (let n = 0; n < 10; n++) asked.add((await challengeOf(n)).asked)
    expect(asked.size).toBe(1)
    const { checkId } = await challengeOf(9)
    for (const ended of ['cancelled', 'timed-out'] as const) {
      const other = await challengeOf(ended)
      await school.answer('t1', 'judge-face', { checkId: other.checkId, ended })
    }
    school.face = engineSaying(new FaceVerifierError('down'))
    await school.answer('t1', 'judge-face', { checkId, frames })
    expect(asked).toContain((await challengeOf(10)).asked)
    school.face = engineSaying('not-live')
    await school.answer('t1', 'judge-face', { checkId, frames })
    const after = await challengeOf(11)
    // Drawn to the millisecond: by chance the same once in some million times.
    expect(asked).not.toContain(after.asked)
    expect((await challengeOf(12)).asked).toBe(after.asked)
  })

  it.each([
    [MOST_FAILED_LOOKS - 1, true],
    [MOST_FAILED_LOOKS, false],
  ])('after %i looks that did not pass one more is opened: %s', async (before, isOpened) => {
    await installFaces(school, 'not-same-person')
    for (let n = 0; n < before; n++) await lookedAt(school, 't1', A, keyOf(`face ${n}`))
    const answer = await open(A, keyOf('one more'))
    expect(answer.opened ? 'opened' : answer.why).toBe(isOpened ? 'opened' : 'too-many-checks')
    expect((await open(A, A, 't2')).opened).toBe(true)
  })

  it('tells how many looks are left, of which one that passed gives all back', async () => {
    await installFaces(school, 'too-dark')
    const leftAfter = async (n: number) => {
      const { checkId } = await opened(A, keyOf(`face ${n}`))
      return (await school.answer('t1', 'judge-face', { checkId, frames })).left
    }
    expect([await leftAfter(1), await leftAfter(2)]).toEqual([MOST_FAILED_LOOKS - 1, MOST_FAILED_LOOKS - 2])
    school.face = engineSaying('passed')
    expect(await leftAfter(3)).toBe(MOST_FAILED_LOOKS)
  })

  it('that was opened before is not looked at any more once five did not pass', async () => {
    await installFaces(school, 'not-same-person')
    const { checkId } = await opened(A, keyOf('kept for later'))
    for (let n = 0; n < MOST_FAILED_LOOKS; n++) await lookedAt(school, 't1', A, keyOf(`face ${n}`))
    school.face = engineSaying('passed')
    const answer = await school.answer('t1', 'judge-face', { checkId, frames })
    expect(answer).toMatchObject({ outcome: 'cancelled', left: 0 })
    expect(await checkIn({ faceCheckId: checkId })).toMatchObject(WAITS)
  })

  it('marks no day to be judged: its verdict stands in the tap', async () => {
    await installFaces(school, 'passed')
    school.now = at(DAY, '08:20')
    const before = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
    await lookedAt(school, 't1', A)
    school.now += MINUTE
    const after = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
    expect(after.row).toEqual(before.row)
  })
})

describe('a check is opened only for whom it may be', () => {
  it('nobody without a consent', async () => {
    school.face = engineSaying('passed')
    expect(await open()).toEqual({ opened: false, why: 'no-consent' })
  })

  it('nobody who has withdrawn it', async () => {
    await installFaces(school, 'passed')
    await school.answer('t1', 'withdraw-face-consent', {})
    expect(await open()).toEqual({ opened: false, why: 'without' })
  })

  it('nobody who has chosen to go without', async () => {
    await installFaces(school, 'passed')
    await school.answer('t1', 'choose-way', { way: 'without' })
    expect(await open()).toEqual({ opened: false, why: 'without' })
    expect(await checkIn()).toMatchObject(WAITS)
  })

  it('nobody whose template is of other models', async () => {
    await installFaces(school, 'passed')
    school.face = { ...engineSaying('passed'), model: 'newer' }
    expect(await open()).toEqual({ opened: false, why: 'not-enrolled' })
  })

  it.each([
    ['2024-06-08', '03:00', 'no-lesson'],
    [DAY, '03:00', 'no-lesson'],
    [DAY, '08:21', 'opened'],
  ])('nobody outside lessons, where the tap would be refused: %s %s is %s', async (date, time, outcome) => {
    await installFaces(school, 'passed')
    school.now = at(date, time)
    const answer = await open()
    expect(answer.opened ? 'opened' : answer.why).toBe(outcome)
    const day = await read(school.store, TRAINEE_DAYS, `T1 ${date}`)
    expect(day?.events.length ?? 0).toBe(outcome === 'opened' ? 1 : 0)
  })

  it.each([
    ['start', -CHECK_MS - 1, false],
    ['start', -CHECK_MS, true],
    ['end', AT_ONCE_AT_MOST_MS, true],
    ['end', AT_ONCE_AT_MOST_MS + 1, false],
  ] as const)(
    'but for as long as a tap may still come to count: %s of the window and %i ms is %s',
    async (side, ms, isOpened) => {
      await installFaces(school, 'passed')
      const { window } = await school.answer('t1', 'trainee-today', {})
      school.now = window![side] + ms
      expect((await open()).opened).toBe(isOpened)
    },
  )

  it('nobody where there is no engine', async () => {
    expect(await open()).toEqual({ opened: false, why: 'none' })
  })
})
