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
 * A hash of a picture's looks: 64 bits in hex, each telling whether one of its longest waves is above their median.
 * Pictures that look alike differ in few bits; another size, other compression or a little more light change hardly any.
 */
export function looksOf(pyramid: Pyramid): string {
  const { width, height } = pyramid.picture
  sample(pyramid, over({ left: 0, top: 0, width, height }, SIDE, SIDE), planes, SIDE, SIDE)
  const waves = COSINES.flatMap(down => COSINES.map(across => strengthOf(down, across)))
  const median = [...waves].sort((one, other) => one - other)[waves.length / 2]!
  const bits = waves.map(wave => (wave >= median ? '1' : '0')).join('')
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}

function strengthOf(down: Float32Array, across: Float32Array): number {
  let strength = 0
  for (let y = 0; y < SIDE; y++) {
    let row = 0
    // Green alone is close enough to grey.
    for (let x = 0; x < SIDE; x++) row += planes[SIDE * SIDE + y * SIDE + x]! * across[x]!
    strength += row * down[y]!
  }
  return strength
}
