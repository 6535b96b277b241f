import type { Pixels } from './decode'

/** Pictures from two pixels on each side; others have no face and no looks. */
export const LEAST_SIDE = 2

/** A picture and its halves, quarters and so on, each made when it is first asked for. */
export class Pyramid {
  /** How often it can be halved. */
  readonly top: number
  private readonly levels: Pixels[]

  constructor(readonly picture: Pixels) {
    this.levels = [picture]
    this.top = Math.floor(Math.log2(Math.min(picture.width, picture.height) / LEAST_SIDE))
  }

  /** @param level how often both sides are halved; at most `top` */
  at(level: number): Pixels {
    while (this.levels.length <= level) this.levels.push(halved(this.levels.at(-1)!))
    return this.levels[level]!
  }
}

function halved({ data, width: wide, height: high }: Pixels): Pixels {
  const width = wide >> 1
  const height = high >> 1
  const half = new Uint8Array(width * height * 3)
  const row = wide * 3
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, p = 2 * y * row; x < width; x++, p += 6, at += 3) {
      const q = p + row
      half[at] = (data[p]! + data[p + 3]! + data[q]! + data[q + 3]! + 2) >> 2
      half[at + 1] = (data[p + 1]! + data[p + 4]! + data[q + 1]! + data[q + 4]! + 2) >> 2
      half[at + 2] = (data[p + 2]! + data[p + 5]! + data[q + 2]! + data[q + 5]! + 2) >> 2
    }
  }
  return { data: half, width, height }
}
