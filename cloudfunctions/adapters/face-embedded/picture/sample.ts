import type { Pyramid } from './pyramid'

/**
 * Where a model's input lies in the picture: x' = a x - b y + x0, y' = b x + a y + y0 for a place (x, y) in the input,
 * in pixels from its upper left corner. `stretch` multiplies what y does, for a box of other proportions.
 */
export interface Placement {
  readonly a: number
  readonly b: number
  readonly x0: number
  readonly y0: number
  readonly stretch?: number
}

/** Where something is, in pixels of the picture. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Lays an input of `width` by `height` over a box. */
export function over({ left, top, ...box }: Box, width: number, height: number): Placement {
  const a = box.width / width
  return { a, b: 0, x0: left, y0: top, stretch: box.height / height / a }
}

/**
 * Samples a picture, black outside of it, into planes of red, green and blue, 0 to 255. It is taken from the level of
 * the pyramid whose pixels are about as large as the input's, so that shrinking leaves no ripples.
 *
 * @param planes of 3 × width × height
 */
export function sample(
  pyramid: Pyramid,
  { a, b, x0, y0, stretch = 1 }: Placement,
  planes: Float32Array,
  width: number,
  height: number,
): void {
  const scale = Math.hypot(a, b) * Math.min(1, stretch)
  const level = Math.max(0, Math.floor(Math.log2(scale) + 1e-6))
  const { data, width: W, height: H } = pyramid.at(level)
  const k = 2 ** -level
  const across = tapsFor(Math.hypot(a, b) * k)
  const down = tapsFor(Math.hypot(a, b) * stretch * k)
  const share = 1 / (across * down)
  const plane = width * height
  const [ax, bx, ay, by] = [a * k, b * k, a * stretch * k, b * stretch * k]
  const row = W * 3
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let v = 0; v < down; v++) {
        const fromY = y + (v + 0.5) / down
        const beginX = x0 * k - by * fromY - 0.5
        const beginY = y0 * k + ay * fromY - 0.5
        for (let u = 0; u < across; u++) {
          const fromX = x + (u + 0.5) / across
          const px = beginX + ax * fromX
          const py = beginY + bx * fromX
          if (px < -0.5 || py < -0.5 || px > W - 0.5 || py > H - 0.5) continue
          // Half a pixel at the rim is the rim's own.
          const left = Math.max(0, Math.min(W - 2, Math.floor(px)))
          const top = Math.max(0, Math.min(H - 2, Math.floor(py)))
          const right = Math.max(0, Math.min(1, px - left))
          const below = Math.max(0, Math.min(1, py - top))
          const p = top * row + left * 3
          const q = p + row
          const w00 = (1 - right) * (1 - below)
          const w10 = right * (1 - below)
          const w01 = (1 - right) * below
          const w11 = right * below
          red += w00 * data[p]! + w10 * data[p + 3]! + w01 * data[q]! + w11 * data[q + 3]!
          green += w00 * data[p + 1]! + w10 * data[p + 4]! + w01 * data[q + 1]! + w11 * data[q + 4]!
          blue += w00 * data[p + 2]! + w10 * data[p + 5]! + w01 * data[q + 2]! + w11 * data[q + 5]!
        }
      }
      planes[at] = red * share
      planes[at + plane] = green * share
      planes[at + 2 * plane] = blue * share
    }
  }
}

/** Pictures from two pixels on each side; others have no face and no looks. */
export const LEAST_SIDE = 2

const MOST_TAPS = 4

function tapsFor(scale: number): number {
  return Math.min(MOST_TAPS, Math.max(1, Math.round(scale)))
}
