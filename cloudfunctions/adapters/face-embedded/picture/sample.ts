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
 * the pyramid whose pixels are nearest in size to the input's, so that shrinking leaves no ripples.
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
  const nearest = Math.round(Math.log2(Math.hypot(a, b) * Math.sqrt(stretch)))
  const level = Math.max(0, Math.min(pyramid.top, nearest))
  const { data, width: W, height: H } = pyramid.at(level)
  const k = 2 ** -level
  const [ax, bx, ay, by] = [a * k, b * k, a * stretch * k, b * stretch * k]
  const plane = width * height
  const row = W * 3
  const [right, bottom] = [W - 0.5, H - 0.5]
  for (let y = 0, at = 0; y < height; y++) {
    let px = x0 * k - by * (y + 0.5) + ax * 0.5 - 0.5
    let py = y0 * k + ay * (y + 0.5) + bx * 0.5 - 0.5
    for (let x = 0; x < width; x++, at++, px += ax, py += bx) {
      if (px < -0.5 || py < -0.5 || px > right || py > bottom) {
        planes[at] = planes[at + plane] = planes[at + 2 * plane] = 0
        continue
      }
      // Half a pixel at the rim is the rim's own.
      const left = px < 0 ? 0 : px >= W - 1 ? W - 2 : px | 0
      const top = py < 0 ? 0 : py >= H - 1 ? H - 2 : py | 0
      const u = px < 0 ? 0 : px >= W - 1 ? 1 : px - left
      const v = py < 0 ? 0 : py >= H - 1 ? 1 : py - top
      const p = top * row + left * 3
      const q = p + row
      const w11 = u * v
      const w10 = u - w11
      const w01 = v - w11
      const w00 = 1 - u - w01
      planes[at] = w00 * data[p]! + w10 * data[p + 3]! + w01 * data[q]! + w11 * data[q + 3]!
      planes[at + plane] = w00 * data[p + 1]! + w10 * data[p + 4]! + w01 * data[q + 1]! + w11 * data[q + 4]!
      planes[at + 2 * plane] =
        w00 * data[p + 2]! + w10 * data[p + 5]! + w01 * data[q + 2]! + w11 * data[q + 5]!
    }
  }
}
