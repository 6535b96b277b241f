import type { Location, Site } from './model'

const EARTH_RADIUS_METERS = 6_371_008.8
const RADIANS = Math.PI / 180

/** Great-circle distance in metres by the haversine formula on a sphere (R6). */
export function distanceMeters(a: Location, b: Location): number {
  const sinLat = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2)
  const sinLon = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2)
  const h =
    sinLat * sinLat + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * sinLon * sinLon
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Whether a place is farther from a site than its radius; coordinates in degrees. */
export type OutsideTest = (latitude: number, longitude: number) => boolean

/**
 * Answers "outside the site?" for many locations. Near the site a plane is as good as the sphere to a thousandth, so
 * whoever is clearly inside or outside by the plane need not be computed on the sphere; within 5 % of the radius,
 * far away, or near a pole, the haversine alone decides.
 */
export function outsideTest(site: Site): OutsideTest {
  const metersPerDegree = EARTH_RADIUS_METERS * RADIANS
  const metersPerDegreeEast = metersPerDegree * Math.cos(site.latitude * RADIANS)
  const inner = (site.radiusMeters * 0.95) ** 2
  const outer = (site.radiusMeters * 1.05) ** 2
  const planeHolds = Math.abs(site.latitude) < 70 && site.radiusMeters < 20_000
  return (latitude, longitude) => {
    const north = latitude - site.latitude
    const east = longitude - site.longitude
    if (planeHolds && Math.abs(north) < 0.25 && Math.abs(east) < 0.25) {
      const square = (north * metersPerDegree) ** 2 + (east * metersPerDegreeEast) ** 2
      if (square < inner) return false
      if (square > outer) return true
    }
    return distanceMeters({ latitude, longitude }, site) > site.radiusMeters
  }
}
