import { middle, type Points } from './points'

/** How a head is turned, in degrees. */
export interface Turn {
  /** Above 0: to the person's own left. */
  readonly yaw: number
  /** Above 0: upwards. */
  readonly pitch: number
}

/**
 * By where the tip of the nose stands between eyes and mouth. The pose model that comes with the others is not asked:
 * of flat pictures that are turned (made, not filmed) it reads turns of up to 50 degrees, and twice the scatter of this on portraits.
 */
export function turnOf(points: Points): Turn {
  const eyes = middle(points, 36, 39, 42, 45)
  const across = direction(middle(points, 36), middle(points, 45))
  const mouth = inFrame(eyes, across, middle(points, 48, 54))
  const nose = inFrame(eyes, across, middle(points, 30))
  const height = Math.hypot(...mouth)
  const aside = (nose[0] - (mouth[0] * nose[1]) / mouth[1]) / height
  return { yaw: aside * DEGREES_ASIDE, pitch: (LEVEL - nose[1] / mouth[1]) * DEGREES_DOWN }
}

/** Fitted to some 600 portraits: 20 degrees move the nose by 0.15 of the way from eyes to mouth. */
const DEGREES_ASIDE = 133
const DEGREES_DOWN = 100
/** How far down this way the nose of a face is that looks straight ahead. */
const LEVEL = 0.54

type Vector = readonly [number, number]

function direction([x, y]: Vector, [u, v]: Vector): Vector {
  const length = Math.hypot(u - x, v - y)
  return [(u - x) / length, (v - y) / length]
}

/** A place by how far along a direction and how far beside it it is. */
function inFrame([x, y]: Vector, [c, s]: Vector, [u, v]: Vector): Vector {
  return [(u - x) * c + (v - y) * s, (v - y) * c - (u - x) * s]
}
