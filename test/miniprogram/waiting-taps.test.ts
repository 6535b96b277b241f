/** @jest-environment node */
import { attemptsOn, DATE, NEXT_DATE } from '../services/kept'
import { at, School } from '../services/school'
import { FAULTS, TraineePhone, WAYS } from '../support/trainee-phone'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let school: School
let phone: TraineePhone
let whose: string
let othersMark: string

beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '08:00')
  whose = (await school.answer('t1', 'trainee-today', {})).whose
  othersMark = (await school.answer('t2', 'trainee-today', {})).whose
})
afterEach(async () => {
  phone.close()
  await school.close()
})

const owned = (way: (typeof WAYS)[number] = 'browser') => {
  phone = new TraineePhone(school, way)
  return phone
}
const wait = (ms: number) => {
  school.now += ms
}
const waiting = () => phone.app.kept.waitingTaps(whose)
const ended = () => phone.app.kept.endedTaps(whose)
const tap = (kind: 'start' | 'end' = 'start', date = DATE) => phone.tap(kind, whose, date)

/** As it looks to the person, once all is well: taken, and nothing waits. */
async function expectOneCheckIn(key: string): Promise<void> {
  const kept = await attemptsOn(school, DATE)
  expect(kept).toEqual([expect.objectContaining({ kind: 'start', refusal: null })])
  expect(waiting()).toEqual([])
  expect(ended()).toEqual([
    expect.objectContaining({
      attemptKey: key,
      ending: { answer: expect.objectContaining({ accepted: true }) },
    }),
  ])
  expect(new Set(phone.sentKeys)).toEqual(new Set(phone.sentKeys.length > 0 ? [key] : []))
}

describe.each(WAYS)('the line or the server fails at one step of a check-in, %s', way => {
  it.each(FAULTS)('%s: it waits, and is one check-in once all is well', async fault => {
    await owned(way).open()
    wait(21 * MINUTE)
    phone.faults.push(fault)
    const key = await tap()
    expect(waiting().map(({ attemptKey }) => attemptKey)).toEqual([key])
    wait(15_000)
    await phone.look()
    await expectOneCheckIn(key)
  })

  it.each(FAULTS)('%s, and the app is ended before it is well', async fault => {
    await owned(way).open()
    wait(21 * MINUTE)
    phone.faults.push(fault)
    const key = await tap()
    phone.kill()
    wait(70 * MINUTE)
    await phone.open()
    await expectOneCheckIn(key)
    const [kept] = await attemptsOn(school, DATE)
    // To the second, what took so long notwithstanding.
    expect(Math.abs((kept?.tappedAt ?? kept?.at ?? 0) - at(DATE, '08:21'))).toBeLessThan(1_000)
  })

  it.each(FAULTS)('%s, again and again, while the server is away for long in between', async fault => {
    await owned(way).open()
    wait(21 * MINUTE)
    phone.faults.push(fault, fault, fault)
    const key = await tap()
    for (let turn = 0; turn < 4; turn++) {
      phone.serverIsThere = turn % 2 === 1
      wait(10 * MINUTE)
      await phone.look()
    }
    await phone.look()
    await phone.look()
    await expectOneCheckIn(key)
  })
})

describe('the app is ended at one moment of a check-in', () => {
  it('while the phone is still asked where it is: it is sent at the next opening', async () => {
    await owned().open()
    wait(21 * MINUTE)
    void phone.app.attempt.keepTap({ whose, date: DATE, kind: 'start' })
    // The key is made, and the tap kept before anything is asked.
    while (waiting().length === 0) await Promise.resolve()
    const key = waiting()[0]!.attemptKey
    phone.kill()
    wait(MINUTE)
    await phone.open()
    await expectOneCheckIn(key)
  })

  it.each(['on the way there', 'on the way back'] as const)('%s', async moment => {
    await owned().open()
    wait(21 * MINUTE)
    phone.dies = moment
    const key = await tap()
    expect(phone.isOpen).toBe(false)
    wait(3 * HOUR)
    await phone.open()
    await expectOneCheckIn(key)
  })

  it('after the answer, before it was looked at: the next opening shows it', async () => {
    await owned().open()
    wait(21 * MINUTE)
    const key = await tap()
    phone.kill()
    await phone.open()
    await expectOneCheckIn(key)
    phone.app.kept.forget(ended()[0]!)
    await phone.open()
    expect([...waiting(), ...ended()]).toEqual([])
  })
})

