import {
  type Bench,
  camera,
  DAY,
  file,
  HOUR,
  MIDNIGHT,
  MINUTE,
  openBench,
  SECOND,
  SERIAL,
} from './ezviz-stand-in-bench'

const PATH = '/api/v3/device/local/video/unify/query'
const TODAY = { startTime: String(MIDNIGHT / SECOND), endTime: String((MIDNIGHT + DAY) / SECOND - 1) }

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

const ask = (query = {}, headers = bench.wire.channel()) =>
  bench.wire.get(PATH, { ...TODAY, ...query }, headers)
const minutes = (reply: { body: { data: { records: { startTime: number; endTime: number }[] } } }) =>
  reply.body.data.records.map(({ startTime, endTime }) => [
    (startTime * SECOND - MIDNIGHT) / MINUTE,
    (endTime * SECOND - MIDNIGHT) / MINUTE,
  ])

describe('the unified local query', () => {
  test('answers in seconds, in the envelope whose code is a number', async () => {
    bench.standIn.setCamera(camera([file(2, 510, 540), file(1, 510, 540)]))
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(body).toEqual({
      meta: { code: 200, message: expect.any(String), moreInfo: null },
      data: {
        records: [
          {
            startTime: MIDNIGHT / SECOND + 30_600,
            endTime: MIDNIGHT / SECOND + 32_400,
            type: 'TIMING',
            size: '',
          },
        ],
        fromNvr: false,
        deviceSerial: SERIAL,
        localIndex: '1',
        hasMore: false,
        nextFileTime: 0,
      },
    })
  })

  test('begins with the file that began before midnight', async () => {
    bench.standIn.setCamera(camera([file(2, -10, 50), file(2, 50, 110)]))
    expect(minutes(await ask())).toEqual([
      [-10, 50],
      [50, 110],
    ])
  })

  test('is paged by nextFileTime', async () => {
    bench.standIn.setCamera(camera([file(2, 0, 60), file(2, 60, 120), file(2, 120, 180)]))
    const first = await ask({ pageSize: '2' })
    const nextFileTime = MIDNIGHT / SECOND + 7_200
    expect(first.body.data).toMatchObject({ hasMore: true, nextFileTime })
    expect(minutes(first)).toHaveLength(2)
    const second = await ask({ pageSize: '2', startTime: String(nextFileTime) })
    expect(second.body.data).toMatchObject({ hasMore: false, nextFileTime: 0 })
    expect(minutes(second)).toEqual([[120, 180]])
  })

  test('grows by the clock', async () => {
    bench.standIn.setCamera(camera([file(2, 510, 540)]))
    bench.wire.at(520 * MINUTE)
    expect(minutes(await ask())).toEqual([[510, 520]])
    bench.wire.at(521 * MINUTE)
    expect(minutes(await ask())).toEqual([[510, 521]])
  })

  test('gives localIndex as a number where that is the habit', async () => {
    bench.standIn.setListing({ localIndexAsNumber: true })
    expect((await ask()).body.data.localIndex).toBe(1)
  })

  test('holds what was recorded by schedule only', async () => {
    bench.standIn.setCamera(camera([file(2, 510, 540)]))
    expect(minutes(await ask({ recordType: '1' }))).toHaveLength(1)
    expect(minutes(await ask({ recordType: '2' }))).toHaveLength(0)
  })

  test.each([
    ['milliseconds', { startTime: String(MIDNIGHT), endTime: String(MIDNIGHT + HOUR) }],
    ['a stretch over midnight', { endTime: String((MIDNIGHT + DAY) / SECOND) }],
    ['an end before the start', { endTime: String(MIDNIGHT / SECOND - 1) }],
    ['501 rows a page', { pageSize: '501' }],
    ['an unknown type', { recordType: '6' }],
    ['an unknown place', { location: '3' }],
  ])('refuses %s with 10001', async (_, query) => {
    expect((await ask(query)).body).toMatchObject({ meta: { code: 10001 }, data: null })
  })

  test('refuses a serial that is not in the header', async () => {
    const query = { deviceSerial: SERIAL, accessToken: bench.wire.token }
    expect((await ask(query, {})).body.meta.code).toBe(10001)
  })

  test('comes with HTTP 412 for a camera that is offline and 404 for an unknown channel', async () => {
    expect(await ask({}, bench.wire.channel(2))).toMatchObject({
      status: 404,
      body: { meta: { code: 20032 } },
    })
    bench.standIn.setOnline(SERIAL, false)
    expect(await ask()).toMatchObject({ status: 412, body: { meta: { code: 20007 }, data: null } })
  })

  test('comes with HTTP 200 for a token that is not known', async () => {
    bench.standIn.forgetTokens()
    expect(await ask()).toMatchObject({ status: 200, body: { meta: { code: 10002 } } })
  })

  test('has no CVR centre, and takes no form', async () => {
    expect((await ask({ location: '2' })).body.meta.code).toBe(20015)
    expect((await fetch(bench.wire.url + PATH, { method: 'POST' })).status).toBe(404)
  })
})

