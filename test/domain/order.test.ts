import fc from 'fast-check'
import { compareBy, compareCodePoints } from '../../cloudfunctions/domain/order'

/** An independent reading: the arrays of code points, one by one. */
function byCodePoints(a: string, b: string): number {
  const x = [...a].map(character => character.codePointAt(0)!)
  const y = [...b].map(character => character.codePointAt(0)!)
  const differs = x.findIndex((point, i) => point !== y[i])
  if (differs < 0) return x.length - y.length
  return y[differs] === undefined ? 1 : x[differs]! - y[differs]
}

test.each([
  ['a', 'b'],
  ['B', 'a'],
  ['K1', 'K10'],
  ['K10', 'K9'],
  ['', 'a'],
  ['\uff5e', '\u{10000}'],
  ['\ue000', '😀'],
  ['\ud7ff', '\ue000'],
  ['\uffff', '\u{10000}'],
  ['\u{1f600}', '\u{1f601}'],
])('%j comes before %j', (a, b) => {
  expect(Math.sign(compareCodePoints(a, b))).toBe(-1)
  expect(Math.sign(compareCodePoints(b, a))).toBe(1)
  expect(compareCodePoints(a, a)).toBe(0)
})

test('any two texts compare as their code points do', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'Z', '\ud7ff', '\ue000', '\uff5e', '\u{10000}', '😀') })
  fc.assert(
    fc.property(text, text, (a, b) => Math.sign(compareCodePoints(a, b)) === Math.sign(byCodePoints(a, b))),
    { numRuns: 1000 },
  )
})

test('rows compare by the first key that differs, numbers as numbers and texts as texts', () => {
  const rows = [
    { serial: 'B', channel: 1 },
    { serial: 'A', channel: 10 },
    { serial: 'A', channel: 9 },
  ]
  const sorted = [...rows].sort(
    compareBy(
      row => row.serial,
      row => row.channel,
    ),
  )
  expect(sorted).toEqual([rows[2], rows[1], rows[0]])
  expect(compareBy<{ id: string }>(row => row.id)({ id: '10' }, { id: '9' })).toBeLessThan(0)
})
