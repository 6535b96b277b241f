import { CLASSES, type ClassRecord } from '../../cloudfunctions/services/documents/classes'
import { read, readAll } from '../../cloudfunctions/services/documents/read'
import { CAMERA_ANSWERS, RECORDINGS } from '../../cloudfunctions/services/documents/recordings'
import { daysToAsk, ingestDay } from '../../cloudfunctions/services/ingest'
import { at, clip, School } from './school'

const DAY = '2024-06-03'
const OPENS = at(DAY, '07:30')
const CLOSES = at(DAY, '12:40')

let school: School
let record: ClassRecord
beforeEach(async () => {
  school = await School.open()
  const found = await read(school.store, CLASSES, 'C1')
  if (found === null) throw new Error('no class')
  record = found
})
afterEach(() => school.close())

const ingest = () => ingestDay(school.server, record, DAY, 'r1')
const detail = () => school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
const rows = () => readAll(school.store, RECORDINGS, { index: 'byCamera', equal: ['CAM1', 1] })
const answers = () => readAll(school.store, CAMERA_ANSWERS, { index: 'byClassDay', equal: ['C1', DAY] })

describe('what is known of a camera’s day is told apart', () => {
  it('not asked yet', async () => {
    expect((await detail()).cameras).toMatchObject([{ state: 'not-asked', askedAt: null, runs: [] }])
  })

  it('asked, and nothing there', async () => {
    school.now = at(DAY, '10:00')
    await ingest()
    expect((await detail()).cameras).toMatchObject([{ state: 'no-recordings', askedAt: school.now }])
  })

  it('asked, and there is something', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 25)])
    await ingest()
    expect((await detail()).cameras).toMatchObject([
      { state: 'has-recordings', runs: [{ start: at(DAY, '08:31'), end: at(DAY, '08:56') }] },
    ])
  })

  it.each([
    ['camera-offline', 'camera-offline'],
    ['busy', 'unreachable'],
    ['unreachable', 'unreachable'],
    ['configuration', 'unreachable'],
    ['quota', 'unreachable'],
  ] as const)('%s is %s, with a sentence, and never an empty list', async (fault, state) => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', fault)
    await ingest()
    expect((await detail()).cameras).toMatchObject([{ state, problem: '问不到 CAM1' }])
  })

  it('keeps the rows when the camera is gone later', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 45)])
    await ingest()
    school.now = at(DAY, '11:00')
    school.platform.set('CAM1', 'camera-offline')
    await ingest()
    const { cameras, row } = await detail()
    expect(cameras).toMatchObject([{ state: 'camera-offline', runs: [{ end: at(DAY, '09:16') }] }])
    expect(row.segmentCount).toBe(2)
    expect((await answers()).map(({ state }) => state)).toEqual(['has-recordings', 'camera-offline'])
  })
})

describe('rows are kept as they came', () => {
  it('once, however often they are fetched', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 25)])
    await ingest()
    school.now += 120_000
    await ingest()
    expect(await rows()).toHaveLength(1)
    expect(await answers()).toHaveLength(1)
  })

  it('once, also when two ask at the same time', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 25), clip('CAM1', DAY, '09:00', 25)])
    await Promise.all([ingest(), ingest(), ingest()])
    expect(await rows()).toHaveLength(2)
    expect(await answers()).toHaveLength(1)
  })

  it('a row that grew counts to its latest end, and what it was before is kept', async () => {
    for (const [time, minutes] of [
      ['08:50', 19],
      ['08:51', 20],
      ['09:11', 40],
    ] as const) {
      school.now = at(DAY, time)
      school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', minutes)])
      await ingest()
      expect((await detail()).row.segmentCount).toBe(Math.floor(minutes / 20))
    }
    expect((await rows()).map(({ fetchedAt }) => fetchedAt)).toHaveLength(3)
  })

  it('when a later answer is shorter, the longer one stays', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 40)])
    await ingest()
    school.platform.set('CAM1', [clip('CAM1', DAY, '08:31', 10)])
    school.now += 1
    await ingest()
    expect((await detail()).row.segmentCount).toBe(2)
  })
})

describe('which days are asked for', () => {
  it.each([
    ['none before the first window opens', OPENS, []],
    ['the running day', OPENS + 1, [DAY]],
  ])('%s', async (_, now, dates) => {
    school.now = now
    expect(await daysToAsk(school.server, record)).toEqual(dates)
  })

  it.each([
    ['asked just when the window closed: once more', CLOSES, [DAY]],
    ['asked after the window closed: settled', CLOSES + 1, []],
  ])('%s', async (_, askedAt, dates) => {
    school.now = askedAt
    await ingest()
    school.now = at(DAY, '20:00')
    expect(await daysToAsk(school.server, record)).toEqual(dates)
  })

  it('a day whose camera could not be asked, until it can', async () => {
    school.now = at(DAY, '20:00')
    school.platform.set('CAM1', 'camera-offline')
    await ingest()
    expect(await daysToAsk(school.server, record)).toEqual([DAY])
    school.platform.delete('CAM1')
    await ingest()
    expect(await daysToAsk(school.server, record)).toEqual([])
  })
})

describe('asking at the touch of a button', () => {
  const refresh = () => school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DAY })

  it('asks the platform at most every five seconds, and answers in any case', async () => {
    school.now = at(DAY, '10:00')
    await refresh()
    school.now += 4_999
    expect((await refresh()).cameras).toMatchObject([{ state: 'no-recordings' }])
    expect(school.asked).toBe(1)
    school.now += 1
    await refresh()
    expect(school.asked).toBe(2)
  })

  it('does not ask for a day to come', async () => {
    school.now = OPENS - 1
    expect((await refresh()).cameras).toMatchObject([{ state: 'not-asked' }])
    expect(school.asked).toBe(0)
  })
})
