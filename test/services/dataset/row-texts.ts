import fc from 'fast-check'

/** Texts of check-in and recording rows: mostly as exports write them, and now and then odd or wrong. */

/** One of `odd` now and then, else one of `plain`. */
function mostly(plain: fc.Arbitrary<string>, ...odd: string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 20, arbitrary: plain }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
}

const ODD_TEXTS = [
  '""',
  `"${'K'.repeat(1024)}"`,
  `"${'K'.repeat(1025)}"`,
  '"\\u0054\\u0031"',
  '"T\\/1"',
  '"\\n"',
  '"学员"',
  '"😀"',
  '"\\ud83d"',
  '"\x7f"',
  '"a\tb"',
  '"a\\"b"',
  '"\\x"',
  '5',
  'null',
  '["T1"]',
]

const ids = (...known: string[]) => mostly(fc.constantFrom(...known.map(id => `"${id}"`)), ...ODD_TEXTS)

const two = (max: number) => fc.integer({ min: 0, max }).map(n => String(n).padStart(2, '0'))
const zone = fc.constantFrom(
  '+08:00',
  'Z',
  '-03:30',
  '+23:59',
  '-00:00',
  '+8:00',
  '+24:00',
  '+07:60',
  '',
  'z',
  '+0800',
)
const fraction = fc.constantFrom('', '', '.000', '.123', '.5', '.25', '.1230', '.1234', '.', '.12a', ',123')
const oddInstant = fc
  .tuple(
    fc.constantFrom('2024', '2023', '0000', '9999', '202x'),
    two(13),
    two(32),
    two(24),
    two(60),
    two(60),
    fraction,
    zone,
  )
  .map(([y, m, d, h, min, s, f, z]) => `"${y}-${m}-${d}T${h}:${min}:${s}${f}${z}"`)
const plainInstant = fc
  .tuple(two(23), two(59), two(59))
  .map(([h, m, s]) => `"2024-06-03T${h}:${m}:${s}+08:00"`)
const instant = fc.oneof(
  { weight: 4, arbitrary: plainInstant },
  { weight: 3, arbitrary: oddInstant },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '"2024-02-29T08:00:00Z"',
      '"2023-02-29T08:00:00Z"',
      '"2024-06-03 08:21:09+08:00"',
      '""',
      '5',
    ),
  },
)

const digits = (max: number) => fc.array(fc.constantFrom(...'0123456789'), { minLength: 1, maxLength: max })
/** Up to 18 digits with a point anywhere, leading and trailing zeros too. */
const anyDecimal = fc
  .tuple(fc.constantFrom('', '', '-'), digits(9), fc.constantFrom('', '.'), digits(9))
  .map(([sign, whole, point, rest]) => `${sign}${whole.join('')}${point}${rest.join('')}`)
const ODD_NUMBERS = [
  '1.50',
  '1e1',
  '1E-2',
  '-0',
  '-0.0',
  '00.5',
  '1.',
  '.5',
  '-',
  '+1',
  '1.2.3',
  '0x1',
  '"1"',
  'null',
  '90.0000001',
  '180',
  '1e400',
]
const coordinate = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -90, max: 90, noNaN: true }).map(String) },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 0, max: 99_999_999 }).map(n => `43.${String(n).padStart(8, '0')}`),
  },
  { weight: 1, arbitrary: anyDecimal },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
)
const epoch = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1_717_374_000_000, max: 1_717_390_000_000 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0',
      '253402271999999',
      '253402272000000',
      '-1',
      '1717374600000.0',
      '1717374600000.5',
      '01717374600000',
      ...ODD_NUMBERS,
    ),
  },
)
const flag = mostly(fc.constantFrom('true', 'false'), 'truex', 'True', '1', 'null', '"true"')

type Fields = readonly (readonly [key: string, value: string])[]

const object = (fields: Fields, colon = ':', comma = ',') =>
  `{${fields.map(([key, value]) => `"${key}"${colon}${value}`).join(comma)}}`

