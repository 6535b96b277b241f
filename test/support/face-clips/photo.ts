import type { Raster } from './people'

// Of a test's sandbox every global is looked up anew each time, which is slow in loops over pixels.
const { PI, abs, asin, cos, floor, sin } = Math

/** How a flat photo is held before the camera. */
export interface HeldPhoto {
  /** Degrees about its upright axis, above 0 to the left of whoever is on it. */
  readonly turn: number
  /** Bent about its upright axis, so that its sides are turned by so many degrees more and less. */
  readonly bend: number
  /** From its middle to its sides, in pixels. */
  readonly half: number
}

/** Where on a photo one looks, in pixels from its middle; null: past it. */
type Places = (x: number, y: number) => readonly [number, number] | null

/** The camera is so many half photos away. */
const AWAY = 5

export function photoPlaces({ turn, bend, half }: HeldPhoto): Places {
  const angle = (turn * PI) / 180
  return bend === 0 ? onFlat(angle, AWAY * half) : onBent(angle, (180 * half) / (bend * PI))
}

/** The farther side of the photo looks smaller. */
function onFlat(angle: number, away: number): Places {
  return (x, y) => {
    const along = x / (cos(angle) - (x * sin(angle)) / away)
    const scale = 1 + (along * sin(angle)) / away
    return scale > 0 ? [along, y * scale] : null
  }
}

function onBent(angle: number, radius: number): Places {
  return (x, y) => {
    const sine = x / radius + sin(angle)
    return abs(sine) < 1 ? [(asin(sine) - angle) * radius, y] : null
  }
}

/** A whole picture as a photo of it looks, black beside it. */
export function photoOf(picture: Raster, held: Omit<HeldPhoto, 'half'>): Raster {
  const { width, height } = picture
  const places = photoPlaces({ ...held, half: width / 2 })
  const data = new Uint8Array(picture.data.length)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const place = places(x - width / 2, y - height / 2)
      if (place === null) continue
      const [u, v] = [place[0] + width / 2, place[1] + height / 2]
      if (u < 0 || v < 0 || u > width - 2 || v > height - 2) continue
      for (let c = 0; c < 3; c++) data[at + c] = between(picture, u, v, c)
    }
  }
  return { data, width, height }
}

/** A colour between the four pixels around a place. */
export function between({ data, width }: Raster, u: number, v: number, colour: number): number {
  const [left, top] = [floor(u), floor(v)]
  const [right, below] = [u - left, v - top]
  const p = (top * width + left) * 3 + colour
  const q = p + width * 3
  const above = data[p]! * (1 - right) + data[p + 3]! * right
  const under = data[q]! * (1 - right) + data[q + 3]! * right
  return above * (1 - below) + under * below
}
