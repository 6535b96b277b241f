import { readFileInfos } from '../../../../cloudfunctions/adapters/ezviz/rows/cloud-space'
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
} from '../workbench'

const LIST = '/api/service/cloudrecord/video/info/list'
const SPACE = 44028
const at = (minutes: number) => MIDNIGHT + minutes * MINUTE

describe('the list of a space of cloud recording 2.0', () => {
  let bench: Bench
  const open = async (from: number, to: number, spaceId = SPACE) => {
    const spaceRecordings = [{ spaceId: SPACE, startTime: at(from), endTime: at(to) }]
    const there = { ...camera([file(1, 480, 482), file(2, 480, 600)], false), spaceRecordings }
    const rows = { card: 'none', cloud: { kind: 'cloud-2.0', spaceId } } as const
    bench = await openBench([there], { rows }, { spaceIds: [SPACE] })
  }
  const spans = (rows: readonly { startTime: number; endTime: number }[]) =>
    rows.map(row => [row.startTime, row.endTime])

  test('is asked in text and answers in digits; the card and cloud storage are not asked', async () => {
    await open(510, 512)
    const rows = await bench.ask()
    expect(spans(rows)).toEqual([
      [at(510), at(511) + 1_000],
      [at(511), at(512)],
    ])
    expect(rows.every(row => row.recType === 1 && row.channelNo === 1)).toBe(true)
    expect(bench.callsTo('/api/lapp/video/by/time')).toEqual([])
    expect(bench.callsTo(LIST).map(call => call.params)).toEqual([
      {
        deviceSerial: 'EX0000001',
        localIndex: '1',
        startTime: '2024-06-03 00:00:00',
        endTime: '2024-06-03 23:59:59',
        spaceId: String(SPACE),
      },
    ])
  })

  test('reads the same where the platform answers as its field table has it', async () => {
    await open(510, 512)
    const asSample = await bench.ask()
    bench.standIn.setListing({ asFieldTable: true })
    expect(await bench.ask()).toEqual(asSample)
    expect(asSample).toHaveLength(2)
  })

  test('is empty when it is null, and when it is an empty array', async () => {
    await open(510, 512)
    const span = { start: at(600), end: at(660) }
    expect(await bench.ask(span)).toEqual([])
    bench.standIn.setListing({ emptyAsNull: true })
    expect(await bench.ask(span)).toEqual([])
  })

  test('is asked day by day, and a file on both days comes once', async () => {
    await open(1438, 1442)
    const rows = await bench.ask({ start: MIDNIGHT + 23 * HOUR, end: MIDNIGHT + 25 * HOUR })
    expect(bench.callsTo(LIST).map(({ params }) => [params.startTime, params.endTime])).toEqual([
      ['2024-06-03 23:00:00', '2024-06-03 23:59:59'],
      ['2024-06-04 00:00:00', '2024-06-04 01:00:00'],
    ])
    expect(spans(rows)).toEqual([
      [at(1438), at(1439) + 1_000],
      [at(1439), at(1440) + 1_000],
      [at(1440), at(1441) + 1_000],
      [at(1441), at(1442)],
    ])
    expect(at(1440)).toBe(MIDNIGHT + DAY)
  })

  test('of a space that is not there needs a person', async () => {
    await open(510, 512, 1)
    expect(await failureOf(bench.ask())).toMatchObject({ fault: 'configuration', code: '404' })
  })
})

describe('an answer of a space', () => {
  const row = { deviceSerial: 'EX0000001', channelNo: '1', startTime: '20240603083000', fileType: 1 }
  const recording = { ...CAMERA, startTime: at(510), endTime: at(511), recType: 1 }

  test.each(['stopTime', 'endTime'])('may call the end of a file %s', end => {
    expect(readFileInfos([{ ...row, [end]: '20240603083100' }], CAMERA).rows).toEqual([recording])
  })

  test('holds videos: pictures are left out', () => {
    expect(readFileInfos([{ ...row, stopTime: '20240603083100', fileType: 2 }], CAMERA).rows).toEqual([])
  })

  test.each([
    ['a row without its end', [row]],
    ['a time in another form', [{ ...row, stopTime: '2024-06-03 08:31:00' }]],
    ['a second that does not exist', [{ ...row, stopTime: '20240603246100' }]],
    ['a text', '系统维护中'],
    ['an object without a list', { rows: [] }],
  ])('is none when it is %s', async (_, data) => {
    const read = async () => readFileInfos(data, CAMERA)
    expect((await failureOf(read())).fault).toBe('unreachable')
  })
})

test('where no list is chosen the question is refused: it has not been asked anywhere', async () => {
  const bench = await openBench([camera([])], { rows: { card: 'none', cloud: { kind: 'none' } } })
  expect(await failureOf(bench.ask())).toMatchObject({ fault: 'configuration', code: null })
  expect(bench.standIn.calls).toEqual([])
})
