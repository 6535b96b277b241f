import sharp from 'sharp'
import { turnedHead } from './head'
import { cutOut, PEOPLE, type PersonName, type Raster } from './people'
import { between, photoPlaces } from './photo'

// Of a test's sandbox every global is looked up anew each time, which is slow in loops over pixels.
const { floor, hypot, max, min } = Math

/** How a person, or a photo of them, is before the camera. */
export interface Pose {
  readonly person: PersonName
  /** Degrees, above 0 to the person's own left. */
  readonly turn?: number
  /** 1: at arm's length; more: nearer. */
  readonly near?: number
  /** Shares of the picture's width and height, to the right and down. */
  readonly aside?: number
  readonly down?: number
  /** 1: as it was taken; less: darker. */
  readonly light?: number
  /** A flat photo of the person, turned by so many degrees about its upright axis. */
  readonly photoTurn?: number
  /** The photo bent about its upright axis: its sides are turned by so many degrees more and less. */
  readonly photoBend?: number
}

const WIDTH = 640
const HEIGHT = 480
/** The distance of the outer corners of the eyes at arm's length, as a share of the picture's width. */
const EYES_AT_LENGTH = 0.14

/** Pixels of a cut-out from the middle of a photo to its sides. */
const HALF_PHOTO = 300

const WALL = [176, 182, 178] as const

/** One frame of a camera: the people one beside the other, before a wall. */
export async function frameOf(...poses: readonly Pose[]): Promise<Raster> {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  for (let i = 0; i < data.length; i++) data[i] = WALL[i % 3]! - floor(i / (WIDTH * 3) / 16)
  const frame = { data, width: WIDTH, height: HEIGHT }
  for (const pose of poses) paint(frame, await cutOut(pose.person), pose)
  return frame
}

/** As a phone sends it. */
export async function jpegOf({ data, width, height }: Raster, quality = 85): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()
}

function paint(frame: Raster, cut: Raster, pose: Pose): void {
  const person = PEOPLE[pose.person]
  const head = turnedHead(cut, person, pose.turn ?? 0)
  const [right, left] = person.eyes
  const eyes = hypot(left[0] - right[0], left[1] - right[1])
  const size = (EYES_AT_LENGTH * WIDTH * (pose.near ?? 1)) / eyes
  const middle = [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2 + eyes / 3] as const
  const origin = photoPlaces({ turn: pose.photoTurn ?? 0, bend: pose.photoBend ?? 0, half: HALF_PHOTO })
  const x0 = WIDTH * (0.5 + (pose.aside ?? 0))
  const y0 = HEIGHT * (0.47 + (pose.down ?? 0))
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const place = origin((x - x0) / size, (y - y0) / size)
      if (place === null) continue
      const u = middle[0] + place[0]
      const v = middle[1] + place[1]
      const seen = seenOf(place[0] / eyes, place[1] / eyes) * rimOf(cut, u, v)
      if (seen > 0) blend(frame, (y * WIDTH + x) * 3, head, u, v, seen, pose.light ?? 1)
    }
  }
}

/** Head and shoulders stand out, what was behind them fades: in distances of the eyes from below their middle. */
function seenOf(across: number, down: number): number {
  const head = hypot(across / 1.5, (down + 0.05) / 1.9)
  const shoulders = down > 0 ? hypot(across / 2.1, (down - 2) / 1.4) : 2
  return min(1, max(0, (1.15 - min(head, shoulders)) / 0.15))
}

/** Nothing beyond the cut-out, and no hard edge at its sides. */
function rimOf({ width, height }: Raster, u: number, v: number): number {
  const side = min(u, width - 2 - u, v) / 12
  return v > height - 2 ? 0 : min(1, max(0, side))
}

function blend(
  to: Raster,
  at: number,
  from: Raster,
  u: number,
  v: number,
  share: number,
  light: number,
): void {
  for (let c = 0; c < 3; c++) {
    to.data[at + c] = min(255, to.data[at + c]! * (1 - share) + between(from, u, v, c) * light * share)
  }
}
