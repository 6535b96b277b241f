import { readUnified } from '../../../../cloudfunctions/adapters/ezviz/rows/unified'
import type { Recording } from '../../../../cloudfunctions/domain/model'
import { type Bench, CAMERA, camera, DAY, failureOf, file, HOUR, MIDNIGHT, openBench } from '../workbench'

const UNIFY = '/api/v3/device/local/video/unify/query'
const SECOND = 1_000

describe('the unified list of the device', () => {
  let bench: Bench
  const open = async (recordings: readonly Recording[], online = true) => {
    bench = await openBench([camera(recordings, online)], {
      rows: { card: 'unified', cloud: { kind: 'none' } },
    })
  }

  test('is asked in seconds of one day, with the device in the headers, and nothing else is asked', async () => {
    await open([file(2, 510, 540), file(1, 510, 512)])
    expect(await bench.ask()).toEqual([file(2, 510, 540)])
    const [token, list, ...rest] = bench.standIn.calls
    expect(token?.path).toBe('/api/lapp/token/get')
    expect(rest).toEqual([])
    expect(list).toMatchObject({ method: 'GET', path: UNIFY })
    expect(list?.params).toEqual({
      deviceSerial: 'EX0000001',
      localIndex: '1',
      startTime: String(MIDNIGHT / SECOND),
      endTime: String((MIDNIGHT + DAY) / SECOND - 1),
      pageSize: '200',
    })
  })

  test('is followed over its pages, and rows repeated at the joints count once', async () => {
    const rows = Array.from({ length: 25 }, (_, i) => file(2, 480 + i, 481 + i))
    await open(rows)
    bench.standIn.setListing({ maxRowsPerPage: 10, repeatAtJoint: true })
    expect(await bench.ask()).toEqual(rows)
    expect(bench.callsTo(UNIFY)).toHaveLength(3)
  })

  test('is no answer when it does not advance', async () => {
    await open([file(2, 480, 481), file(2, 481, 482)])
    bench.standIn.setListing({ maxRowsPerPage: 1, stuck: true })
    expect((await failureOf(bench.ask())).fault).toBe('unreachable')
  })

  test('is asked once for each day of a span, also where its ends are no whole seconds', async () => {
    await open([file(2, 1430, 1450)])
    const span = { start: MIDNIGHT + 23 * HOUR + 1, end: MIDNIGHT + 25 * HOUR + 999 }
    expect(await bench.ask(span)).toEqual([file(2, 1430, 1450)])
    const asked = bench.callsTo(UNIFY).map(({ params }) => [params.startTime, params.endTime].map(Number))
    const midnight = (MIDNIGHT + DAY) / SECOND
    expect(asked).toEqual([
      [midnight - 3600, midnight - 1],
      [midnight, midnight + 3600],
    ])
  })

  test('tells the channel as a text or as a number', async () => {
    await open([file(2, 510, 540)])
    bench.standIn.setListing({ localIndexAsNumber: true })
    expect(await bench.ask()).toEqual([file(2, 510, 540)])
  })

  test('is set back for an offline camera, whose code is in the body and not in the status', async () => {
    await open([], false)
    const { rows, setback } = await bench.answer()
    expect(rows).toEqual([])
    expect(setback).toMatchObject({ fault: 'camera-offline', code: '20007' })
    expect(bench.callsTo(UNIFY)).toHaveLength(1)
  })

  test('renews a forgotten token once, and no more', async () => {
    await open([file(2, 510, 540)])
    await bench.ask()
    bench.standIn.forgetTokens()
    expect(await bench.ask()).toEqual([file(2, 510, 540)])
    bench.standIn.fault({ kind: 'code', code: '10002' }, { path: UNIFY })
    expect(await failureOf(bench.ask())).toMatchObject({ fault: 'configuration', code: '10002' })
  })

  test('of a serial that no header can hold is not asked for', async () => {
    await open([])
    const span = { start: MIDNIGHT, end: MIDNIGHT + DAY }
    const failure = await failureOf(
      bench.source.recordings({ deviceSerial: '实训室', channelNo: 1 }, span, 'r'),
    )
    expect(failure).toMatchObject({ fault: 'configuration', code: '20014' })
    expect(bench.standIn.calls).toEqual([])
  })
})

describe('an answer of the unified list', () => {
  const records = [{ startTime: MIDNIGHT / SECOND - 8, endTime: MIDNIGHT / SECOND + 3600, type: 'TIMING' }]

  test('may begin before the midnight of the day asked for', () => {
    const data = { records, deviceSerial: 'EX0000001', localIndex: '1', hasMore: false, nextFileTime: 0 }
    const row = { ...CAMERA, startTime: MIDNIGHT - 8 * SECOND, endTime: MIDNIGHT + HOUR, recType: 2 }
    expect(readUnified(data, CAMERA)).toEqual({ rows: [row], next: null })
  })

  test('says in seconds where the next page begins, and stands still when it does not say', () => {
    const more = { records: [], hasMore: true }
    expect(readUnified({ ...more, nextFileTime: 1717344000 }, CAMERA).next).toBe(MIDNIGHT)
    expect(readUnified(more, CAMERA).next).toBe(0)
  })

  test('is empty when it is null', () => {
    expect(readUnified(null, CAMERA)).toEqual({ rows: [], next: null })
    expect(readUnified({ records: null, hasMore: false }, CAMERA)).toEqual({ rows: [], next: null })
  })

  test.each([
    [[]],
    ['系统维护中'],
    [{ records: [] }],
    [{ records: [{ startTime: 'x', endTime: 1 }], hasMore: false }],
  ])('is none when it is %j', async data => {
    const read = async () => readUnified(data, CAMERA)
    expect((await failureOf(read())).fault).toBe('unreachable')
  })
})
