import fc from 'fast-check'
import { packFrames, unpackFrames } from '../../../cloudfunctions/services/signals/frames'

const hex = (digits: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: digits, maxLength: digits })
    .map(all => all.join(''))
const frames = fc.array(
  fc.record(
    { exact: hex(64), alike: hex(16), takenAt: fc.nat(60_000) },
    { requiredKeys: ['exact', 'alike'] },
  ),
  { maxLength: 16 },
)

it('frames that were packed are read again, their bytes by 16 digits', () => {
  fc.assert(
    fc.property(frames, given => {
      const short = given.map(({ exact, ...rest }) => ({ exact: exact.slice(0, 16), ...rest }))
      expect(unpackFrames(packFrames(given))).toEqual(short)
    }),
  )
})

it('a clip of 16 frames takes less than 700 bytes', () => {
  const frame = { exact: 'f'.repeat(64), alike: '0'.repeat(16), takenAt: 10_000 }
  expect(packFrames(Array.from({ length: 16 }, () => frame)).length).toBeLessThan(700)
})
