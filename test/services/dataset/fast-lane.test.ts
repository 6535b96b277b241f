import { type FastKind, FastLane } from '../../../cloudfunctions/services/dataset/fast-lane'

const lane = new FastLane()
const ENCODER = new TextEncoder()

/** Reads the text where it stands between other bytes, as it does in a chunk. */
function take(text: string, known: FastKind = null): FastKind {
  const bytes = ENCODER.encode(`},${text},{"id":"next"}`)
  return lane.read(bytes, 2, bytes.length - 14, known)
}

const text = (from: number, to: number, bytes: string) => `},${bytes}`.slice(from, to)

const CHECK_IN = {
  type: '"checkIn"',
  id: '"K1"',
  traineeId: '"T1"',
  kind: '"start"',
  at: '"2024-06-03T08:21:09+08:00"',
  method: '"face"',
  face: '{"matched":true,"live":false}',
  location: '{"latitude":43.8869,"longitude":-125.3243}',
  deviceId: '"D 1"',
}
const RECORDING = {
  type: '"recording"',
  deviceSerial: '"C12345678"',
  channelNo: '1',
  startTime: '1717374600000',
  endTime: '1717376400000',
  recType: '2',
}

type Fields = Readonly<Record<string, string>>

const row = (fields: Fields) =>
  `{${Object.entries(fields)
    .map(([key, value]) => `"${key}":${value}`)
    .join(',')}}`
const without = (fields: Fields, key: string) =>
  row(Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key)))
const reversed = (fields: Fields) => row(Object.fromEntries(Object.entries(fields).reverse()))
const at = (instant: string) => row({ ...CHECK_IN, at: `"${instant}"` })

describe('the fast lane takes', () => {
  it('a check-in with all its keys, in any order', () => {
    for (const line of [row(CHECK_IN), reversed(CHECK_IN)]) {
      expect(take(line)).toBe('checkIn')
      const { checkIn } = lane
      expect(text(checkIn.idFrom, checkIn.idTo, line)).toBe('K1')
      expect(text(checkIn.traineeFrom, checkIn.traineeTo, line)).toBe('T1')
      expect(text(checkIn.deviceFrom, checkIn.deviceTo, line)).toBe('D 1')
      expect(checkIn).toMatchObject({ start: true, matched: true, live: false, located: true })
      expect(checkIn).toMatchObject({ latitude: 43.8869, longitude: -125.3243 })
      expect(checkIn.at).toBe(Date.parse('2024-06-03T08:21:09+08:00'))
    }
  })

  it('one without place and device, with nothing left of the row before', () => {
    expect(take(row(CHECK_IN))).toBe('checkIn')
    const { location: _, deviceId: __, ...bare } = CHECK_IN
    expect(take(row({ ...bare, kind: '"end"' }))).toBe('checkIn')
    expect(lane.checkIn).toMatchObject({ start: false, located: false, deviceTo: 0 })
  })

  it('a recording in any order, its camera as the table knows it', () => {
    for (const line of [row(RECORDING), reversed(RECORDING)]) {
      expect(take(line)).toBe('recording')
      const { cameraKey, cameraKeyLength, startTime, endTime } = lane.recording
      expect(Buffer.from(cameraKey.subarray(0, cameraKeyLength)).toString()).toBe('C12345678\x001')
      expect([startTime, endTime]).toEqual([1_717_374_600_000, 1_717_376_400_000])
    }
  })

  it('rows whose kind the array tells', () => {
    expect(take(without(CHECK_IN, 'type'), 'checkIn')).toBe('checkIn')
    expect(take(without(RECORDING, 'type'), 'recording')).toBe('recording')
  })

  it.each([
    '2024-06-03T00:21:09Z',
    '2024-02-29T23:59:59.999+08:00',
    '2000-02-29T00:00:00-23:59',
    '1969-12-31T23:59:59.001Z',
    '9999-12-31T23:59:59+00:00',
  ])('the instant %s as Date.parse reads it', instant => {
    expect(take(at(instant))).toBe('checkIn')
    expect(lane.checkIn.at).toBe(Date.parse(instant))
  })

  it.each(['0', '-0', '0.5', '-0.25', '1.50', '90', '-90.000', '43.8868000000001', '0.00000000000001'])(
    'the number %s as JSON.parse reads it',
    number => {
      expect(take(row({ ...CHECK_IN, location: `{"latitude":${number},"longitude":${number}}` }))).toBe(
        'checkIn',
      )
      expect(lane.checkIn.latitude).toBe(JSON.parse(number))
    },
  )
})

