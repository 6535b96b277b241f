/** @jest-environment node */
import fc from 'fast-check'
import { BEAT_MS, LATE_MS } from '../../miniprogram/trainee/today/beats'
import { type Anchor, datedBetween, type Reading } from '../../miniprogram/trainee/today/tap-time'
import { attemptsOn, DATE } from '../services/kept'
import { at, School } from '../services/school'
import { TraineePhone } from '../support/trainee-phone'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('a tap between two answers of the server', () => {
  const OPENED = at(DATE, '08:00')

  /** What the phone reads when its clock is so much ahead. */
  const read = (now: number, ahead = 0, life = 'one', even = now - OPENED): Reading => ({
    wall: now + ahead,
    even,
    life,
  })
  const told = (now: number, ...rest: readonly [number?, string?, number?]): Anchor => ({
    server: now,
    ...read(now, ...rest),
  })
  /** Each in an opening of its own: no even clock tells of what lies between them. */
  const bare = (now: number, ahead = 0) => read(now, ahead, `from ${now}`, 0)
  const answered = (now: number, ahead = 0): Anchor => ({ server: now, ...bare(now, ahead) })
  const at0821 = at(DATE, '08:21')
  const at0930 = at(DATE, '09:30')

  it('is when the phone says, whatever the phone is set to, as long as nobody sets it', () => {
    for (const ahead of [-30 * DAY, -HOUR, 0, HOUR, 30 * DAY]) {
      expect(datedBetween(read(at0821, ahead), told(OPENED, ahead), told(at0930, ahead, 'two', 0))).toEqual({
        at: at0821,
        doubtful: false,
      })
    }
  })

  it('the clock was set after the tap: what held before it counts', () => {
    for (const set of [-10 * DAY, -3 * HOUR, 3 * HOUR, 10 * DAY]) {
      expect(datedBetween(read(at0821), told(OPENED), told(at0930, set, 'two', 0))).toEqual({
        at: at0821,
        doubtful: false,
      })
    }
  })

  it('the clock was set before the tap, and held since: what held after it counts', () => {
    for (const set of [-10 * DAY, -3 * HOUR, 3 * HOUR, 10 * DAY]) {
      expect(datedBetween(read(at0821, set), told(OPENED), told(at0930, set))).toEqual({
        at: at0821,
        doubtful: false,
      })
    }
  })

  it('without an even clock the bounds tell, where only one of the two readings is possible', () => {
    for (const set of [-10 * DAY, -3 * HOUR, 3 * HOUR, 10 * DAY]) {
      expect(datedBetween(bare(at0821), answered(OPENED), answered(at0930, set))).toEqual({
        at: at0821,
        doubtful: false,
      })
      expect(datedBetween(bare(at0821, set), answered(OPENED), answered(at0930, set))).toEqual({
        at: at0821,
        doubtful: false,
      })
    }
  })

  it('where both are possible it is the one that the person was shown, and said to be in doubt', () => {
    expect(datedBetween(bare(at0821, 30 * MINUTE), answered(OPENED), answered(at0930, 30 * MINUTE))).toEqual({
      at: at0821 + 30 * MINUTE,
      doubtful: true,
    })
  })

  it('a minute is no change of the clock, and a millisecond more is', () => {
    const doubt = (set: number) =>
      datedBetween(bare(at0821), answered(OPENED), answered(at0930, set)).doubtful
    expect([doubt(MINUTE), doubt(MINUTE + 1)]).toEqual([false, true])
  })

  it('on a phone that had never been answered, it is by the later answer, and never after it', () => {
    expect(datedBetween(read(at0821, HOUR), null, told(at0930, HOUR, 'two', 0)).at).toBe(at0821)
    expect(datedBetween(read(at0821, HOUR), null, told(at0930, -HOUR, 'two', 0))).toEqual({
      at: at0930,
      doubtful: true,
    })
  })

  it('counted in steps, the first reading may be of just before one: it took a step less at least', () => {
    const counted = (now: number, even: number): Reading => ({ ...read(now, 0, 'one', even), grain: 5_000 })
    const after: Anchor = { server: OPENED + 10_000, ...counted(OPENED + 60_000, 10_000) }
    expect(datedBetween(counted(OPENED, 0), null, after).at).toBe(OPENED - 50_000)
    expect(datedBetween(counted(OPENED + 60_000, 0), null, after).at).toBe(OPENED + 5_000)
    expect(datedBetween(counted(OPENED + 60_000, 5_000), null, after).at).toBe(OPENED + 10_000)
  })

  it('the phone slept on both sides of the tap: its even clock stood still, and nothing was set', () => {
    const slept = (now: number, even: number) => read(now, 0, 'one', even)
    const before: Anchor = { server: OPENED, ...slept(OPENED, 0) }
    const after: Anchor = { server: at0930, ...slept(at0930, 5 * MINUTE) }
    expect(datedBetween(slept(at0821, 2 * MINUTE), before, after)).toEqual({ at: at0821, doubtful: false })
  })

  it('whatever is set and whenever, it lies between the two answers', () => {
    const change = fc.integer({ min: -400 * DAY, max: 400 * DAY })
    const length = fc.integer({ min: 0, max: 9 * DAY })
    fc.assert(
      fc.property(
        fc.tuple(change, change, change),
        length,
        length,
        fc.constantFrom('one', 'two'),
        fc.constantFrom('one', 'three'),
        fc.boolean(),
        ([a, b, c], first, second, lifeOfTap, lifeAfter, even) => {
          const tapAt = OPENED + first
          const answeredAt = tapAt + second
          const reading = (now: number, ahead: number, life: string) =>
            even ? read(now, ahead, life) : bare(now, ahead)
          const tap = reading(tapAt, b, lifeOfTap)
          const after = { server: answeredAt, ...reading(answeredAt, c, lifeAfter) }
          const { at: found } = datedBetween(tap, { server: OPENED, ...reading(OPENED, a, 'one') }, after)
          expect(found).toBeGreaterThanOrEqual(OPENED)
          expect(found).toBeLessThanOrEqual(answeredAt)
          // In one opening of the app with an even clock, no setting of the other moves it at all.
          if (even && lifeOfTap === 'one' && lifeAfter === 'one')
            expect(Math.abs(found - tapAt)).toBeLessThanOrEqual(MINUTE)
        },
      ),
    )
  })
})

