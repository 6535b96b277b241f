import fc from 'fast-check'
import { divideHalfUp, formatRate, formatYuan, parseYuan } from '../../cloudfunctions/domain/money'

test.each([
  [0, '0.00'],
  [1, '0.01'],
  [99, '0.99'],
  [100, '1.00'],
  [480_000, '4800.00'],
  [1_680_005, '16800.05'],
])('%i fen are %s yuan', (fen, yuan) => {
  expect(formatYuan(fen)).toBe(yuan)
  expect(parseYuan(yuan)).toBe(fen)
})

test.each([
  ['2300', 230_000],
  ['2300.5', 230_050],
  ['0.1', 10],
  ['999999999.99', 99_999_999_999],
])('%s yuan are %i fen', (yuan, fen) => {
  expect(parseYuan(yuan)).toBe(fen)
})

test.each(['', '.5', '1.', '1.234', '-1.00', '+1.00', '1,000.00', '1e3', ' 1.00', '1000000000.00', '１.00'])(
  '%j is no amount',
  text => {
    expect(parseYuan(text)).toBeNull()
  },
)

test('every amount comes back as it was printed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), fen => parseYuan(formatYuan(fen)) === fen),
  )
})

test('a half is rounded up, what is less down', () => {
  expect([divideHalfUp(1, 2), divideHalfUp(3, 2), divideHalfUp(49, 100), divideHalfUp(50, 100)]).toEqual([
    1, 2, 0, 1,
  ])
})

test('fractions are rounded half up exactly, as whole numbers without bound have it', () => {
  const numerator = fc.integer({ min: 0, max: 2 ** 50 })
  const denominator = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(numerator, denominator, (n, d) => {
      const exact = (2n * BigInt(n) + BigInt(d)) / (2n * BigInt(d))
      return BigInt(divideHalfUp(n, d)) === exact
    }),
    { numRuns: 1000 },
  )
})

test.each([
  [0, '0.0000'],
  [1, '0.0001'],
  [7_000, '0.7000'],
  [9_999, '0.9999'],
  [10_000, '1.0000'],
])('%i ten-thousandths are printed as %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text)
})