/** The two keys in order or swapped, one missing, one too many, one twice, or no object at all. */
function pair(first: string, second: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(value, value, fc.integer({ min: 0, max: 30 })).map(([a, b, form]) => {
    const fields: Fields = [
      [first, a],
      [second, b],
    ]
    const forms = [
      object([...fields].reverse()),
      object(fields.slice(1)),
      object([...fields, ['more', '1']]),
      object([...fields, [first, b]]),
      object(fields, ' : ', ' , '),
      '{}',
      `[${a},${b}]`,
      'null',
      a,
    ]
    return forms[form] ?? object(fields)
  })
}

const CHECK_IN = {
  id: ids('K1', 'K2', 'K3', 'K4', 'K 5', 'K~6'),
  traineeId: ids('T1', 'T1', 'T2', 'T9'),
  kind: mostly(fc.constantFrom('"start"', '"end"'), '"Start"', '"st\\u0061rt"', '""', '1'),
  at: instant,
  method: mostly(fc.constant('"face"'), '"witnessed"', '"card"', '"f\\u0061ce"', '""', 'null'),
  face: pair('matched', 'live', flag),
  location: pair('latitude', 'longitude', coordinate),
  deviceId: ids('phone-T1', 'phone-T2', 'D'),
}
const RECORDING = {
  deviceSerial: ids('C1', 'C2'),
  channelNo: mostly(
    fc.constantFrom('1', '2'),
    '0',
    '1.0',
    '01',
    '9007199254740991',
    '9007199254740993',
    '-1',
    '"1"',
  ),
  startTime: epoch,
  endTime: epoch,
  recType: mostly(fc.constantFrom('1', '2'), '0', '3', '1.0', '1e0', '"1"'),
}

/** Optional keys or none, in any order, with now and then a key too many, too few, or twice. */
function row(
  values: Readonly<Record<string, fc.Arbitrary<string>>>,
  optional: readonly string[],
): fc.Arbitrary<Fields> {
  const keys = Object.keys(values)
  const kept = fc.subarray([...optional]).chain(some => {
    const wanted = keys.filter(key => !optional.includes(key) || some.includes(key))
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(wanted) },
      { weight: 6, arbitrary: fc.shuffledSubarray(wanted, { minLength: wanted.length }) },
      { weight: 1, arbitrary: fc.shuffledSubarray(wanted, { minLength: wanted.length - 1 }) },
      { weight: 1, arbitrary: fc.constantFrom(...keys).map(key => [...wanted, key]) },
    )
  })
  const fields = fc
    .tuple(kept, fc.record(values))
    .map(([chosen, texts]): Fields => chosen.map(key => [key, texts[key]!]))
  const more = fc.constantFrom<Fields[number]>(
    ['witness', '{"by":"a","reason":"b"}'],
    ['type', '"x"'],
    ['k', '1'],
    ['i\\u0064', '"K9"'],
  )
  return fc.oneof(
    { weight: 12, arbitrary: fields },
    { weight: 1, arbitrary: fc.tuple(fields, more).map(([some, one]): Fields => [one, ...some]) },
  )
}

export interface RowText {
  readonly type: 'checkIn' | 'recording'
  /** As an element of the JSON form. */
  readonly element: string
  /** As a line of the NDJSON form. */
  readonly line: string
}

const spacing = mostly(fc.constant(''), ' ', '  ', '\t')

export const rowText: fc.Arbitrary<RowText> = fc.constantFrom('checkIn', 'recording').chain(type => {
  const fields = type === 'checkIn' ? row(CHECK_IN, ['location', 'deviceId']) : row(RECORDING, [])
  return fc.tuple(fields, spacing, spacing, fc.nat({ max: 8 })).map(([some, a, b, place]) => {
    const typed = [...some.slice(0, place), ['type', `"${type}"`] as const, ...some.slice(place)]
    return {
      type,
      element: object(some, `${a}:`, `,${b}`),
      line: `${object(typed, `${a}:`, `,${b}`)}${b}`,
    } as const
  })
})
