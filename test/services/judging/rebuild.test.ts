import { put, remove } from '../../../cloudfunctions/ports/store'
import { DIRTY_DAYS, JUDGED_DAYS, TAP_WATCHES } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { checkDerived, markUnjudgedDays, rebuild } from '../../../cloudfunctions/services/judging/rebuild'
import { DATE, judgeAll, NEXT_DATE } from '../kept'
import { at, keyOf, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  await school.ordinaryDay(DATE, 25)
  const { revision } = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
  await school.answer('supervisor', 'decide', {
    classId: 'C1',
    date: DATE,
    verdict: 'accepted',
    reason: '核对',
    decisionKey: keyOf('d'),
    seen: revision,
  })
  await judgeAll(school)
})
afterEach(() => school.close())

const goOn = async () => true
const rows = async () =>
  JSON.stringify(await readAll(school.store, JUDGED_DAYS, { index: 'byDate', equal: [] }))
const check = () => checkDerived(school.store, () => {})

async function rowOf(date: string) {
  const found = await school.store.get(JUDGED_DAYS, `C1 ${date}`)
  if (found === null) throw new Error(`${date} was not judged`)
  return found
}

describe('derived rows can be thrown away', () => {
  it('and are the same to the byte when they are made again', async () => {
    const before = await rows()
    expect(before).toContain('"accepted"')
    expect(await rebuild(school.store, goOn)).toBe(4)
    expect(await rows()).toBe(before)
  })

  it('at another time too: they follow from the evidence and from no clock', async () => {
    const before = await rows()
    school.now = at('2030-01-01', '00:00')
    await rebuild(school.store, goOn)
    expect(await rows()).toBe(before)
  })

  it('and half-way stopped, the rest is made by the next judge', async () => {
    const before = await rows()
    expect(await rebuild(school.store, async () => false)).toBe(1)
    expect(await check()).toMatchObject({ waiting: 3, different: [] })
    await judgeAll(school)
    expect(await rows()).toBe(before)
  })

  it('and lost, they are noticed and marked', async () => {
    const before = await rows()
    const { version } = await rowOf(DATE)
    await school.store.commit([remove(JUDGED_DAYS, `C1 ${DATE}`, version)])
    expect(await check()).toMatchObject({ different: [`C1 ${DATE}`] })
    expect(await markUnjudgedDays(school.store)).toBe(1)
    expect(await markUnjudgedDays(school.store)).toBe(0)
    await judgeAll(school)
    expect(await rows()).toBe(before)
  })
})

describe('a check compares every row with its evidence', () => {
  it('and finds nothing where nothing was changed', async () => {
    expect(await check()).toEqual({ days: 4, waiting: 0, different: [] })
  })

  it.each([
    ['an hour', { scheduledHours: 5 }],
    ['a flag', { flags: ['no-recording'] }],
    ['the status', { status: 'compliant' }],
    ['the place in the queue', { pending: 0 }],
  ] as const)('and finds %s that was changed, by its day', async (_, more) => {
    const { document } = await rowOf(DATE)
    await school.store.commit([put(JUDGED_DAYS, { ...document, ...more })])
    expect(await check()).toEqual({ days: 4, waiting: 0, different: [`C1 ${DATE}`] })
  })

  it('and finds a row of a day that is in no timetable', async () => {
    const { document } = await rowOf(DATE)
    await school.store.commit([put(JUDGED_DAYS, { ...document, id: 'C1 2024-06-05', date: '2024-06-05' })])
    expect(await check()).toMatchObject({ different: ['C1 2024-06-05'] })
  })

  it('and does not hold a day against anybody whose newest evidence waits to be judged', async () => {
    const { document } = await rowOf(NEXT_DATE)
    await school.store.commit([
      put(JUDGED_DAYS, { ...document, scheduledHours: 5 }),
      put(DIRTY_DAYS, { id: document.id, classId: 'C1', date: NEXT_DATE }),
    ])
    expect(await check()).toEqual({ days: 4, waiting: 1, different: [] })
  })

  describe('of a day with taps that were not judged yet', () => {
    const SETTLED = at(NEXT_DATE, '12:50')
    beforeEach(async () => {
      await school.tap('t1', 'start', at(NEXT_DATE, '08:21'), 'young')
    })
    const watchedUntil = (until: number) =>
      school.store.commit([put(TAP_WATCHES, { id: 'taps' as const, until })])

    it('says that it waits', async () => {
      expect(await check()).toEqual({ days: 4, waiting: 1, different: [] })
      await judgeAll(school)
      expect(await check()).toEqual({ days: 4, waiting: 0, different: [] })
    })

    it('says so as long as the watch has not seen it to its end', async () => {
      await watchedUntil(SETTLED - 1)
      expect(await check()).toEqual({ days: 4, waiting: 1, different: [] })
    })

    it('and finds it different once the watch has', async () => {
      await watchedUntil(SETTLED)
      expect(await check()).toEqual({ days: 4, waiting: 0, different: [`C1 ${NEXT_DATE}`] })
    })

    it('and finds it different when its row has more taps than there are', async () => {
      await judgeAll(school)
      const { document } = await rowOf(NEXT_DATE)
      await school.store.commit([put(JUDGED_DAYS, { ...document, taps: document.taps + 1 })])
      expect(await check()).toEqual({ days: 4, waiting: 0, different: [`C1 ${NEXT_DATE}`] })
    })
  })

  it('and changes nothing, and tells how far it is', async () => {
    const commit = jest.spyOn(school.store, 'commit')
    const steps: number[] = []
    await checkDerived(school.store, (checked, of) => steps.push(checked, of))
    expect(commit).not.toHaveBeenCalled()
    expect(steps).toEqual([1, 4, 2, 4, 3, 4, 4, 4])
  })
})
