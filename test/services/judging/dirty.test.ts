import type { Store } from '../../../cloudfunctions/ports/store'
import {
  DIRTY_DAYS,
  JUDGED_DAYS,
  type JudgedDay,
} from '../../../cloudfunctions/services/documents/judged-days'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { askCameraDay } from '../../../cloudfunctions/services/ingest/ask'
import { judgeDirtyDays, markDirty } from '../../../cloudfunctions/services/judging/dirty'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { installFaces } from '../face-engine'
import { DATE, dayByAll, judgeAll, NEXT_DATE } from '../kept'
import { at, clip, keyOf, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  await installFaces(school, 'passed')
})
afterEach(() => school.close())

const marks = async () =>
  (await readAll(school.store, DIRTY_DAYS, { index: 'byId', equal: [] })).map(({ id }) => id)
const startOf = (day: JudgedDay | null) => day?.traineeDays[0]?.start
const DERIVED_AS_KEPT = { waiting: 0, different: [] }
const derived = () => checkDerived(school.store, () => {})

/** The same store, but that something happens before the first commit through it: when the evidence has been read. */
function disturbed(store: Store, before: () => Promise<unknown>): Store {
  let isFirst = true
  return {
    get: (collection, id) => store.get(collection, id),
    range: (collection, query) => store.range(collection, query),
    close: () => store.close(),
    commit: async writes => {
      if (isFirst) {
        isFirst = false
        await before()
      }
      return store.commit(writes)
    },
  }
}

/** While the window is open, and so without a mark; and when it has closed, with one. */
const IN_TIME = () => school.tap('t1', 'start', at(DATE, '08:21'), 'a')
const LATE = async () => {
  school.now = at(DATE, '13:00')
  const waitedMs = school.now - at(DATE, '08:21')
  const attemptKey = keyOf('a')
  const taken = await school.answer('t1', 'check-in', { kind: 'start', attemptKey, waitedMs })
  if (!taken.accepted) throw new Error('the tap was refused')
  const attemptIds = [taken.checkIn.attemptId]
  await school.answer('i1', 'witness', { classId: 'C1', date: DATE, attemptIds, reason: '当时在场' })
}

describe.each([
  ['in time', IN_TIME],
  ['late', LATE],
])('a check-in that comes while a day is being judged, %s, is not lost', (_, tap) => {
  const overtaken = async () => {
    await dayByAll(school.store, 'C1', DATE)
    await tap()
  }

  async function expectFound(): Promise<void> {
    await judgeAll(school)
    expect(startOf(await read(school.store, JUDGED_DAYS, `C1 ${DATE}`))).toBe(at(DATE, '08:21'))
    expect(await marks()).toEqual([])
    expect(await derived()).toMatchObject(DERIVED_AS_KEPT)
  }

  it('when the day was never judged before', async () => {
    await dayByAll(disturbed(school.store, tap), 'C1', DATE)
    await expectFound()
  })

  it('when it was, and has a mark', async () => {
    await judgeAll(school)
    await school.store.commit([markDirty('C1', DATE)])
    await dayByAll(disturbed(school.store, tap), 'C1', DATE)
    await expectFound()
  })

  it('when it was, and has new taps without one', async () => {
    await judgeAll(school)
    await school.tap('t2', 'start', at(DATE, '08:15'), 'b')
    await dayByAll(disturbed(school.store, tap), 'C1', DATE)
    await expectFound()
  })

  it('when another judge has worked off the first mark meanwhile, and the new one looks the same', async () => {
    await dayByAll(disturbed(school.store, overtaken), 'C1', DATE)
    await expectFound()
  })

  it('when that happens to a day that was judged before', async () => {
    await judgeAll(school)
    await school.store.commit([markDirty('C1', DATE)])
    await dayByAll(disturbed(school.store, overtaken), 'C1', DATE)
    await expectFound()
  })
})

describe('evidence that comes while a day is being judged is not lost', () => {
  it('recordings of a day that is judged for the first time', async () => {
    school.now = at(DATE, '12:30')
    school.platform.set('CAM1', [clip('CAM1', DATE, '08:31', 45)])
    const ask = () => askCameraDay(school.server, { deviceSerial: 'CAM1', channelNo: 1 }, DATE, 'r1')
    expect(await dayByAll(disturbed(school.store, ask), 'C1', DATE)).toMatchObject({
      recording: 'compliant',
      segmentCount: 2,
    })
  })

  it('under a rush of check-ins, with judges at work all the while', async () => {
    school.now = at(DATE, '08:21')
    await school.answer('t1', 'trainee-today', {})
    await school.answer('t2', 'trainee-today', {})
    const send = (who: string, i: number) =>
      school.answer(who, 'check-in', { kind: i % 2 ? 'end' : 'start', attemptKey: keyOf(`${who}-${i}`) })
    const taps = Array.from({ length: 30 }, (_, i) => [send('t1', i), send('t2', i)]).flat()
    const judges = Array.from({ length: 10 }, () => judgeAll(school))
    await Promise.all([...taps, ...judges])
    await judgeAll(school)
    expect(await marks()).toEqual([])
    expect(await derived()).toMatchObject(DERIVED_AS_KEPT)
  })
})

describe('marks', () => {
  it('are worked off, each once, and set again by new evidence alone', async () => {
    expect(await judgeAll(school)).toBe(4)
    expect(await judgeAll(school)).toBe(0)
    await LATE()
    expect(await marks()).toEqual([`C1 ${DATE}`])
    expect(await judgeAll(school)).toBe(1)
  })

  it('that are left when the judge is stopped are worked off by the next', async () => {
    expect(await judgeDirtyDays(school.store, async () => false)).toBe(1)
    expect(await marks()).toHaveLength(3)
    expect(await judgeAll(school)).toBe(3)
  })

  it('are worked off several at a time as well, and each day once', async () => {
    expect(await judgeDirtyDays(school.store, async () => true, 6)).toBe(4)
    expect(await marks()).toEqual([])
    expect(await derived()).toMatchObject(DERIVED_AS_KEPT)
  })

  it('of a class that is not there are taken away', async () => {
    await judgeAll(school)
    await school.store.commit([markDirty('C9', DATE)])
    expect(await judgeAll(school)).toBe(1)
    expect(await marks()).toEqual([])
  })

  it('are set by no tap of an open window', async () => {
    await judgeAll(school)
    await IN_TIME()
    expect(await marks()).toEqual([])
  })

  it('of a day without a lesson leave nothing behind', async () => {
    expect(await dayByAll(school.store, 'C1', '2024-06-05')).toBeNull()
    expect(await dayByAll(school.store, 'C9', DATE)).toBeNull()
    expect(await read(school.store, JUDGED_DAYS, 'C1 2024-06-05')).toBeNull()
  })

  it('are set by a refused tap for no day', async () => {
    await judgeAll(school)
    await school.tap('t1', 'start', at(DATE, '07:00'), 'a')
    expect(await marks()).toEqual([])
  })

  it('are set by recordings for the days that the camera serves, and no others', async () => {
    await judgeAll(school)
    school.now = at(DATE, '12:30')
    await askCameraDay(school.server, { deviceSerial: 'CAM1', channelNo: 1 }, DATE, 'r1')
    // The neighbouring date too: a recording may cross midnight.
    expect(await marks()).toEqual([`C1 ${DATE}`, `C1 ${NEXT_DATE}`])
  })
})
