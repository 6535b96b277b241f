import {
  type Bench,
  CLOUD_LAG,
  camera,
  DAY,
  HOUR,
  MINUTE,
  openBench,
  PROJECT,
  SECOND,
  SERIAL,
} from './ezviz-stand-in-bench'

const RECORD = '/api/open/cloud/v1/instant/record/save'
const STOP = '/api/v3/open/cloud/video/frame/stop'
const TASKS = '/api/v3/open/cloud/tasks'
const FILES = '/api/open/cloud/v1/files'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
  bench.wire.at(8 * HOUR)
})

const record = (form = {}, headers = bench.wire.channel()) =>
  bench.wire.form(RECORD, { projectId: PROJECT, ...form }, headers)
const start = async (form = {}): Promise<string> => (await record(form)).body.data.taskId
const stop = (taskId: string) => bench.wire.form(STOP, { accessToken: bench.wire.token, taskId })
const tasks = (query = {}) => bench.wire.get(TASKS, { accessToken: bench.wire.token, ...query })
const files = (query = {}) =>
  bench.wire.get(FILES, { accessToken: bench.wire.token, projectId: PROJECT, ...query })
const task = async () => (await tasks()).body.data[0]
const durations = async () => (await files()).body.data.map((row: { duration: number }) => row.duration)

