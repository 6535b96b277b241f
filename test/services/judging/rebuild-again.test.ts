import { DIRTY_DAYS, JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { judgeDirtyDays, markDirty } from '../../../cloudfunctions/services/judging/dirty'
import { checkDerived, isRebuilding, rebuild } from '../../../cloudfunctions/services/judging/rebuild'
import { DATE, judgeAll } from '../kept'
import { School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  await school.ordinaryDay(DATE, 25)
  await judgeAll(school)
})
afterEach(() => school.close())

const rows = async () =>
  JSON.stringify(await readAll(school.store, JUDGED_DAYS, { index: 'byDate', equal: [] }))
const stoppedAfter = (days: number) => rebuild(school.store, async made => made < days)
const goOn = async () => true

describe('a rebuild that was stopped', () => {
  it('is gone on with, and what it made is not thrown away again', async () => {
    const before = await rows()
    expect(await stoppedAfter(3)).toBe(3)
    expect(await isRebuilding(school.store)).toBe(true)
    const steps: number[][] = []
    const more = await rebuild(school.store, async (made, of) => steps.push([made, of]) > 0)
    expect([more, steps]).toEqual([1, [[1, 1]]])
    expect(await rows()).toBe(before)
    expect(await isRebuilding(school.store)).toBe(false)
  })

  it('and that the server has ended is over: the next one is a new one', async () => {
    await stoppedAfter(1)
    await judgeDirtyDays(school.store, goOn)
    expect(await isRebuilding(school.store)).toBe(false)
    expect(await rebuild(school.store, goOn)).toBe(4)
  })

  it('at its last day is over', async () => {
    await stoppedAfter(4)
    expect(await isRebuilding(school.store)).toBe(false)
    expect(await rebuild(school.store, goOn)).toBe(4)
  })

  it('is not mistaken for new evidence that waits to be judged', async () => {
    await rebuild(school.store, goOn)
    await school.store.commit([markDirty('C1', DATE)])
    expect(await isRebuilding(school.store)).toBe(false)
    expect(await rebuild(school.store, goOn)).toBe(4)
    expect(await readAll(school.store, DIRTY_DAYS, { index: 'byId', equal: [] })).toEqual([])
    expect(await checkDerived(school.store, () => {})).toMatchObject({ waiting: 0, different: [] })
  })
})
