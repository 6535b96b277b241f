import type { Pyramid } from '../picture/pyramid'
import { sample } from '../picture/sample'
import { FRAME_SIDE, similarity } from './face-frame'
import type { Network } from './networks'
import { fivePoints, type Points } from './points'
import { centre, greyAt } from './values'

const AREA = FRAME_SIDE * FRAME_SIDE

/** What is measured on the aligned face. */
export interface Features {
  /** 512 numbers of length 1: what two faces are compared by. */
  readonly numbers: Float32Array
  /** The variance of the Laplacian of the grey face. */
  readonly sharpness: number
  /** The mean grey of the face, 0 to 255. */
  readonly brightness: number
}

/** The mean of a face and its mirrored self is steadier than the face. */
export async function featuresOf(network: Network, pyramid: Pyramid, points: Points): Promise<Features> {
  const { input } = network
  sample(pyramid, similarity(fivePoints(points)), input, FRAME_SIDE, FRAME_SIDE)
  const looks = looksOf(input)
  centre(input)
  const face = (await network.run())('output')
  mirror(input)
  const mirrored = (await network.run())('output')
  return { ...looks, numbers: directionOf([unit(face), unit(mirrored)]) }
}

/** The direction of the mean of some directions. */
export function directionOf(directions: readonly Float32Array[]): Float32Array {
  return unit(directions[0]!.map((_, i) => directions.reduce((sum, one) => sum + one[i]!, 0)))
}

/** The cosine of the angle between two directions. */
export function likeness(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + value * other[i]!, 0)
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values)
  return values.map(value => value / length)
}

function mirror(planes: Float32Array): void {
  for (let from = 0; from < planes.length; from += FRAME_SIDE)
    planes.subarray(from, from + FRAME_SIDE).reverse()
}

const grey = new Float32Array(AREA)

function looksOf(planes: Float32Array): { sharpness: number; brightness: number } {
  let brightness = 0
  for (let i = 0; i < AREA; i++) {
    grey[i] = greyAt(planes, i, AREA)
    brightness += grey[i]! / AREA
  }
  return { brightness, sharpness: varianceOfLaplacian() }
}

function varianceOfLaplacian(): number {
  let sum = 0
  let squares = 0
  for (let y = 1; y < FRAME_SIDE - 1; y++) {
    for (let x = 1; x < FRAME_SIDE - 1; x++) {
      const i = y * FRAME_SIDE + x
      const edge = 4 * grey[i]! - grey[i - 1]! - grey[i + 1]! - grey[i - FRAME_SIDE]! - grey[i + FRAME_SIDE]!
      sum += edge
      squares += edge * edge
    }
  }
  const count = (FRAME_SIDE - 2) ** 2
  return squares / count - (sum / count) ** 2
}
