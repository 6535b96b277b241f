import type { Pyramid } from '../picture/pyramid'
import { type Box, over, sample } from '../picture/sample'
import type { Network } from './networks'
import { centre } from './values'

const WIDTH = 320
const HEIGHT = 240
const CANDIDATES = 4420
const LEAST_SCORE = 0.7
/** Two boxes that share more than this of both are one face. */
const SAME_FACE = 0.4

/** Every face, the largest first. */
export async function detect(detector: Network, pyramid: Pyramid): Promise<readonly Box[]> {
  const { width, height } = pyramid.picture
  sample(pyramid, over({ left: 0, top: 0, width, height }, WIDTH, HEIGHT), detector.input, WIDTH, HEIGHT)
  centre(detector.input)
  const outputs = await detector.run()
  const scores = outputs('scores')
  const corners = outputs('boxes')
  const found: { score: number; box: Box }[] = []
  for (let i = 0; i < CANDIDATES; i++) {
    const score = scores[2 * i + 1]!
    if (score >= LEAST_SCORE) found.push({ score, box: boxOf(corners, 4 * i, width, height) })
  }
  found.sort((one, other) => other.score - one.score)
  const faces: Box[] = []
  for (const { box } of found) if (!faces.some(face => shared(face, box) > SAME_FACE)) faces.push(box)
  return faces.sort((one, other) => area(other) - area(one))
}

/** The corners come as shares of the picture's sides. */
function boxOf(corners: Float32Array, at: number, width: number, height: number): Box {
  const left = corners[at]! * width
  const top = corners[at + 1]! * height
  return { left, top, width: corners[at + 2]! * width - left, height: corners[at + 3]! * height - top }
}

export function area({ width, height }: Box): number {
  return width * height
}

function shared(one: Box, other: Box): number {
  const across = overlap(one.left, one.width, other.left, other.width)
  const down = overlap(one.top, one.height, other.top, other.height)
  const both = Math.max(0, across) * Math.max(0, down)
  return both / (area(one) + area(other) - both)
}

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom)
}
