import { HOUR } from '../../../cloudfunctions/domain/time'
import {
  MOST_EVENTS,
  MOST_REFUSED,
  objectsNamed,
  recordAccess,
} from '../../../cloudfunctions/services/audit/access'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { firstBrokenLink } from '../../../cloudfunctions/services/streams/chain'
import { accessesOf, DATE, NEXT_DATE } from '../kept'
import { at, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '14:00')
})
afterEach(() => school.close())

const day = { classId: 'C1', date: DATE }
const look = () => school.answer('supervisor', 'class-day', day)

describe('a reading of other people’s data is kept', () => {
  it('with who, what and when, and nothing that was typed', async () => {
    await look()
    expect(await accessesOf(school, 'supervisor')).toMatchObject([
      { type: 'read', at: school.now, operation: 'class-day', objects: day, requestId: 'r1' },
    ])
  })

  it('once within an hour of the clock, and once more in the next', async () => {
    await look()
    school.now = at(DATE, '15:00') - 1
    await look()
    expect(await accessesOf(school, 'supervisor')).toHaveLength(1)
    school.now = at(DATE, '15:00')
    await look()
    expect(await accessesOf(school, 'supervisor')).toHaveLength(2)
  })

  it('each of another day or class', async () => {
    await look()
    await school.answer('supervisor', 'class-day', { ...day, date: NEXT_DATE })
    await school.answer('supervisor', 'class-day', { ...day, classId: 'C2' })
    expect(await accessesOf(school, 'supervisor')).toHaveLength(3)
  })

  it('once, also when many come at once', async () => {
    await school.answer('supervisor', 'class-days', {})
    await Promise.all(Array.from({ length: 20 }, look))
    expect(await accessesOf(school, 'supervisor')).toHaveLength(1)
  })

  it('each of however many: a long hour goes on in another stream, and is known whole', async () => {
    const access = (n: number) => ({
      type: 'read' as const,
      accountId: 'A-i1',
      operation: 'class-day',
      ...of(n),
    })
    const of = (n: number) => ({ objects: { classId: `C${n}` }, requestId: 'r1' })
    for (let n = 0; n <= MOST_EVENTS; n++) await recordAccess(school.server, access(n))
    for (const known of [0, MOST_EVENTS]) await recordAccess(school.server, access(known))
    const streams = await readAll(school.store, ACCESS_DAYS, { index: 'byDate', equal: [DATE] })
    expect(streams.map(({ events }) => events.length)).toEqual([MOST_EVENTS, 1])
    expect(streams.map(stream => firstBrokenLink(ACCESS_DAYS, stream))).toEqual([null, null])
  })

  it('is told of today by the server’s clock, unless another date is asked for', async () => {
    await look()
    expect(await school.answer('auditor', 'accesses', {})).toMatchObject({
      date: DATE,
      today: DATE,
      accesses: [{ operation: 'class-day' }],
    })
    school.now = at(NEXT_DATE, '00:00')
    const { accesses, ...told } = await school.answer('auditor', 'accesses', {})
    expect([accesses, told.date]).toEqual([[], NEXT_DATE])
    expect(await school.answer('auditor', 'accesses', { date: DATE })).toMatchObject({
      date: DATE,
      today: NEXT_DATE,
      accesses: [{ operation: 'accesses' }, { operation: 'class-day' }],
    })
  })

  it('with the name of each class, and of none that isn’t there', async () => {
    await look()
    await school.answer('supervisor', 'class-day', { ...day, date: NEXT_DATE })
    await school.ask('i1', 'class-day', { ...day, classId: 'no-such-class' })
    const { classes } = await school.answer('auditor', 'accesses', { date: DATE })
    expect(classes).toEqual([{ classId: 'C1', title: expect.stringMatching(/./) }])
  })

  it('not when there was nothing to read', async () => {
    await school.ask('supervisor', 'class-day', { classId: 'C9', date: DATE })
    expect(await accessesOf(school, 'supervisor')).toEqual([])
  })

  it('of the lists of accesses, too', async () => {
    await school.answer('auditor', 'accesses', { date: DATE })
    expect(await accessesOf(school, 'auditor')).toMatchObject([
      { type: 'read', operation: 'accesses', objects: { date: DATE } },
    ])
  })
})

