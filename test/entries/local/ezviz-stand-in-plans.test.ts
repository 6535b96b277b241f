import {
  type Bench,
  camera,
  DAY,
  HOUR,
  MIDNIGHT,
  MINUTE,
  openBench,
  SECOND,
  SERIAL,
  SPACE,
} from './ezviz-stand-in-bench'

const PLAN = '/api/service/cloudrecord/video/plan/oneOff'
const NINE = MIDNIGHT + 9 * HOUR
const BODY = {
  planName: 'class_20240603_上午',
  spaceId: SPACE,
  startTime: '20240603090000',
  endTime: '20240603120000',
  specifiedEndTime: true,
  streamType: 2,
  devIndexInfos: [{ deviceSerial: SERIAL, localIndex: '1' }],
}

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
  bench.wire.at(8 * HOUR)
})

const token = () => ({ accessToken: bench.wire.token })
const create = (body = {}) => bench.wire.json(PLAN, { ...BODY, ...body }, token())
const make = async (body = {}): Promise<string> => String((await create(body)).body.data.oneOffPlanId)
const read = async (oneOffPlanId: string) => (await bench.wire.get(PLAN, { oneOffPlanId }, token())).body
const stop = (oneOffPlanId: string, more = {}) =>
  bench.wire.form(`${PLAN}/stop`, { oneOffPlanId, ...more }, token())
const tasks = async (planId: string, query = {}) =>
  (await bench.wire.get(`${PLAN}/task/list`, { planId, ...query }, token())).body
const task = async (planId: string) => (await tasks(planId)).data.result[0]
const recorded = async (planId: string) => JSON.parse((await task(planId)).taskDetail).recordList
const running = (query = {}) => {
  const window = { startTime: '20240603000000', endTime: '20240604000000', deviceSerial: SERIAL }
  return bench.wire.get(`${PLAN}/task/listRunningByDevId`, { ...window, ...query }, token())
}

describe('a plan', () => {
  test('is made by a JSON body, and says its times in another form than it took them', async () => {
    const { status, body } = await create()
    expect([status, body.meta.code]).toEqual([200, 200])
    expect(body.data).toMatchObject({
      planName: BODY.planName,
      startTime: '2024-06-03 09:00:00',
      endTime: '2024-06-03 12:00:00',
      planStatus: 3,
      planType: 1,
      validDevInfos: [{ deviceSerial: SERIAL, localIndex: '1' }],
      invalidDevInfos: [],
    })
    const again = (await read(String(body.data.oneOffPlanId))).data
    expect(again).toMatchObject({ oneOffPlanId: body.data.oneOffPlanId, deviceNum: 1, errorMsg: 'ok' })
    expect(again).not.toHaveProperty('validDevInfos')
    expect(again).not.toHaveProperty('planId')
  })

  test('runs from its start to its end by the clock', async () => {
    const id = await make()
    const status = async () => (await read(id)).data.planStatus
    bench.wire.at(9 * HOUR - 1)
    expect(await status()).toBe(3)
    bench.wire.at(9 * HOUR)
    expect(await status()).toBe(4)
    bench.wire.at(12 * HOUR - 1)
    expect(await status()).toBe(4)
    bench.wire.at(12 * HOUR)
    expect(await status()).toBe(11)
  })

  test('that begins before it was made begins when it was made', async () => {
    bench.wire.at(10 * HOUR)
    const id = await make()
    bench.wire.at(13 * HOUR)
    expect(await recorded(id)).toMatchObject([{ beginTime: MIDNIGHT + 10 * HOUR }])
  })

  test('without an end runs day after day until it is stopped', async () => {
    const id = await make({ specifiedEndTime: false, endTime: undefined })
    expect((await read(id)).data).toMatchObject({ specifiedEndTime: false, endTime: '2024-06-04 09:00:00' })
    bench.wire.at(DAY + 9 * HOUR)
    expect((await read(id)).data).toMatchObject({ planStatus: 4, endTime: '2024-06-05 09:00:00' })
    expect((await stop(id)).body).toEqual({ meta: expect.objectContaining({ code: 200 }) })
    expect((await read(id)).data.planStatus).toBe(5)
    expect(await recorded(id)).toMatchObject([{ beginTime: NINE, endTime: NINE + DAY }])
  })

  test('for more than ten channels is made a little later', async () => {
    for (let channelNo = 2; channelNo <= 11; channelNo++) bench.standIn.setCamera({ ...camera(), channelNo })
    const channels = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ deviceSerial: SERIAL, localIndex: String(i + 1) }))
    expect((await create({ devIndexInfos: channels(10) })).body.data.planStatus).toBe(3)
    const id = await make({ devIndexInfos: channels(11) })
    expect((await read(id)).data.planStatus).toBe(1)
    bench.clock.now += 5 * SECOND
    expect((await read(id)).data).toMatchObject({ planStatus: 3, deviceNum: 11 })
    expect(await tasks(id, { pageSize: '4', pageStart: '2' })).toMatchObject({
      data: { total: 11, pageStart: 2, pageSize: 4, result: [{}, {}, {}] },
    })
  })

  test('leaves out the channels that the account lacks, and is refused when none is left', async () => {
    const other = { deviceSerial: 'EX9999999', localIndex: '1' }
    const { body } = await create({ devIndexInfos: [...BODY.devIndexInfos, other] })
    expect(body.data.invalidDevInfos).toEqual([other])
    expect(await create({ devIndexInfos: [other] })).toMatchObject({
      status: 412,
      body: { meta: { code: 412 } },
    })
  })

  test.each([
    ['400 for an empty name', { planName: '' }, 400],
    ['400 for a name of 33', { planName: 'x'.repeat(33) }, 400],
    ['400 for another form of time', { startTime: '2024-06-03 09:00:00' }, 400],
    ['400 for an end at the start', { endTime: BODY.startTime }, 400],
    ['400 for an end gone by', { startTime: '20240603070000', endTime: '20240603080000' }, 400],
    ['400 without the end that it promises', { endTime: undefined }, 400],
    ['400 for a channel that is a number', { devIndexInfos: [{ deviceSerial: SERIAL, localIndex: 1 }] }, 400],
    ['400 without channels', { devIndexInfos: [] }, 400],
    ['412 for a space that is not there', { spaceId: SPACE + 1 }, 412],
    ['412 for a template that is not there', { templateId: 6 }, 412],
  ])('is refused with %s', async (_, body, code) => {
    expect(await create(body)).toMatchObject({ status: code, body: { meta: { code }, data: null } })
  })

  test('is not made by a form', async () => {
    expect((await bench.wire.form(PLAN, { planName: 'x' }, token())).body.meta.code).toBe(400)
  })
})

