import { middle, type Place, type Points } from '../models/points'

/** Corners and lids of the eyes and corners of the mouth: about one plane in every face. */
const PLANE = [36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 54, 60, 64] as const
/** The tip of the nose and what is next to it: about a third of the distance of the eyes before that plane. */
const NOSE = [29, 30, 33] as const

/**
 * How far the nose has moved before the plane of eyes and mouth, by the distance of the outer corners of the eyes.
 * Above 0: as a head does that turns to its own left. A flat picture, turned or moved in whatever way, takes its nose
 * along with its eyes and mouth: about 0.
 */
export function parallax(straight: Points, turned: Points): number {
  const carried = affine(straight, turned)
  const moved = NOSE.map(point => turned[2 * point]! - carried(placeOf(straight, point))[0])
  // A turn makes the eyes look closer together, but not the eyes and the mouth.
  const eyes = breadthOf(straight) * heightOf(turned)
  return moved.reduce((sum, value) => sum + value, 0) / moved.length / eyes
}

/** From the eyes down to the mouth, in pixels: the size of a face, whichever way it is turned. */
export function heightOf(points: Points): number {
  return Math.hypot(...between(middle(points, 36, 39, 42, 45), middle(points, 48, 54)))
}

/** From one eye to the other, by the height. */
export function breadthOf(points: Points): number {
  return Math.hypot(...between(placeOf(points, 36), placeOf(points, 45))) / heightOf(points)
}

function placeOf(points: Points, point: number): Place {
  return [points[2 * point]!, points[2 * point + 1]!]
}

function between([x, y]: Place, [u, v]: Place): Place {
  return [u - x, v - y]
}

/** Where the affine motion that carries the plane best, with the least squares of distance, carries a place. */
function affine(from: Points, to: Points): (place: Place) => Place {
  const [fx, fy] = middle(from, ...PLANE)
  const [tx, ty] = middle(to, ...PLANE)
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0]
  for (const point of PLANE) {
    const [x, y] = between([fx, fy], placeOf(from, point))
    const [u, v] = between([tx, ty], placeOf(to, point))
    xx += x * x
    xy += x * y
    yy += y * y
    xu += x * u
    yu += y * u
    xv += x * v
    yv += y * v
  }
  const area = xx * yy - xy * xy
  const [a, b] = [(yy * xu - xy * yu) / area, (xx * yu - xy * xu) / area]
  const [c, d] = [(yy * xv - xy * yv) / area, (xx * yv - xy * xv) / area]
  return ([x, y]) => [tx + a * (x - fx) + b * (y - fy), ty + c * (x - fx) + d * (y - fy)]
}