describe('rows of the card', () => {
  const byTime = async (recType: string) => {
    const times = { startTime: String(MIDNIGHT), endTime: String(MIDNIGHT + DAY - 1) }
    const { body } = await bench.wire.lapp('video/by/time', { deviceSerial: SERIAL, recType, ...times })
    const rows: { startTime: number; endTime: number }[] = body.data ?? []
    return rows.map(row => [(row.startTime - MIDNIGHT) / MINUTE, (row.endTime - MIDNIGHT) / MINUTE])
  }

  test('say the time of a camera whose clock is wrong, into the future too; the cloud does not', async () => {
    bench.standIn.setCamera(camera([file(2, 700, 740), file(1, 510, 540)]))
    bench.standIn.setClockSkew(SERIAL, 5 * MINUTE)
    expect(await byTime('2')).toEqual([[705, 725]])
    expect(minutes(await ask())).toEqual([[705, 725]])
    expect(await byTime('1')).toEqual([[510, 540]])
    bench.standIn.setClockSkew(SERIAL, -DAY)
    expect(await byTime('2')).toEqual([])
  })

  test('may be cut at each hour, at midnight, or both', async () => {
    bench.standIn.setCamera(camera([file(2, -90, 70)]))
    bench.standIn.setListing({ cutAtMidnight: true })
    expect(await byTime('2')).toEqual([[0, 70]])
    bench.standIn.setListing({ sliceMs: HOUR })
    expect(await byTime('2')).toEqual([
      [0, 60],
      [60, 70],
    ])
    bench.standIn.setListing({ sliceMs: 45 * MINUTE, cutAtMidnight: true })
    expect(await byTime('2')).toEqual([
      [0, 45],
      [45, 70],
    ])
  })

  test('repeat at the joint of pages, are fewer than asked, or never come to an end', async () => {
    bench.standIn.setCamera(camera([file(2, 0, 60), file(2, 60, 120), file(2, 120, 180)]))
    bench.standIn.setListing({ maxRowsPerPage: 2, repeatAtJoint: true })
    expect((await ask()).body.data.nextFileTime).toBe(MIDNIGHT / SECOND + 3_600)
    bench.standIn.setListing({ maxRowsPerPage: 1, stuck: true })
    expect((await ask()).body.data).toMatchObject({ hasMore: true, nextFileTime: MIDNIGHT / SECOND })
  })

  test('once deleted are listed no more, where they overlap the stretch', async () => {
    bench.standIn.setCamera(camera([file(2, 500, 520), file(2, 520, 540), file(1, 500, 520)]))
    bench.standIn.deleteRecordings({
      deviceSerial: SERIAL,
      store: 'local',
      from: MIDNIGHT + 510 * MINUTE,
      to: MIDNIGHT + 520 * MINUTE,
    })
    expect(await byTime('2')).toEqual([[520, 540]])
    expect(await byTime('1')).toEqual([[500, 520]])
    bench.standIn.deleteRecordings({ deviceSerial: SERIAL, channelNo: 2 })
    expect(await byTime('2')).toEqual([[520, 540]])
    bench.standIn.deleteRecordings({ deviceSerial: SERIAL })
    expect(await byTime('2')).toEqual([])
    expect(await byTime('1')).toEqual([])
  })

  test('are deleted up to now, and what is recorded later is listed', async () => {
    bench.standIn.setCamera(camera([file(2, 500, 520), file(2, 730, 740)]))
    bench.standIn.deleteRecordings({ deviceSerial: SERIAL })
    bench.wire.at(740 * MINUTE)
    expect(await byTime('2')).toEqual([[730, 740]])
  })

  test('are kept for the days of their retention', async () => {
    bench.standIn.setCamera(camera([file(2, 500, 510), file(2, 510, 520)]))
    bench.standIn.setListing({ retentionDays: 7 })
    bench.wire.at(7 * DAY + 510 * MINUTE)
    expect(await byTime('2')).toHaveLength(2)
    bench.wire.at(7 * DAY + 510 * MINUTE + 1)
    expect(await byTime('2')).toEqual([[510, 520]])
  })
})