describe('stopping a plan', () => {
  test('before its start cancels its tasks', async () => {
    const id = await make()
    await stop(id, { onlyStopPreview: 'true' })
    bench.wire.at(13 * HOUR)
    expect((await read(id)).data.planStatus).toBe(5)
    expect(await task(id)).toMatchObject({ taskStatus: 6, totalDuration: 0, haveVideos: false })
  })

  test('is refused when it is over, unknown, or unclear', async () => {
    const id = await make()
    expect((await stop(id, { onlyStopPreview: 'perhaps' })).status).toBe(400)
    await stop(id)
    expect((await stop(id)).status).toBe(412)
    expect((await stop('1')).status).toBe(404)
    expect((await stop('')).status).toBe(400)
  })
})

describe('the tasks of a plan', () => {
  test('grow by the clock, and are summed up at their end', async () => {
    const id = await make()
    expect(await task(id)).toMatchObject({ taskStatus: 0, haveVideos: false })
    bench.wire.at(9 * HOUR + 10 * MINUTE)
    expect(await task(id)).toMatchObject({ taskStatus: 2, totalDuration: 0, haveVideos: true })
    expect(await recorded(id)).toMatchObject([{ beginTime: NINE, endTime: NINE + 10 * MINUTE }])
    bench.wire.at(9 * HOUR + 11 * MINUTE)
    expect(await recorded(id)).toMatchObject([{ beginTime: NINE, endTime: NINE + 11 * MINUTE }])
    bench.wire.at(12 * HOUR)
    expect(await task(id)).toMatchObject({ taskStatus: 5, totalDuration: 10_800, errorCode: '' })
  })

  test('name each unbroken stretch, and end as 5 when the camera came back', async () => {
    const id = await make()
    bench.wire.at(10 * HOUR)
    bench.standIn.setOnline(SERIAL, false)
    bench.wire.at(10.5 * HOUR)
    expect((await task(id)).taskStatus).toBe(3)
    bench.standIn.setOnline(SERIAL, true)
    bench.wire.at(12 * HOUR)
    expect(await task(id)).toMatchObject({ taskStatus: 5, totalDuration: 9_000 })
    expect(await recorded(id)).toEqual([
      { beginTime: NINE, endTime: NINE + HOUR, errorCode: '6519', cloudTaskId: expect.any(Number) },
      {
        beginTime: NINE + 1.5 * HOUR,
        endTime: NINE + 3 * HOUR,
        errorCode: null,
        cloudTaskId: expect.any(Number),
      },
    ])
  })

  test('end as 4, and their plan as 10, when the camera stays away', async () => {
    const id = await make()
    bench.wire.at(10 * HOUR)
    bench.standIn.setOnline(SERIAL, false)
    bench.wire.at(12 * HOUR)
    expect(await task(id)).toMatchObject({ taskStatus: 4, errorCode: '6519', totalDuration: 3_600 })
    expect((await read(id)).data.planStatus).toBe(10)
  })

  test('wait as 1 while the camera has not come at all', async () => {
    bench.standIn.setOnline(SERIAL, false)
    const id = await make()
    bench.wire.at(10 * HOUR)
    expect((await task(id)).taskStatus).toBe(1)
  })

  test('are 404 for an unknown plan and 400 for 51 a page', async () => {
    expect((await tasks('1')).meta.code).toBe(404)
    expect((await tasks(await make(), { pageSize: '51' })).meta.code).toBe(400)
  })
})

describe('what runs on a channel', () => {
  test('is a bare array, the channel being asked for in the query', async () => {
    const planId = Number(await make())
    expect((await running()).body.data).toEqual([])
    bench.wire.at(9 * HOUR - 1)
    expect((await running()).body.data).toEqual([])
    bench.wire.at(9 * HOUR)
    expect((await running()).body.data).toMatchObject([{ planId, taskStatus: 2, deviceSerial: SERIAL }])
    expect((await running({ localIndex: '2' })).body.data).toEqual([])
    expect((await running({ startTime: '20240603120001' })).body.data).toEqual([])
    bench.wire.at(12 * HOUR)
    expect((await running()).body.data).toEqual([])
  })

  test('is asked for thirty days at most', async () => {
    expect((await running({ endTime: '20240703000000' })).body.meta.code).toBe(200)
    expect((await running({ endTime: '20240703000001' })).body.meta.code).toBe(400)
    expect((await running({ deviceSerial: '' })).body.meta.code).toBe(400)
  })
})
