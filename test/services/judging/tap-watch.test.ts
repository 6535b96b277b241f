import { MINUTE } from '../../../cloudfunctions/domain/time'
import type { Clock } from '../../../cloudfunctions/ports/clock'
import { put } from '../../../cloudfunctions/ports/store'
import { JUDGED_DAYS, TAP_WATCHES } from '../../../cloudfunctions/services/documents/judged-days'
import { read } from '../../../cloudfunctions/services/documents/read'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { SETTLED_MS, TapWatch } from '../../../cloudfunctions/services/judging/tap-watch'
import { installFaces } from '../face-engine'
import { DATE, NEXT_DATE } from '../kept'
import { at, School } from '../school'

const EVERY_MS = MINUTE
const CLOSES = at(DATE, '12:40')
const SETTLES = CLOSES + SETTLED_MS

let school: School
let clock: Clock
let watch: TapWatch
const newWatch = (handsAtOnce = 1) =>
  new TapWatch(school.store, clock, { everyMs: EVERY_MS, atATime: handsAtOnce })
const toTheEnd = async () => true
const judgeMarks = () => judgeDirtyDays(school.store, toTheEnd)

beforeEach(async () => {
  school = await School.open()
  clock = school.server.clock
  await installFaces(school, 'passed')
  watch = newWatch()
  // Signed in, so that taps are all that is asked of the store.
  for (const who of ['t1', 't2', 't3']) await school.answer(who, 'trainee-today', {})
  await judgeMarks()
})
afterEach(() => {
  jest.restoreAllMocks()
  return school.close()
})

const tap = (time: number, key = 'a', who = 't1') => school.tap(who, 'start', time, key)
const startOf = async (classId = 'C1', date = DATE) =>
  (await read(school.store, JUDGED_DAYS, `${classId} ${date}`))?.traineeDays[0]?.start
const lookAt = (now: number, at = watch) => {
  school.now = now
  return at.look(toTheEnd)
}
const noted = async () => (await read(school.store, TAP_WATCHES, 'taps'))?.until