describe('a phone whose clock is wrong, or is set while a tap waits', () => {
  let school: School
  let phone: TraineePhone
  let whose: string

  beforeEach(async () => {
    school = await School.open()
    school.now = at(DATE, '08:00')
    whose = (await school.answer('t1', 'trainee-today', {})).whose
    phone = new TraineePhone(school, 'browser')
  })
  afterEach(async () => {
    phone.close()
    await school.close()
  })

  /** Tapped at 08:21, got through at 09:30 in another opening of the app. @returns the time that the server has */
  async function tapThatWaits(before: number, atTap: number, after: number): Promise<number> {
    phone.ahead = before
    await phone.open()
    phone.ahead = atTap
    school.now = at(DATE, '08:21')
    phone.serverIsThere = false
    await phone.tap('start', whose, DATE)
    phone.ahead = after
    school.now = at(DATE, '09:30')
    phone.serverIsThere = true
    await phone.open()
    const [taken] = await attemptsOn(school, DATE)
    expect(phone.app.kept.endedTaps(whose)).toMatchObject([{ ending: { answer: { accepted: true } } }])
    return (taken?.tappedAt ?? taken?.at ?? 0) - at(DATE, '08:21')
  }

  it.each([
    ['a day slow all the time', -DAY, -DAY, -DAY],
    ['a year fast all the time', 365 * DAY, 365 * DAY, 365 * DAY],
    ['set back by three hours while it waits', 0, 0, -3 * HOUR],
    ['set forward by ten days while it waits', 0, 0, 10 * DAY],
    ['put right while it waits', 5 * HOUR, 5 * HOUR, 0],
    ['set back by three hours before the tap', 0, -3 * HOUR, -3 * HOUR],
    ['set forward by ten days before the tap', 0, 10 * DAY, 10 * DAY],
    ['set forward before the tap, and put right after it', 0, 10 * DAY, 0],
  ])('%s: the tap keeps its time', async (name, before, atTap, after) => {
    const off = await tapThatWaits(before, atTap, after)
    // Nothing tells when a clock was set there and back: the tap was between the two answers, and the app open since.
    const most = name.endsWith('put right after it') ? 69 * MINUTE : SECOND
    expect(Math.abs(off)).toBeLessThanOrEqual(most)
  })

  it.each([-10 * DAY, -3 * HOUR, 3 * HOUR, 10 * DAY])(
    'set by %d ms while the page is open, before the tap on a good line: it counts as it arrives',
    async set => {
      await phone.open()
      phone.ahead = set
      school.now = at(DATE, '08:21')
      await phone.tap('start', whose, DATE)
      expect(await attemptsOn(school, DATE)).toMatchObject([{ at: at(DATE, '08:21'), tappedAt: null }])
    },
  )

  it('a tap is of one instant however often it is sent: set after the first time, it stays', async () => {
    await phone.open()
    school.now = at(DATE, '08:21')
    phone.faults.push('after the commit')
    await phone.tap('start', whose, DATE)
    phone.ahead = -20 * DAY
    school.now = at(DATE, '23:59')
    await phone.open()
    expect(await attemptsOn(school, DATE)).toHaveLength(1)
    expect(phone.app.kept.endedTaps(whose)).toMatchObject([{ at: at(DATE, '08:21'), tries: 2 }])
    expect(phone.sentWaits).toEqual([0, at(DATE, '23:59') - at(DATE, '08:21')])
  })

  it('the clock was set there and back around the tap, and the app stayed open: it keeps its time', async () => {
    await phone.open()
    phone.ahead = 3 * HOUR
    school.now = at(DATE, '08:21')
    phone.serverIsThere = false
    await phone.tap('start', whose, DATE)
    phone.ahead = 0
    school.now = at(DATE, '09:30')
    phone.serverIsThere = true
    await phone.app.attempt.sendWaiting(whose)
    expect(phone.sentWaits).toEqual([69 * MINUTE])
  })

  describe('without an even clock, by the beats of a timer', () => {
    beforeEach(async () => {
      phone.hasEvenClock = false
      phone.ahead = -DAY
      await phone.open()
    })

    /** What a tap of now asks of the server. */
    async function askedByTap(): Promise<readonly string[]> {
      const spy = jest.spyOn(school, 'askRaw')
      await phone.tap('start', whose, DATE)
      const asked = spy.mock.calls.map(([, operation]) => operation)
      spy.mockRestore()
      return asked
    }
    const AT_ONCE = ['check-in']
    const AFTER_THE_TIME = ['trainee-today', 'check-in']

    it('the app was open since the answer: the time need not be asked for, however long it was', async () => {
      phone.pass(3 * HOUR)
      expect(await askedByTap()).toEqual(AT_ONCE)
      expect(phone.sentWaits).toEqual([0])
    })

    it.each([
      ['as late as a beat may be', BEAT_MS + LATE_MS, AT_ONCE],
      ['a millisecond later', BEAT_MS + LATE_MS + 1, AFTER_THE_TIME],
      ['for an hour', HOUR, AFTER_THE_TIME],
    ])('the app was stopped, %s', async (_, ms, asked) => {
      phone.pass(20 * BEAT_MS)
      school.now += ms
      expect(await askedByTap()).toEqual(asked)
    })

    it('the app was stopped and goes on: beats after it tell nothing of before, though the clock shows half a minute', async () => {
      school.now += HOUR
      phone.ahead -= HOUR - 30 * SECOND
      phone.pass(HOUR)
      expect(await askedByTap()).toEqual(AFTER_THE_TIME)
    })

    it('what was tapped before the app was stopped waits for an answer', async () => {
      phone.faults.push('before it leaves')
      await phone.tap('start', whose, DATE)
      school.now += HOUR
      phone.ahead -= HOUR - MINUTE
      await phone.app.attempt.sendWaiting(whose)
      expect(phone.sentWaits).toEqual([HOUR])
    })

    it.each([-DAY, -1, BEAT_MS + LATE_MS + 1, 90_000, 4 * MINUTE, DAY])(
      'the clock is set by %d ms while the app is open: a tap from before is as old as it is',
      async set => {
        phone.faults.push('before it leaves')
        await phone.tap('start', whose, DATE)
        phone.pass(BEAT_MS)
        phone.ahead += set
        expect(await askedByTap()).toEqual(['trainee-today', 'check-in', 'check-in'])
        expect(phone.sentWaits[0]).toBe(BEAT_MS)
      },
    )

    // A beat may have been about to come at the answer, so that the beats tell of one less.
    it.each([
      ['55 seconds', 11, AT_ONCE],
      ['a minute', 12, AFTER_THE_TIME],
    ])(
      'the clock is set little by little, too little to be noticed at once, by %s',
      async (_, steps, asked) => {
        for (let step = 0; step < steps; step++) {
          phone.pass(BEAT_MS)
          phone.ahead += LATE_MS
        }
        expect(await askedByTap()).toEqual(asked)
      },
    )

    it('a timer of before a gap beats for nothing: what passed since is not made longer', async () => {
      phone.pass(BEAT_MS - 1)
      phone.ahead += HOUR
      await phone.look()
      phone.pass(1)
      phone.ahead -= HOUR
      // The two timers are a millisecond short of a beat apart.
      expect(await askedByTap()).toEqual(AFTER_THE_TIME)
      expect(phone.app.clock.readPhone().even).toBe(0)
      phone.pass(2 * BEAT_MS)
      expect(phone.app.clock.readPhone().even).toBe(2 * BEAT_MS)
    })
  })
})