describe('a task of cloud recording 1.0', () => {
  test('is started by a call, and its first half hour appears minutes after it is full', async () => {
    const { status, body } = await record({ recordSeconds: '5400' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      meta: { code: 200 },
      data: { taskId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
    bench.wire.at(8.5 * HOUR + CLOUD_LAG - 1)
    expect((await files()).body.data).toEqual([])
    bench.wire.at(8.5 * HOUR + CLOUD_LAG)
    const [row] = (await files()).body.data
    expect(row).toMatchObject({
      projectId: PROJECT,
      fileType: 1,
      status: 0,
      duration: 1_800,
      createTime: '2024-06-03T08:38:00',
      taskId: body.data.taskId,
    })
    expect(row).not.toHaveProperty('startTime')
  })

  test('ends after its seconds, with what is left over as its last file', async () => {
    await start({ recordSeconds: '2700' })
    expect(await task()).toMatchObject({
      taskStatus: 2,
      taskType: 4,
      fileNum: 0,
      endTime: '2024-06-03T08:45:00',
    })
    bench.wire.at(8 * HOUR + 45 * MINUTE - 1)
    expect((await task()).taskStatus).toBe(2)
    bench.wire.at(8 * HOUR + 45 * MINUTE + CLOUD_LAG)
    expect(await task()).toMatchObject({ taskStatus: 0, fileNum: 2, errorCode: '0' })
    expect(await durations()).toEqual([1_800, 900])
  })

  test('ends as 3, not as 0, when it is stopped', async () => {
    const taskId = await start()
    bench.wire.at(8 * HOUR + 10 * MINUTE)
    expect((await stop(taskId)).body).toEqual({ meta: expect.objectContaining({ code: 200 }), data: null })
    bench.wire.at(9 * HOUR)
    expect(await task()).toMatchObject({ taskStatus: 3, endTime: '2024-06-03T08:10:00' })
    expect(await durations()).toEqual([600])
    expect((await stop(taskId)).body.meta.code).toBe(400)
  })

  test('ends as 4 after a break, with a file before and a file after it', async () => {
    await start({ recordSeconds: '3600' })
    bench.wire.at(8 * HOUR + 10 * MINUTE)
    bench.standIn.setOnline(SERIAL, false)
    bench.wire.at(8 * HOUR + 20 * MINUTE)
    bench.standIn.setOnline(SERIAL, true)
    bench.wire.at(10 * HOUR)
    expect(await task()).toMatchObject({ taskStatus: 4, errorCode: '6519' })
    expect(await durations()).toEqual([600, 1_800, 600])
  })

  test('waits as 1 while the camera is offline from the start', async () => {
    bench.standIn.setOnline(SERIAL, false)
    await start({ recordSeconds: '600' })
    bench.wire.at(8 * HOUR + MINUTE)
    expect((await task()).taskStatus).toBe(1)
    bench.wire.at(9 * HOUR)
    expect((await task()).taskStatus).toBe(4)
    expect(await durations()).toEqual([])
  })

  test('comes to nothing without the code of an encrypted camera', async () => {
    bench.standIn.setCamera({ ...camera(), verificationCode: 'ABCDEF' })
    await start()
    expect((await task()).taskStatus).toBe(4)
    await start({ validateCode: 'ABCDEF', recordSeconds: '60' })
    bench.wire.at(9 * HOUR)
    expect(await durations()).toEqual([60])
    expect(JSON.stringify(bench.standIn.calls)).not.toContain('ABCDEF')
  })

  test('is cut as often as it is asked', async () => {
    await start({ recordSeconds: '10800', sliceDuration: '120' })
    bench.wire.at(12 * HOUR)
    expect(await durations()).toEqual([7_200, 3_600])
  })

  test.each([
    ['400 without a project', { projectId: '' }, 400],
    ['404 for a project that is not there', { projectId: 'other' }, 404],
    ['400 for files of 29 minutes', { sliceDuration: '29' }, 400],
    ['400 for files of 211 minutes', { sliceDuration: '211' }, 400],
    ['400 for six retries', { retryNum: '6' }, 400],
    ['400 for more than a day', { recordSeconds: '86401' }, 400],
    ['400 for an unknown device protocol', { devProto: 'onvif' }, 400],
  ])('is refused with %s, in the HTTP status as well', async (_, form, code) => {
    expect(await record(form)).toMatchObject({ status: code, body: { meta: { code }, data: null } })
  })

  test('is refused for a camera that is not there, or a body that is no form', async () => {
    expect((await record({}, bench.wire.channel(2))).body.meta.code).toBe(404)
    const { body } = await bench.wire.json(RECORD, { projectId: PROJECT }, bench.wire.channel())
    expect(body.meta.code).toBe(400)
    expect((await stop('unknown')).body.meta.code).toBe(404)
  })
})

describe('the tasks of a day', () => {
  test('are those created in it, a page at a time', async () => {
    for (let i = 0; i < 3; i++) await start()
    const day = { startTime: '20240603080000', endTime: '20240603235959' }
    expect((await tasks({ ...day, pageSize: '2' })).body.data).toHaveLength(2)
    expect((await tasks({ ...day, pageSize: '2', pageNumber: '1' })).body.data).toHaveLength(1)
    expect((await tasks({ ...day, startTime: '20240603080001' })).body.data).toEqual([])
    bench.wire.at(DAY)
    expect((await tasks()).body.data).toEqual([])
    expect((await tasks(day)).body.data).toHaveLength(3)
  })

  test.each([
    ['two days', { startTime: '20240603000000', endTime: '20240604000000' }],
    ['a start alone', { startTime: '20240603000000' }],
    ['another form of time', { startTime: '2024-06-03 00:00:00', endTime: '2024-06-03 01:00:00' }],
  ])('cannot be asked for by %s', async (_, query) => {
    expect((await tasks(query)).body.meta.code).toBe(400)
    expect((await files(query)).body.meta.code).toBe(400)
  })
})

describe('the files of a project', () => {
  test('are listed by when they were created, which may be the day after', async () => {
    bench.wire.at(23.5 * HOUR)
    await start({ recordSeconds: '1800' })
    bench.wire.at(DAY + HOUR)
    expect((await files({ startTime: '20240603000000', endTime: '20240603235959' })).body.data).toEqual([])
    expect(await durations()).toEqual([1_800])
  })

  test('come 20 a page at most', async () => {
    expect((await files({ pageSize: '21' })).body.meta.code).toBe(400)
    await start({ recordSeconds: '3600' })
    bench.wire.at(10 * HOUR)
    bench.standIn.setListing({ maxRowsPerPage: 1 })
    expect(await durations()).toEqual([1_800])
    expect((await files({ pageNumber: '1', pageSize: '20' })).body.data).toHaveLength(1)
    expect((await files({ pageNumber: '2', pageSize: '20' })).body.data).toEqual([])
  })

  test('are gone once deleted, and after their retention', async () => {
    await start({ recordSeconds: '3600' })
    bench.wire.at(10 * HOUR)
    bench.standIn.deleteRecordings({
      deviceSerial: SERIAL,
      store: 'project',
      to: bench.clock.now - 90 * MINUTE,
    })
    expect(await durations()).toEqual([1_800])
    bench.standIn.setListing({ retentionDays: 1, emptyAsNull: true })
    bench.wire.at(DAY + 9 * HOUR + SECOND)
    const day = { startTime: '20240603000000', endTime: '20240603235959' }
    expect((await files(day)).body.data).toBeNull()
  })

  test('of a project that is not there are 404', async () => {
    expect((await files({ projectId: 'other' })).status).toBe(404)
    expect((await files({ projectId: '' })).status).toBe(400)
  })
})
