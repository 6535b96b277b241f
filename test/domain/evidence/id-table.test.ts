import fc from 'fast-check'
import { IdTable } from '../../../cloudfunctions/domain/evidence/id-table'
import { compareCodePoints } from '../../../cloudfunctions/domain/order'

const id = fc.string({
  unit: fc.constantFrom('a', 'b', '0', '9', '中', '\ud7ff', '\ue000', '\uff5e', '\u{10000}', '😀'),
  minLength: 1,
  maxLength: 6,
})

test('an id has the number of its coming, and keeps it', () => {
  const table = new IdTable()
  expect(['K1', 'K2', 'K1', 'K3', 'K2'].map(text => table.internText(text))).toEqual([0, 1, 0, 2, 1])
  expect([table.size, table.text(1), table.find('K3'), table.find('K4')]).toEqual([3, 'K2', 2, null])
})

test('ids compare by code point', () => {
  fc.assert(
    fc.property(id, id, (a, b) => {
      const table = new IdTable()
      const order = table.compare(table.internText(a), table.internText(b))
      return Math.sign(order) === Math.sign(compareCodePoints(a, b))
    }),
    { numRuns: 1000 },
  )
})

test('any ids, however many were expected, are found again as a Map finds them', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 300 }), fc.constantFrom(1, 2, 64, 500), (ids, expected) => {
      const table = new IdTable(expected)
      const known = new Map<string, number>()
      for (const text of ids) {
        if (!known.has(text)) known.set(text, known.size)
        expect(table.internText(text)).toBe(known.get(text))
      }
      expect(table.size).toBe(known.size)
      for (const [text, number] of known) {
        expect(table.find(text)).toBe(number)
        expect(table.text(number)).toBe(text)
      }
    }),
  )
})

test('ten thousand ids that differ in their last digits are told apart', () => {
  const table = new IdTable(1)
  for (let i = 0; i < 10_000; i++) expect(table.internText(`K${i}`)).toBe(i)
  expect(table.find('K9999')).toBe(9_999)
  expect(table.find('K10000')).toBeNull()
})
