import type { Placement } from '../picture/sample'
import type { Place } from './points'

/** The side of the frame that the features' model was trained with. */
export const FRAME_SIDE = 112

/** Where eyes, tip of the nose and corners of the mouth stand in the frame: the template of ArcFace. */
const FRAME: readonly Place[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
]

/** The turn, size and place that lay the frame over a face's five points with the least squares of distance. */
export function similarity(face: readonly Place[]): Placement {
  const [mx, my] = centreOf(FRAME)
  const [px, py] = centreOf(face)
  let along = 0
  let across = 0
  let spread = 0
  FRAME.forEach(([x, y], i) => {
    const [u, v] = face[i]!
    along += (x - mx) * (u - px) + (y - my) * (v - py)
    across += (x - mx) * (v - py) - (y - my) * (u - px)
    spread += (x - mx) ** 2 + (y - my) ** 2
  })
  const a = along / spread
  const b = across / spread
  return { a, b, x0: px - a * mx + b * my, y0: py - b * mx - a * my }
}

function centreOf(places: readonly Place[]): Place {
  const sum = (axis: 0 | 1) => places.reduce((total, place) => total + place[axis], 0)
  return [sum(0) / places.length, sum(1) / places.length]
}