/** The questions of one look, by kind and collection, with how often each was asked. */
async function questionsOf(now: number, by = watch): Promise<Record<string, number>> {
  const get = jest.spyOn(school.store, 'get')
  const range = jest.spyOn(school.store, 'range')
  const commit = jest.spyOn(school.store, 'commit')
  await lookAt(now, by)
  const asked = [
    ...get.mock.calls.map(([{ name }]) => `get ${name}`),
    ...range.mock.calls.map(([{ name }]) => `range ${name}`),
    ...commit.mock.calls.map(([writes]) => writes.map(one => `${one.kind} ${one.collection.name}`).join()),
  ]
  jest.restoreAllMocks()
  const counts: Record<string, number> = {}
  for (const one of asked) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

describe('a tap of an open window is found', () => {
  it('by the next look at its day', async () => {
    await tap(at(DATE, '08:21'))
    expect(await startOf()).toBeNull()
    expect(await lookAt(at(DATE, '08:22'))).toBe(true)
    expect(await startOf()).toBe(at(DATE, '08:21'))
  })

  it.each([
    ['not before a minute is over', EVERY_MS - 1, null],
    ['when it is', EVERY_MS, at(DATE, '08:22')],
  ])('again after a while: %s', async (_, later, start) => {
    await lookAt(at(DATE, '08:21'))
    await tap(at(DATE, '08:22'))
    await lookAt(at(DATE, '08:21') + later)
    expect(await startOf()).toBe(start)
  })

  it('when it is kept after the closing by a request that began before, and the day had been looked at', async () => {
    await lookAt(CLOSES + MINUTE)
    await tap(CLOSES)
    await lookAt(SETTLES)
    expect(await startOf()).toBe(CLOSES)
  })

  it('of many classes, several at a time', async () => {
    await tap(at(DATE, '08:21'))
    await tap(at(DATE, '08:22'), 'b', 't3')
    expect(await lookAt(at(DATE, '08:23'), newWatch(6))).toBe(true)
    expect([await startOf('C1'), await startOf('C2')]).toEqual([at(DATE, '08:21'), at(DATE, '08:22')])
    expect(await checkDerived(school.store, () => {})).toMatchObject({ waiting: 0, different: [] })
  })

  it('of a day that nobody has judged yet', async () => {
    const found = await school.store.get(JUDGED_DAYS, `C1 ${DATE}`)
    if (found === null) throw new Error('was not judged')
    await school.store.commit([
      { kind: 'remove', collection: JUDGED_DAYS, id: `C1 ${DATE}`, version: found.version },
    ])
    await lookAt(at(DATE, '08:22'))
    expect(await read(school.store, JUDGED_DAYS, `C1 ${DATE}`)).toEqual(found.document)
  })
})

describe('a look costs', () => {
  it('at first the classes, and of each open day its taps and its row', async () => {
    expect(await questionsOf(at(DATE, '08:21'))).toEqual({
      'range classes': 1,
      'get tap-watches': 1,
      'range trainee-days': 2,
      'get judged-days': 2,
      'put tap-watches': 1,
    })
  })

  it('then one question for each open day of which nothing is new', async () => {
    await lookAt(at(DATE, '08:21'))
    expect(await questionsOf(at(DATE, '08:22'))).toEqual({ 'get tap-watches': 1, 'range trainee-days': 2 })
  })

  it('and nothing for days that are not open, and for those that have settled', async () => {
    await lookAt(SETTLES)
    expect(await questionsOf(SETTLES + EVERY_MS)).toEqual({ 'get tap-watches': 1 })
  })
})

describe('after an outage', () => {
  const OUTAGE_ENDS = at('2024-07-03', '09:00')

  it('the days that went by are looked at, however long it was', async () => {
    await lookAt(at(DATE, '07:00'))
    await tap(at(DATE, '08:21'))
    await tap(at(NEXT_DATE, '08:21'), 'b')
    expect(await lookAt(OUTAGE_ENDS, newWatch())).toBe(true)
    expect([await startOf(), await startOf('C1', NEXT_DATE)]).toEqual([
      at(DATE, '08:21'),
      at(NEXT_DATE, '08:21'),
    ])
    expect(await noted()).toBe(OUTAGE_ENDS)
  })

  it('a watch that is stopped after each day gets to the end, also when it begins anew each time', async () => {
    await tap(at(DATE, '08:21'))
    await tap(at(NEXT_DATE, '08:21'), 'b')
    school.now = OUTAGE_ENDS
    const looks: boolean[] = []
    for (let i = 0; i < 10 && looks.at(-1) !== true; i++) {
      let days = 0
      looks.push(await newWatch().look(async () => ++days <= 3))
    }
    expect(looks.at(-1)).toBe(true)
    expect([await startOf(), await startOf('C1', NEXT_DATE)]).toEqual([
      at(DATE, '08:21'),
      at(NEXT_DATE, '08:21'),
    ])
  })

  it('what was stopped goes on where it stopped, while the watch lives', async () => {
    school.now = OUTAGE_ENDS
    let days = 0
    // The classes are read first, and looked at as one.
    expect(await watch.look(async () => ++days < 3)).toBe(false)
    expect((await questionsOf(OUTAGE_ENDS))['range trainee-days']).toBe(2)
  })

  it('a store that was never watched is watched from its first day on', async () => {
    await tap(at(DATE, '08:21'))
    await lookAt(OUTAGE_ENDS)
    expect(await startOf()).toBe(at(DATE, '08:21'))
  })
})

describe('how far the watch has come', () => {
  it.each([
    ['not within the hour', 60 * MINUTE - 1, 0],
    ['after an hour', 60 * MINUTE, 60 * MINUTE],
  ])('is noted now and then: %s', async (_, later, moved) => {
    const begun = at(DATE, '20:00')
    await lookAt(begun)
    await lookAt(begun + later)
    expect(await noted()).toBe(begun + moved)
  })

  it('lets a new one look back a day, and no further', async () => {
    await school.store.commit([put(TAP_WATCHES, { id: 'taps' as const, until: at('2024-06-05', '12:49') })])
    expect((await questionsOf(at('2024-06-05', '13:00'), newWatch()))['range trainee-days']).toBe(2)
    await school.store.commit([put(TAP_WATCHES, { id: 'taps' as const, until: at('2024-06-05', '12:50') })])
    expect((await questionsOf(at('2024-06-05', '13:00'), newWatch()))['range trainee-days']).toBeUndefined()
  })

  it('is taken back when the clock was set back, and what comes then is found', async () => {
    await lookAt(at('2025-01-01', '00:00'))
    await tap(at(DATE, '08:21'))
    await lookAt(at(DATE, '08:22'))
    expect(await startOf()).toBe(at(DATE, '08:21'))
    expect(await noted()).toBe(at(DATE, '08:22'))
  })
})

it('a day of which another judge was faster costs no commit', async () => {
  await lookAt(at(DATE, '08:20'))
  await tap(at(DATE, '08:21'))
  await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
  expect(await questionsOf(at(DATE, '08:22'))).not.toHaveProperty('replace judged-days')
  expect(await startOf()).toBe(at(DATE, '08:21'))
})
