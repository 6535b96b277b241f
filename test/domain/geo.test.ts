import fc from 'fast-check'
import { distanceMeters, outsideTest } from '../../cloudfunctions/domain/geo'

const CHANGCHUN = { latitude: 43.8868, longitude: 125.3245 }
const DEGREE = (6_371_008.8 * Math.PI) / 180

test('a degree along a meridian is a 360th of the great circle, and so is one along the equator', () => {
  const north = { ...CHANGCHUN, latitude: CHANGCHUN.latitude + 1 }
  expect(distanceMeters(CHANGCHUN, north)).toBeCloseTo(DEGREE, 4)
  expect(distanceMeters({ latitude: 0, longitude: 10 }, { latitude: 0, longitude: 11 })).toBeCloseTo(
    DEGREE,
    4,
  )
})

test('a degree to the east is shorter in the north', () => {
  const east = { ...CHANGCHUN, longitude: CHANGCHUN.longitude + 0.001 }
  expect(distanceMeters(CHANGCHUN, east)).toBeCloseTo(0.001 * DEGREE * Math.cos((43.8868 * Math.PI) / 180), 4)
})

test('the other side of the earth is half a great circle away, over the pole and over the date line', () => {
  const half = 180 * DEGREE
  expect(distanceMeters({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 })).toBeCloseTo(half, 3)
  expect(distanceMeters({ latitude: 0, longitude: -90 }, { latitude: 0, longitude: 90 })).toBeCloseTo(half, 3)
  expect(distanceMeters({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(
    DEGREE,
    4,
  )
})

test('a place is no way from itself', () => {
  expect(distanceMeters(CHANGCHUN, CHANGCHUN)).toBe(0)
})

/** Sites of any size anywhere, and taps around their edge, where a shortcut would go wrong. */
const site = fc.record({
  latitude: fc.oneof(
    fc.double({ min: 40, max: 47, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  ),
  longitude: fc.oneof(
    fc.double({ min: 120, max: 130, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
  ),
  radiusMeters: fc.oneof(
    fc.constantFrom(1, 100, 300, 500, 1_000, 19_999, 20_000, 20_001),
    fc.double({ min: 1, max: 50_000, noNaN: true }),
  ),
})
const tap = fc.record({
  direction: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
  share: fc.oneof(
    fc.double({ min: 0.9, max: 1.1, noNaN: true }),
    fc.double({ min: 0, max: 30, noNaN: true }),
  ),
})

test('outside the site is what the great circle says, near its edge and far from it', () => {
  fc.assert(
    fc.property(site, tap, (place, { direction, share }) => {
      const degrees = (place.radiusMeters * share) / DEGREE
      const cos = Math.max(0.01, Math.cos((place.latitude * Math.PI) / 180))
      const latitude = Math.min(90, Math.max(-90, place.latitude + degrees * Math.cos(direction)))
      const longitude = Math.min(180, Math.max(-180, place.longitude + (degrees * Math.sin(direction)) / cos))
      const outside = distanceMeters({ latitude, longitude }, place) > place.radiusMeters
      return outsideTest(place)(latitude, longitude) === outside
    }),
    { numRuns: 5000 },
  )
})

test('over the date line a tap near the site is inside', () => {
  const atTheLine = { latitude: 0, longitude: 179.9999, radiusMeters: 300 }
  expect(outsideTest(atTheLine)(0, -179.9999)).toBe(false)
  expect(outsideTest(atTheLine)(0, -179.99)).toBe(true)
})
