import {
  bundleBytes,
  bundleParts,
  functionNames,
  functionTools,
  MOST_BUNDLE_BYTES,
} from '../../bench/functions/bundles'

jest.setTimeout(60_000)

it.each(functionNames())('the bundle of %s is within 2 MB', fn => {
  const bytes = bundleBytes(functionTools().builtFunctions(), fn)
  expect(bytes).toBeGreaterThan(1_000_000)
  expect(bytes).toBeLessThanOrEqual(MOST_BUNDLE_BYTES)
})

it('what a bundle weighs is told by where it comes from, the largest first', () => {
  const parts = bundleParts('ezviz-webhook')
  expect(parts.map(({ from }) => from)).toEqual(
    expect.arrayContaining(['wx-server-sdk', 'zod', 'cloudfunctions/entries']),
  )
  expect(parts.map(({ bytes }) => bytes)).toEqual(parts.map(({ bytes }) => bytes).sort((a, b) => b - a))
})
