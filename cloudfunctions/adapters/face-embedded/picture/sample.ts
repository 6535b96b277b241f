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
  const size = width * height
  const row = W * 3
  const [right, bottom] = [W - 1, H - 1]
  for (let y = 0, at = 0; y < height; y++) {
    let px = x0 * k - by * (y + 0.5) + ax * 0.5 - 0.5
    let py = y0 * k + ay * (y + 0.5) + bx * 0.5 - 0.5
    for (let x = 0; x < width; x++, at++, px += ax, py += bx) {
      if (px >= 0 && py >= 0 && px < right && py < bottom) {
        const left = px | 0
        const top = py | 0
        blend(data, top * row + left * 3, row, px - left, py - top, planes, at, size)
      } else if (px < -0.5 || py < -0.5 || px > right + 0.5 || py > bottom + 0.5) {
        planes[at] = planes[at + size] = planes[at + 2 * size] = 0
      } else {
        // Half a pixel at the rim is the rim's own.
        const left = Math.min(Math.max(px, 0) | 0, W - 2)
        const top = Math.min(Math.max(py, 0) | 0, H - 2)
        const u = Math.min(Math.max(px, 0), right) - left
        const v = Math.min(Math.max(py, 0), bottom) - top
        blend(data, top * row + left * 3, row, u, v, planes, at, size)
      }
    }
  }
}

/**
 * The mean of four pixels, by how near they are, into three planes.
 *
 * @param from the upper left one
 * @param u how far to the right of it, v: how far below it, both of 1
 */
function blend(
  data: Uint8Array,
  from: number,
  row: number,
  u: number,
  v: number,
  planes: Float32Array,
  at: number,
  size: number,
): void {
  const below = from + row
  const w11 = u * v
  const w10 = u - w11
  const w01 = v - w11
  const w00 = 1 - u - w01
  planes[at] = w00 * data[from]! + w10 * data[from + 3]! + w01 * data[below]! + w11 * data[below + 3]!
  planes[at + size] =
    w00 * data[from + 1]! + w10 * data[from + 4]! + w01 * data[below + 1]! + w11 * data[below + 4]!
  planes[at + 2 * size] =
    w00 * data[from + 2]! + w10 * data[from + 5]! + w01 * data[below + 2]! + w11 * data[below + 5]!
}
