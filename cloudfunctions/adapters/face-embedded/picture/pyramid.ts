import type { Pixels } from './decode'

/** A picture and its halves, quarters and so on, each made when it is first asked for. */
export class Pyramid {
  private readonly levels: Pixels[]

  constructor(readonly picture: Pixels) {
    this.levels = [picture]
  }

  /** @param level how often both sides are halved */
  at(level: number): Pixels {
    while (this.levels.length <= level) this.levels.push(halved(this.levels.at(-1)!))
    return this.levels[level]!
  }
}

function halved({ data, width: wide, height: high }: Pixels): Pixels {
  const width = Math.max(1, wide >> 1)
  const height = Math.max(1, high >> 1)
  const half = new Uint8Array(width * height * 3)
  const right = wide > 1 ? 3 : 0
  const below = high > 1 ? wide * 3 : 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, from = 2 * y * wide * 3; x < width; x++, from += 6, at += 3) {
      for (let c = from; c < from + 3; c++) {
        half[at + c - from] =
          (data[c]! + data[c + right]! + data[c + below]! + data[c + right + below]! + 2) >> 2
      }
    }
  }
  return { data: half, width, height }
}
