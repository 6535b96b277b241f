import fc from 'fast-check'
import {
  CheckInTable,
  COUNTS,
  LOCATED,
  marksOf,
  START,
  WITNESSED,
} from '../../../cloudfunctions/domain/evidence/check-in-table'

/** The table packs its rows; whatever goes in comes out. */
const LAST_PACKED_MS = 0xffff_fffe * 1000 + 999
const row = fc.record({
  trainee: fc.constantFrom(0, 1, 2, 63, 64, 65, 200),
  device: fc.constantFrom(-1, 0, 1, 2),
  at: fc.oneof(
    fc.constantFrom(
      -1001,
      -1000,
      -1,
      0,
      1,
      999,
      1000,
      LAST_PACKED_MS,
      LAST_PACKED_MS + 1,
      LAST_PACKED_MS + 1001,
    ),
    fc.integer({ min: -62_167_248_000_000, max: 253_402_271_999_999 }),
  ),
  witnessed: fc.boolean(),
  location: fc.option(
    fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
  ),
})

test('a row comes out as it went in, however many rows were expected', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(1, 2, 64), (rows, expected) => {
      const table = new CheckInTable(expected)
      for (const [i, { trainee, device, at, witnessed, location }] of rows.entries()) {
        const number = table.ids.internText(`K${i}`)
        const marks = (witnessed ? WITNESSED : 0) | (location ? LOCATED : 0)
        table.set(number, { trainee, device, at, marks, location })
      }
      expect(table.size).toBe(rows.length)
      for (const [i, { trainee, device, at, witnessed, location }] of rows.entries()) {
        expect([table.trainee(i), table.device(i), table.at(i)]).toEqual([trainee, device, at])
        expect((table.marks(i) & WITNESSED) !== 0).toBe(witnessed)
        expect(table.location(i)).toEqual(location)
      }
    }),
    { numRuns: 500 },
  )
})

describe('a place', () => {
  const north = (latitude: number) => latitude > 1
  const tableWith = (latitude: number, outside?: typeof north | null) => {
    const table = new CheckInTable()
    const location = { latitude, longitude: 0 }
    table.set(
      table.ids.internText('K1'),
      { trainee: 0, device: -1, at: 0, marks: LOCATED, location },
      outside,
    )
    return table
  }

  test('is held against the site when it comes in, where the site is known, and then not kept', () => {
    expect(tableWith(2, north).isOutside(0, () => false)).toBe(true)
    expect(tableWith(1, north).isOutside(0, () => true)).toBe(false)
    expect(tableWith(2, north).location(0)).toBeNull()
  })

  test('is kept until the site is known', () => {
    expect(tableWith(2).isOutside(0, north)).toBe(true)
    expect(tableWith(1).isOutside(0, north)).toBe(false)
    expect(tableWith(2).location(0)).toEqual({ latitude: 2, longitude: 0 })
  })

  test('of a class without a site is outside nothing', () => {
    expect(tableWith(2, null).isOutside(0, north)).toBe(false)
  })
})

test('rows come by instant, and of one instant by id', () => {
  const table = new CheckInTable()
  const add = (id: string, at: number) => {
    table.set(table.ids.internText(id), { trainee: 0, device: -1, at, marks: 0, location: null })
  }
  add('B', 5)
  add('A', 5)
  add('C', 4)
  expect([table.comesBefore(2, 0), table.comesBefore(0, 2)]).toEqual([true, false])
  expect([table.comesBefore(1, 0), table.comesBefore(0, 1)]).toEqual([true, false])
})

test.each([
  [
    'a start by face that matched and lived',
    { kind: 'start', method: 'face', face: { matched: true, live: true } },
    START | COUNTS,
  ],
  [
    'an end whose face did not match',
    { kind: 'end', method: 'face', face: { matched: false, live: true } },
    0,
  ],
  [
    'a start by a face that did not live',
    { kind: 'start', method: 'face', face: { matched: true, live: false } },
    START,
  ],
  ['an end by face of which nothing is known', { kind: 'end', method: 'face' }, 0],
  ['a witnessed end', { kind: 'end', method: 'witnessed' }, COUNTS | WITNESSED],
  [
    'a witnessed start with its place',
    { kind: 'start', method: 'witnessed', location: { latitude: 0, longitude: 0 } },
    START | COUNTS | WITNESSED | LOCATED,
  ],
] as const)('%s', (_, checkIn, marks) => {
  expect(marksOf(checkIn)).toBe(marks)
})