describe('a refused attempt is kept', () => {
  it('every time, with what was asked for', async () => {
    for (const classId of ['C2', 'C2', 'C9']) {
      expect((await school.ask('i1', 'class-day', { classId, date: DATE })).done).toBe(false)
    }
    expect(await accessesOf(school, 'i1')).toMatchObject([
      { type: 'refused', operation: 'class-day', objects: { classId: 'C2', date: DATE } },
      { type: 'refused', objects: { classId: 'C2' } },
      { type: 'refused', objects: { classId: 'C9' } },
    ])
  })

  it('every one of many at once, in one whole chain', async () => {
    await school.answer('i1', 'class-today', {})
    const tries = Array.from({ length: 30 }, () => school.ask('i1', 'class-day', { ...day, classId: 'C2' }))
    await Promise.all(tries)
    expect((await accessesOf(school, 'i1')).filter(({ type }) => type === 'refused')).toHaveLength(30)
    const streams = await readAll(school.store, ACCESS_DAYS, { index: 'byDate', equal: [DATE] })
    expect(streams.map(stream => firstBrokenLink(ACCESS_DAYS, stream))).toEqual(streams.map(() => null))
  })

  const refuse = () => school.ask('i1', 'class-day', { ...day, classId: 'C2' })
  const streams = () => readAll(school.store, ACCESS_DAYS, { index: 'byDate', equal: [DATE] })
  const refusals = async () =>
    (await accessesOf(school, 'i1')).filter(({ type }) => type === 'refused').length

  it('a hundred times an hour, and after that counted: nobody fills the store with what they may not do', async () => {
    for (let n = 0; n < MOST_REFUSED - 1; n++) await refuse()
    const before = await streams()
    await refuse()
    expect([await refusals(), before[0]?.unlisted]).toEqual([MOST_REFUSED, undefined])
    for (let n = 0; n < 3; n++) await refuse()
    expect(await refusals()).toBe(MOST_REFUSED)
    const kept = await streams()
    expect(kept).toHaveLength(1)
    expect(kept.map(stream => firstBrokenLink(ACCESS_DAYS, stream))).toEqual([null])
    const { accesses, unlisted } = await school.answer('auditor', 'accesses', { date: DATE })
    expect(accesses.filter(({ type }) => type === 'refused')).toHaveLength(MOST_REFUSED)
    expect(unlisted).toEqual([
      { accountId: 'A-i1', displayName: 'i1 的姓名', role: 'instructor', since: school.now, refused: 3 },
    ])
    // What it may do is done and kept as ever, and the next hour begins anew.
    school.now += HOUR
    await refuse()
    expect(await refusals()).toBe(MOST_REFUSED + 1)
  })

  it('every one of many at once past the hundredth, in the count', async () => {
    for (let n = 0; n < MOST_REFUSED; n++) await refuse()
    await Promise.all(Array.from({ length: 10 }, refuse))
    expect((await streams()).map(({ unlisted }) => unlisted)).toEqual([10])
  })

  it('of another role’s question without what it named: its shape was not looked at', async () => {
    await school.askRaw('t1', 'decide', { classId: 'C1', password: 'x' })
    expect(await accessesOf(school, 't1')).toMatchObject([
      { type: 'refused', operation: 'decide', objects: {} },
    ])
  })
})

describe('the auditor’s list', () => {
  it('tells who did what on a date, by name and role', async () => {
    await look()
    await school.ask('i1', 'class-day', { ...day, classId: 'C2' })
    const { accesses } = await school.answer('auditor', 'accesses', { date: DATE })
    expect(accesses).toMatchObject([
      { accountId: 'A-i1', displayName: 'i1 的姓名', role: 'instructor', type: 'refused' },
      { accountId: 'A-supervisor', displayName: 'supervisor 的姓名', role: 'supervisor', type: 'read' },
    ])
    expect((await school.answer('auditor', 'accesses', { date: NEXT_DATE })).accesses).toEqual([])
  })

  it('comes in pages that hold everything once', async () => {
    for (let hour = 0; hour < 60; hour++) {
      school.now = at(DATE, '00:00') + (hour % 24) * 3_600_000
      const who = ['supervisor', 'auditor', 'provider'][Math.floor(hour / 24)] ?? 'i1'
      await school.answer(who, 'class-day', day)
    }
    const pages = []
    let after: string | undefined
    do {
      const page = await school.answer('auditor', 'accesses', { date: DATE, ...(after && { after }) })
      pages.push(page.accesses)
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(pages.length).toBe(2)
    expect(pages.flat().filter(({ operation }) => operation === 'class-day')).toHaveLength(60)
  })
})

it('what is named is what stands for an object, shortened where it is long', () => {
  expect(
    objectsNamed({
      classId: 'C1',
      attemptIds: ['a', 'b'],
      reason: '私下的话',
      password: 'x',
    }),
  ).toEqual({ classId: 'C1', attemptIds: 'a,b' })
  expect(
    objectsNamed({ attemptIds: Array.from({ length: 200 }, () => 'x'.repeat(64)) }).attemptIds,
  ).toHaveLength(200)
})