const LEFT: readonly (readonly [string, string])[] = [
  ['white space before', ` ${row(CHECK_IN)}`],
  ['white space behind', `${row(CHECK_IN)} `],
  ['white space within', row(CHECK_IN).replace(':', ': ')],
  ['a carriage return', `${row(CHECK_IN)}\r`],
  ['no row', '[]'],
  ['an empty row', '{}'],
  ['half a row', row(CHECK_IN).slice(0, -1)],
  ['a row and more', `${row(CHECK_IN)}}`],
  ['a comma too many', row(CHECK_IN).replace(/}$/, ',}')],
  ['no type', without(CHECK_IN, 'type')],
  ['another type', row({ ...CHECK_IN, type: '"trainee"' })],
  ['the keys of a check-in as a recording', row({ ...CHECK_IN, type: '"recording"' })],
  ['the keys of both', row({ ...CHECK_IN, ...RECORDING })],
  ['an unknown key', row({ ...CHECK_IN, photo: '1' })],
  ['a key of the same length', row({ ...CHECK_IN, mode: '"x"' })],
  ['a key twice', row(CHECK_IN).replace('{', '{"id":"K0",')],
  ['a face twice', row(CHECK_IN).replace('{', '{"face":{"matched":true,"live":true},')],
  ['an escaped key', row({ ...CHECK_IN, 'i\\u0064': '"K"' })],
  ['an escaped value', row({ ...CHECK_IN, id: '"\\u004b1"' })],
  ['an escaped quote', row({ ...CHECK_IN, id: '"K\\"1"' })],
  ['a control character', row({ ...CHECK_IN, id: '"K\t1"' })],
  ['beyond ASCII', row({ ...CHECK_IN, deviceId: '"手机"' })],
  ['an empty id', row({ ...CHECK_IN, id: '""' })],
  ['an empty device', row({ ...CHECK_IN, deviceId: '""' })],
  ['an id of 1025 characters', row({ ...CHECK_IN, id: `"${'K'.repeat(1025)}"` })],
  ['a number for an id', row({ ...CHECK_IN, id: '1' })],
  ['another kind', row({ ...CHECK_IN, kind: '"stop"' })],
  ['a witnessed one', row({ ...CHECK_IN, method: '"witnessed"' })],
  ['a face with swapped keys', row({ ...CHECK_IN, face: '{"live":true,"matched":true}' })],
  ['a face with more', row({ ...CHECK_IN, face: '{"matched":true,"live":true,"score":1}' })],
  ['half a face', row({ ...CHECK_IN, face: '{"matched":true}' })],
  ['a face that is no truth value', row({ ...CHECK_IN, face: '{"matched":1,"live":true}' })],
  ['nearly a truth value', row({ ...CHECK_IN, face: '{"matched":trues,"live":true}' })],
  ['no face', row({ ...CHECK_IN, face: 'null' })],
]
const NUMBERS = [
  '1e1',
  '1E1',
  '01',
  '00.5',
  '-01',
  '1.',
  '.5',
  '-',
  '',
  '+1',
  '1.2.3',
  '--1',
  '90.1',
  '-91',
  '0.1234567890123456',
  '"1"',
  'null',
  'NaN',
]
const WHOLE = ['0', '-1', '1.0', '1.5', '1e0', '9007199254740993', '"1"']
const INSTANTS = [
  '2024-06-03T08:21:09',
  '2024-06-03T08:21Z',
  '2024-06-03 08:21:09Z',
  '2024-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-00-01T00:00:00Z',
  '2024-06-00T00:00:00Z',
  '2024-06-03T24:00:00Z',
  '2024-06-03T08:60:00Z',
  '2024-06-03T08:21:60Z',
  '2024-06-03T08:21:09+24:00',
  '2024-06-03T08:21:09+08:60',
  '2024-06-03T08:21:09+0800',
  '2024-06-03T08:21:09z',
  '2024-06-03T08:21:09.1Z',
  '2024-06-03T08:21:09.1234Z',
  '2024-06-03T08:21:09.12aZ',
  '2024-06-03T08:21:0:Z',
  '2024-06-03T08:21:09 08:00',
  'x',
  'Z',
]

describe('the fast lane leaves to the ordinary one', () => {
  it.each(LEFT)('%s', (_, line) => expect(take(line)).toBeNull())

  it.each(Object.keys(CHECK_IN).filter(key => key !== 'location' && key !== 'deviceId'))(
    'a check-in without %s',
    key => expect(take(without(CHECK_IN, key))).toBeNull(),
  )

  it.each(Object.keys(RECORDING))('a recording without %s', key =>
    expect(take(without(RECORDING, key))).toBeNull(),
  )

  it.each(INSTANTS)('the instant “%s”', instant => expect(take(at(instant))).toBeNull())

  it.each(NUMBERS)('the coordinate “%s”', number => {
    expect(take(row({ ...CHECK_IN, location: `{"latitude":${number},"longitude":1}` }))).toBeNull()
  })

  it.each(WHOLE)('the channel “%s”', number =>
    expect(take(row({ ...RECORDING, channelNo: number }))).toBeNull(),
  )

  it.each(['-1', '253402272000000', '1717374600000.0'])('the time “%s”', number => {
    expect(take(row({ ...RECORDING, startTime: number }))).toBeNull()
    expect(take(row({ ...RECORDING, endTime: number }))).toBeNull()
  })

  it.each(['0', '3', '1.0'])('the kind of clip “%s”', number =>
    expect(take(row({ ...RECORDING, recType: number }))).toBeNull(),
  )

  it('a row that names its type where the array tells it', () =>
    expect(take(row(CHECK_IN), 'checkIn')).toBeNull())

  it('every beginning of a row, and says nothing wrong of the next', () => {
    const line = row(CHECK_IN)
    for (let end = 0; end < line.length; end++) {
      const bytes = ENCODER.encode(line.slice(0, end))
      expect(lane.read(bytes, 0, bytes.length, null)).toBeNull()
    }
    expect(take(line)).toBe('checkIn')
  })
})
