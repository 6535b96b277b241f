import type { Pyramid } from '../picture/pyramid'
import { type Box, over, type Placement, sample } from '../picture/sample'
import { similarity } from './face-frame'
import type { Network } from './networks'
import { fivePoints, type Points } from './points'
import { greyAt } from './values'

const SIDE = 64
const AREA = SIDE * SIDE
const planes = new Float32Array(3 * AREA)

/** How the landmarks' square lies over the frame of an aligned face: about as its model saw faces in training. */
const SQUARE = { left: -2.2, top: 4.6, side: 117 } as const

/** Slightly nearer and slightly farther looks, whose mean trembles less than one of them. */
const LOOKS = [0.94, 1, 1.06] as const

/**
 * The 68 points of the face in a box. The detector's box trembles and knows no tilt, so the face is looked at again
 * upright and in its middle, by the points found so far.
 */
export async function landmarks(network: Network, pyramid: Pyramid, face: Box): Promise<Points> {
  const side = face.height
  const square = { left: face.left + (face.width - side) / 2, top: face.top, width: side, height: side }
  const rough = await pointsIn(network, pyramid, over(square, SIDE, SIDE))
  const upright = await pointsIn(network, pyramid, squareOf(rough, 1))
  const looks: Points[] = []
  for (const look of LOOKS) looks.push(await pointsIn(network, pyramid, squareOf(upright, look)))
  return upright.map((_, i) => looks.reduce((sum, points) => sum + points[i]!, 0) / looks.length)
}

/** @param size 1: as trained; more: farther away */
function squareOf(points: Points, size: number): Placement {
  const frame = similarity(fivePoints(points))
  const side = SQUARE.side * size
  const left = SQUARE.left - (side - SQUARE.side) / 2
  const top = SQUARE.top - (side - SQUARE.side) / 2
  const [a, b] = [(frame.a * side) / SIDE, (frame.b * side) / SIDE]
  const x0 = frame.x0 + frame.a * left - frame.b * top
  const y0 = frame.y0 + frame.b * left + frame.a * top
  return { a, b, x0, y0 }
}

async function pointsIn(network: Network, pyramid: Pyramid, placement: Placement): Promise<Points> {
  sample(pyramid, placement, planes, SIDE, SIDE)
  for (let i = 0; i < AREA; i++) network.input[i] = greyAt(planes, i, AREA) / 256
  const shares = (await network.run())('output')
  const { a, b, x0, y0 } = placement
  const points = new Float32Array(shares.length)
  for (let i = 0; i < shares.length; i += 2) {
    const x = shares[i]! * SIDE
    const y = shares[i + 1]! * SIDE
    points[i] = a * x - b * y + x0
    points[i + 1] = b * x + a * y + y0
  }
  return points
}
