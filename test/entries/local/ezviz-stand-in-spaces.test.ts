import {
  type Bench,
  CLOUD_LAG,
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

const LIST = '/api/service/cloudrecord/video/info/list'
const MONTH = '/api/service/cloudrecord/video/exist/month'
const PLAN = '/api/service/cloudrecord/video/plan/oneOff'
const TODAY = { startTime: '2024-06-03 00:00:00', endTime: '2024-06-03 23:59:59' }

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

const list = (query = {}, headers = bench.wire.channel()) =>
  bench.wire.get(LIST, { ...TODAY, spaceId: String(SPACE), ...query }, headers)
const spans = async (query = {}) =>
  (await list(query)).body.data.map((row: { startTime: string; stopTime: string }) => [
    row.startTime.slice(8),
    row.stopTime.slice(8),
  ])
const month = (query = {}) =>
  bench.wire.get(MONTH, { month: '202406', spaceId: String(SPACE), ...query }, bench.wire.channel())
const record = (from: number, to: number, spaceId = SPACE) => ({
  spaceId,
  startTime: MIDNIGHT + from,
  endTime: MIDNIGHT + to,
})
const hold = (...spaceRecordings: ReturnType<typeof record>[]) =>
  bench.standIn.setCamera({ ...camera(), spaceRecordings })

describe('the files of a space', () => {
  test('are cut at each minute, reach a second into the next, and say their times in 14 digits', async () => {
    hold(record(8 * HOUR + 30 * SECOND, 8 * HOUR + 2 * MINUTE + 15 * SECOND))
    expect(await spans()).toEqual([
      ['080030', '080101'],
      ['080100', '080201'],
      ['080200', '080215'],
    ])
    const [row] = (await list()).body.data
    expect(row).toMatchObject({
      fileId: `20240603080030-${SERIAL}-1-26-4028`,
      channelNo: '1',
      spaceId: SPACE,
      videoLong: 31_000,
      createTime: '20240603080900',
      istorageVersion: 2,
    })
  })

  test('appear minutes after each is full, while a plan is running', async () => {
    bench.wire.at(8 * HOUR)
    const body = {
      planName: 'morning',
      spaceId: SPACE,
      startTime: '20240603080000',
      endTime: '20240603080230',
      devIndexInfos: [{ deviceSerial: SERIAL, localIndex: '1' }],
    }
    await bench.wire.json(PLAN, body, { accessToken: bench.wire.token })
    bench.wire.at(8 * HOUR + MINUTE + CLOUD_LAG - 1)
    expect(await spans()).toEqual([])
    bench.wire.at(8 * HOUR + MINUTE + CLOUD_LAG)
    expect(await spans()).toEqual([['080000', '080101']])
    bench.wire.at(8 * HOUR + 150 * SECOND + CLOUD_LAG)
    expect(await spans()).toHaveLength(3)
    expect((await spans()).at(-1)).toEqual(['080200', '080230'])
  })

  test('are listed while the camera is offline, and its skewed clock does not matter', async () => {
    hold(record(8 * HOUR, 8 * HOUR + MINUTE))
    bench.standIn.setOnline(SERIAL, false)
    bench.standIn.setClockSkew(SERIAL, HOUR)
    expect(await spans()).toEqual([['080000', '080100']])
  })

  test('are those of the space asked for', async () => {
    hold(record(8 * HOUR, 8 * HOUR + MINUTE, SPACE + 1))
    expect(await spans()).toEqual([])
    expect((await list({ spaceId: String(SPACE + 1) })).body.meta.code).toBe(404)
  })

  test('may be asked for by the stretch', async () => {
    hold(record(8 * HOUR, 8 * HOUR + 3 * MINUTE))
    expect(await spans({ startTime: '2024-06-03 08:02:01' })).toEqual([['080200', '080300']])
    expect(await spans({ endTime: '2024-06-03 08:00:59' })).toEqual([['080000', '080101']])
  })

  test('are gone once deleted, and after their retention', async () => {
    hold(record(8 * HOUR, 8 * HOUR + 2 * MINUTE))
    bench.standIn.deleteRecordings({
      deviceSerial: SERIAL,
      store: 'space',
      from: MIDNIGHT + 8 * HOUR + 61 * SECOND,
    })
    expect(await spans()).toEqual([['080000', '080101']])
    bench.standIn.setListing({ retentionDays: 2 })
    bench.wire.at(2 * DAY + 8 * HOUR + MINUTE + SECOND)
    expect(await spans()).toHaveLength(1)
    bench.clock.now += 1
    expect(await spans()).toEqual([])
  })

  test('come as the field table has them, or as null, where that is the habit', async () => {
    bench.standIn.setListing({ emptyAsNull: true })
    expect((await list()).body.data).toBeNull()
    hold(record(8 * HOUR, 8 * HOUR + MINUTE))
    bench.standIn.setListing({ asFieldTable: true })
    const { data } = (await list()).body
    expect(data.fileInfos).toMatchObject([{ endTime: '20240603080100' }])
    expect(data.fileInfos[0]).not.toHaveProperty('stopTime')
  })

  test.each([
    ['a stretch over midnight', { endTime: '2024-06-04 00:00:00' }],
    ['14 digits', { startTime: '20240603000000' }],
    ['seconds', { startTime: '1717344000' }],
    ['no space', { spaceId: '' }],
  ])('cannot be asked for by %s', async (_, query) => {
    expect((await list(query)).body.meta.code).toBe(400)
  })

  test('need the channel in the header', async () => {
    const { localIndex: _channel, ...headers } = bench.wire.channel()
    expect((await list({ localIndex: '1' }, headers)).body.meta.code).toBe(400)
    expect((await list({}, bench.wire.channel(2))).body.meta.code).toBe(20032)
  })
})

describe('the calendar of a space', () => {
  test('names the days that hold something', async () => {
    hold(
      record(-3 * DAY, -3 * DAY + MINUTE),
      record(-2 * DAY, -2 * DAY + MINUTE),
      record(-1 * MINUTE, MINUTE),
      record(8 * HOUR, 8 * HOUR + MINUTE),
    )
    expect((await month()).body.data).toEqual(['2024-06-01', '2024-06-02', '2024-06-03'])
    expect((await month({ month: '202405' })).body.data).toEqual(['2024-05-31'])
  })

  test('is asked for by a month', async () => {
    expect((await month({ month: '2024-06' })).body.meta.code).toBe(400)
    expect((await month({ month: '202413' })).body.meta.code).toBe(400)
  })
})