describe('what waits is sent in the order of the taps', () => {
  it('a start and an end, of several days, one at a time', async () => {
    await owned().open()
    phone.serverIsThere = false
    const keys = []
    for (const [date, kind, clock] of [
      [DATE, 'start', '08:21'],
      [DATE, 'end', '11:45'],
      [NEXT_DATE, 'start', '08:20'],
      [NEXT_DATE, 'end', '11:41'],
    ] as const) {
      school.now = at(date, clock)
      await phone.open()
      keys.push(await tap(kind, date))
    }
    expect(waiting().map(({ attemptKey }) => attemptKey)).toEqual(keys)
    phone.serverIsThere = true
    school.now = at(NEXT_DATE, '15:00')
    await phone.open()
    expect(phone.sentKeys).toEqual(keys)
    const taken = [...(await attemptsOn(school, DATE)), ...(await attemptsOn(school, NEXT_DATE))]
    expect(taken.map(({ kind, tappedAt, refusal }) => [kind, tappedAt, refusal])).toEqual([
      ['start', at(DATE, '08:21'), null],
      ['end', at(DATE, '11:45'), null],
      ['start', at(NEXT_DATE, '08:20'), null],
      ['end', at(NEXT_DATE, '11:41'), null],
    ])
  })

  it('one that gets no answer holds back those after it, and a new tap goes behind them', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.faults.push('before it leaves', 'before it leaves')
    const start = await tap('start')
    wait(MINUTE)
    const end = await tap('end')
    expect(waiting().map(({ attemptKey }) => attemptKey)).toEqual([start, end])
    await phone.look()
    expect(phone.sentKeys).toEqual([start, end])
  })

  it('one that is refused lets the next one go', async () => {
    school.now = at(DATE, '06:00')
    await owned().open()
    phone.serverIsThere = false
    await tap('start')
    wait(2 * HOUR)
    await tap('start')
    phone.serverIsThere = true
    await phone.look()
    expect(ended().map(({ ending }) => ending)).toMatchObject([
      { answer: { accepted: false, refusal: { kind: 'outside-window' } } },
      { answer: { accepted: true } },
    ])
  })
})

describe('a refusal leaves the queue with its reason, and is there until it was seen', () => {
  it('too late, after eight days', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.serverIsThere = false
    await tap()
    wait(8 * DAY)
    phone.serverIsThere = true
    await phone.open()
    phone.kill()
    await phone.open()
    expect(waiting()).toEqual([])
    expect(ended()).toMatchObject([{ ending: { answer: { refusal: { kind: 'too-late' } } } }])
  })

  it('a day of too many taps: in the server’s words', async () => {
    await owned().open()
    school.now = at(DATE, '08:21')
    for (let n = 0; n < 100; n++) await school.tap('t1', 'start', school.now, `earlier-${n}`)
    await tap()
    expect(ended()).toMatchObject([{ ending: { problem: expect.stringContaining('今天已点击 100 次') } }])
  })
})

