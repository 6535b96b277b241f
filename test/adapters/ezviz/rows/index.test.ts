import { listRecordings } from '../../../../cloudfunctions/adapters/ezviz/rows'
import type { Recording } from '../../../../cloudfunctions/domain/model'
import {
  type Bench,
  CAMERA,
  camera,
  DAY,
  failureOf,
  file,
  HOUR,
  MIDNIGHT,
  MINUTE,
  openBench,
  VIDEO,
} from '../workbench'

const byStart = (rows: readonly Recording[]) => [...rows].sort((a, b) => a.startTime - b.startTime)
const minutes = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => file(2, from + index, from + index + 1))

describe('recordings of one camera', () => {
  let bench: Bench
  const open = async (recordings: readonly Recording[], online = true) => {
    bench = await openBench([camera(recordings, online)])
  }

  test('come from the card and from the cloud, each asked by itself and marked as what was asked', async () => {
    await open([file(2, 510, 540), file(1, 510, 512)])
    expect(await bench.ask()).toEqual([file(2, 510, 540), file(1, 510, 512)])
    const [local, cloud] = bench.callsTo(VIDEO)
    expect(local?.params).toMatchObject({ recType: '2', version: '2.0', pageSize: '500', channelNo: '1' })
    expect(cloud?.params).toMatchObject({ recType: '1', version: '2.0', pageSize: '1000' })
  })

  test('are an empty list where the platform has nothing, also by code 9001', async () => {
    await open([])
    expect(await bench.ask()).toEqual([])
    bench.standIn.fault({ kind: 'code', code: '9001' })
    expect(await bench.ask()).toEqual([])
  })

  test('last from startTime to endTime although videoLong is 0 on the card', async () => {
    await open([file(2, 510, 530)])
    const [row] = await bench.ask()
    expect((row?.endTime ?? 0) - (row?.startTime ?? 0)).toBe(20 * MINUTE)
  })

  test('are followed over all pages, and rows repeated at the joints count once', async () => {
    const rows = minutes(480, 25)
    await open(rows)
    bench.standIn.setListing({ maxRowsPerPage: 10, repeatAtJoint: true })
    expect(byStart(await bench.ask())).toEqual(rows)
    expect(bench.callsTo(VIDEO).filter(call => call.params.recType === '2')).toHaveLength(3)
  })

  test('of a full page of 500 need no second, one more does', async () => {
    await open(minutes(0, 500))
    await bench.ask()
    expect(bench.callsTo(VIDEO)).toHaveLength(2)
    bench.standIn.setCamera(camera(minutes(0, 501)))
    expect(await bench.ask()).toHaveLength(501)
    expect(bench.callsTo(VIDEO)).toHaveLength(5)
  })

  test('are no answer when nextFileTime does not advance', async () => {
    await open(minutes(480, 5))
    bench.standIn.setListing({ maxRowsPerPage: 2, stuck: true })
    expect((await failureOf(bench.ask())).fault).toBe('unreachable')
    expect(bench.callsTo(VIDEO)).toHaveLength(1)
  })

  test('across midnight are asked day by day, and a file on both days comes once', async () => {
    await open([file(2, 1430, 1450), file(2, 1450, 1460)])
    const span = { start: MIDNIGHT + 23 * HOUR, end: MIDNIGHT + 25 * HOUR }
    expect(await bench.ask(span)).toEqual([file(2, 1430, 1450), file(2, 1450, 1460)])
    const asked = bench.callsTo(VIDEO).map(({ params }) => [Number(params.startTime), Number(params.endTime)])
    const evening = [span.start, MIDNIGHT + DAY - 1]
    const morning = [MIDNIGHT + DAY, span.end]
    expect(asked).toEqual([evening, morning, evening, morning])
  })

  test('cut at midnight by the platform are its two rows', async () => {
    await open([file(2, 1430, 1450)])
    bench.standIn.setListing({ cutAtMidnight: true })
    const span = { start: MIDNIGHT + 23 * HOUR, end: MIDNIGHT + 25 * HOUR }
    expect(await bench.ask(span)).toEqual([file(2, 1430, 1440), file(2, 1440, 1450)])
  })

  test('of a day that ends at midnight are one call a store', async () => {
    await open([])
    await bench.ask()
    expect(bench.callsTo(VIDEO)).toHaveLength(2)
  })

  test('that begin before the span or end after it are whole; those that miss it are left out', async () => {
    await open([file(2, 480, 511), file(2, 539, 560), file(2, 470, 509), file(2, 541, 550)])
    const span = { start: MIDNIGHT + 510 * MINUTE, end: MIDNIGHT + 540 * MINUTE }
    expect(await bench.ask(span)).toEqual([file(2, 480, 511), file(2, 539, 560)])
  })

  test('of an offline camera are those of the cloud, with the setback that the card was not read', async () => {
    await open([file(1, 510, 540), file(2, 400, 430)], false)
    const { rows, setback } = await bench.answer()
    expect(rows).toEqual([file(1, 510, 540)])
    expect(setback).toMatchObject({ fault: 'camera-offline', code: '20007' })
    expect(setback?.message).toContain('不在线')
    expect(bench.pauses).toEqual([])
  })

  test('are all that there is when nothing set the question back', async () => {
    await open([file(2, 400, 430)])
    expect((await bench.answer()).setback).toBeNull()
  })

  test('are no answer when the cloud fails, whatever the card holds', async () => {
    await open([file(2, 510, 540)])
    bench.standIn.fault({ kind: 'code', code: '20008' }, { recType: 1 })
    expect(await failureOf(bench.ask())).toMatchObject({ fault: 'busy', code: '20008' })
  })

  test('of a camera without cloud storage are those on its card', async () => {
    await open([file(2, 510, 540)])
    bench.standIn.fault({ kind: 'code', code: '20019' }, { recType: 1 })
    expect(await bench.ask()).toEqual([file(2, 510, 540)])
  })

  test('are asked for with the serial in upper case and answered as the class spells it', async () => {
    await open([file(2, 510, 540)])
    const spelled = { deviceSerial: 'ex0000001', channelNo: 1 }
    const { rows } = await bench.source.recordings(spelled, { start: MIDNIGHT, end: MIDNIGHT + DAY }, 'r')
    expect(rows).toEqual([{ ...file(2, 510, 540), ...spelled }])
  })

  test('of an unknown device, serial or channel need a person', async () => {
    await open([])
    const span = { start: MIDNIGHT, end: MIDNIGHT + DAY }
    const codeFor = async (deviceSerial: string, channelNo: number) =>
      failureOf(bench.source.recordings({ deviceSerial, channelNo }, span, 'r'))
    expect(await codeFor('EX9999999', 1)).toMatchObject({ fault: 'configuration', code: '20002' })
    expect(await codeFor('EX-1', 1)).toMatchObject({ fault: 'configuration', code: '20014' })
    expect(await codeFor(CAMERA.deviceSerial, 2)).toMatchObject({ fault: 'configuration', code: '20032' })
  })

  test('in a span that ends before it starts are a mistake of the caller', async () => {
    await open([])
    await expect(bench.ask({ start: MIDNIGHT, end: MIDNIGHT - 1 })).rejects.toThrow(RangeError)
  })
})

test('rows that the platform adds from outside the span are left out, those that touch it by a millisecond stay', async () => {
  const span = { start: MIDNIGHT + HOUR, end: MIDNIGHT + 2 * HOUR }
  const row = (startTime: number, endTime: number) => ({ startTime, endTime })
  const kept = [row(MIDNIGHT, span.start), row(span.end, span.end + 1), row(span.start + 5, span.start + 1)]
  const outside = [row(MIDNIGHT, span.start - 1), row(span.end + 1, span.end + 2)]
  const client = { call: async () => ({ code: '200', data: [...kept, ...outside] }) }
  const lists = { card: 'by-time', cloud: { kind: 'storage' } } as const
  const { rows } = await listRecordings(client, lists, CAMERA, span, 'r')
  const local = rows.filter(({ recType }) => recType === 2)
  expect(local.map(({ startTime, endTime }) => row(startTime, endTime))).toEqual(kept)
})
