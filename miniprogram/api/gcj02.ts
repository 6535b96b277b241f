/** Degrees. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

const SEMI_MAJOR = 6_378_245
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
const { PI } = Math

const wave = (x: number, terms: readonly (readonly [size: number, rate: number])[]) =>
  terms.reduce((sum, [size, rate]) => sum + size * Math.sin(rate * PI * x), 0) * (2 / 3)

const FAST: readonly (readonly [number, number])[] = [
  [20, 6],
  [20, 2],
]
const NORTH = [
  [20, 1],
  [40, 1 / 3],
] as const
const NORTH_SLOW = [
  [160, 1 / 12],
  [320, 1 / 30],
] as const
const EAST = NORTH
const EAST_SLOW = [
  [150, 1 / 12],
  [300, 1 / 30],
] as const

/** Metres of shift to the north and east at `x` degrees east of 105 and `y` degrees north of 35. */
function shift(x: number, y: number): { north: number; east: number } {
  const root = Math.sqrt(Math.abs(x))
  const fast = wave(x, FAST)
  return {
    north:
      -100 +
      2 * x +
      3 * y +
      0.2 * y * y +
      0.1 * x * y +
      0.2 * root +
      fast +
      wave(y, [...NORTH, ...NORTH_SLOW]),
    east: 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + fast + wave(x, [...EAST, ...EAST_SLOW]),
  }
}

/** A browser says WGS-84; maps, sites and phones in China say GCJ-02, some 500 m away. Good to about a metre. */
export function toGcj02({ latitude, longitude }: Place): Place {
  const { north, east } = shift(longitude - 105, latitude - 35)
  const radians = (latitude / 180) * PI
  const flat = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2
  const meridian = (SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED)) / flat ** 1.5
  const parallel = (SEMI_MAJOR / Math.sqrt(flat)) * Math.cos(radians)
  return {
    latitude: latitude + (north * 180) / (meridian * PI),
    longitude: longitude + (east * 180) / (parallel * PI),
  }
}