describe('whose tap it is', () => {
  it('somebody else signs in on the phone: the tap waits, and is nobody else’s', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.serverIsThere = false
    const mine = await tap()
    phone.serverIsThere = true
    phone.session = 't2'
    await phone.open()
    expect(await attemptsOn(school, DATE)).toEqual([])
    expect(phone.app.kept.waitingOfOthers(othersMark)).toBe(1)
    const theirs = await phone.tap('start', othersMark, DATE)
    expect(phone.sentKeys).toEqual([theirs])
    wait(HOUR)
    phone.session = 't1'
    await phone.open()
    expect(phone.sentKeys).toEqual([theirs, mine])
    expect(waiting()).toEqual([])
    expect((await school.answer('t1', 'trainee-today', {})).checkIns).toMatchObject([
      { at: at(DATE, '08:21') },
    ])
    expect((await school.answer('t2', 'trainee-today', {})).checkIns).toHaveLength(1)
  })

  it('the session becomes another’s while the page is open, as by a second tab: nothing is sent as theirs', async () => {
    await owned().open()
    wait(MINUTE)
    phone.session = 't2'
    school.now = at(DATE, '08:21')
    await tap()
    expect(await attemptsOn(school, DATE)).toEqual([])
    expect(waiting()).toHaveLength(1)
  })

  it('the session is over: the tap waits for the next sign-in', async () => {
    await owned().open()
    phone.session = null
    school.now = at(DATE, '08:21')
    const key = await tap()
    expect(waiting()).toHaveLength(1)
    phone.kill()
    wait(HOUR)
    phone.session = 't1'
    await phone.open()
    await expectOneCheckIn(key)
  })
})

describe('the phone’s storage', () => {
  it('without room, the tap is sent all the same, and told as not kept until then', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.roomLeft = false
    phone.faults.push('before it leaves')
    const key = await tap()
    expect(waiting().map(phone.app.kept.isStored)).toEqual([false])
    await phone.look()
    await expectOneCheckIn(key)
  })

  it('without room for the answer, the next opening asks again under the same key', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.faults.push('after the commit')
    const key = await tap()
    phone.roomLeft = false
    await phone.look()
    phone.kill()
    await phone.open()
    await expectOneCheckIn(key)
  })

  it('without room for the answer, and under a clock that was set within a millisecond: the next day too it is the same', async () => {
    owned('wechat over http').hasEvenClock = false
    phone.ahead = -400 * DAY
    await phone.open()
    phone.ahead = 0
    phone.faults.push('before it leaves')
    const key = await tap()
    phone.roomLeft = false
    await phone.look()
    phone.kill()
    phone.roomLeft = true
    wait(26 * HOUR)
    await phone.open()
    await expectOneCheckIn(key)
    expect(await attemptsOn(school, NEXT_DATE)).toEqual([])
  })

  it('cleared while the app is open: what was tapped in it is not lost', async () => {
    await owned().open()
    wait(21 * MINUTE)
    phone.faults.push('before it leaves')
    const key = await tap()
    phone.storage.clear()
    await phone.look()
    await expectOneCheckIn(key)
  })

  it.each([
    ['cut', '{"data":{"attemptKey":"tap'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a text', '"x"'],
    ['without its time', '{"attemptKey":"damaged","whose":"w","date":"2024-06-03","kind":"start","turn":1}'],
  ])('damaged (%s): it is told, and costs no other tap', async (_, damage) => {
    await owned().open()
    wait(21 * MINUTE)
    phone.faults.push('before it leaves')
    const key = await tap()
    phone.kill()
    phone.storage.set('tap:damaged', damage)
    phone.storage.set('server-time', damage)
    phone.storage.set('today', damage)
    await phone.open()
    await expectOneCheckIn(key)
    expect(phone.app.kept.damagedTaps()).toBe(1)
    phone.app.kept.forgetDamaged()
    expect(phone.app.kept.damagedTaps()).toBe(0)
    expect(ended()).toHaveLength(1)
  })

  it('two tabs with a tap each: neither writes over the other’s, and both are sent', async () => {
    const first = owned()
    await first.open()
    wait(21 * MINUTE)
    first.serverIsThere = false
    const start = await tap('start')
    const { app } = first
    // A second tab on the same storage.
    const records = new Map(first.storage)
    await first.open()
    const end = await tap('end')
    expect([...first.storage.keys()]).toEqual(expect.arrayContaining([...records.keys()]))
    expect(app.kept).not.toBe(first.app.kept)
    first.serverIsThere = true
    await first.look()
    expect(first.sentKeys).toEqual([start, end])
  })
})
