import { NO_LOOKS } from '../../../domain/evidence/face'
import type { Pyramid } from './pyramid'
import { over, sample } from './sample'

const SIDE = 32
const WAVES = 8
const planes = new Float32Array(3 * SIDE * SIDE)

/** COSINES[w][x]: the wave of w + 1 half turns at pixel x; the flat one says nothing of a picture's looks. */
const COSINES = Array.from({ length: WAVES }, (_, wave) =>
  Float32Array.from({ length: SIDE }, (_, x) => Math.cos((Math.PI * (2 * x + 1) * (wave + 1)) / (2 * SIDE))),
)

/**
 * Deviation of the brightness, of 255, below which a picture shows nothing: its waves are the noise of the sensor, or
 * none at all. Photos of faces have 17 and more, a covered lens less than 1.
 */
const LEAST_CONTRAST = 4

/**
 * A hash of a picture's looks: 64 bits in hex, each telling whether one of its longest waves is above their median, so
 * that 32 are set. Pictures that look alike differ in few bits; another size, other compression or a little more light
 * change hardly any. A picture without contrast has no looks: {@link NO_LOOKS}.
 */
export function looksOf(pyramid: Pyramid): string {
  const { width, height } = pyramid.picture
  sample(pyramid, over({ left: 0, top: 0, width, height }, SIDE, SIDE), planes, SIDE, SIDE)
  if (contrastOf(planes.subarray(SIDE * SIDE, 2 * SIDE * SIDE)) < LEAST_CONTRAST) return NO_LOOKS
  const rows = COSINES.map(rowsAlong)
  const waves = COSINES.flatMap(down => rows.map(row => strengthOf(down, row)))
  const median = [...waves].sort((one, other) => one - other)[waves.length / 2]!
  const bits = waves.map(wave => (wave >= median ? '1' : '0')).join('')
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}

function contrastOf(greens: Float32Array): number {
  const mean = greens.reduce((sum, green) => sum + green, 0) / greens.length
  return Math.sqrt(greens.reduce((sum, green) => sum + (green - mean) ** 2, 0) / greens.length)
}

/** How much of a wave is in each of the rows. */
function rowsAlong(across: Float32Array): readonly number[] {
  return Array.from({ length: SIDE }, (_, y) => {
    let row = 0
    // Green alone is close enough to grey.
    for (let x = 0; x < SIDE; x++) row += planes[SIDE * SIDE + y * SIDE + x]! * across[x]!
    return row
  })
}

function strengthOf(down: Float32Array, rows: readonly number[]): number {
  return rows.reduce((strength, row, y) => strength + row * down[y]!, 0)
}
