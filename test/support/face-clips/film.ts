import { closeSync, openSync, writeSync } from 'node:fs'
import { frameOf, HEIGHT, jpegOf, type Pose, WIDTH } from './frame'
import type { Raster } from './people'
import { framesOf, type Scene, type ShownStep } from './scenes'

/** What a film shows, part by part. */
export interface FilmPart {
  readonly scene: Scene
  /** Null: looking straight ahead. */
  readonly step: ShownStep | null
  readonly seconds: number
}

/** Frames a second of a film. */
const SPEED = 10
/** Frames a second at which Chromium plays an `.mjpeg` file. */
const MJPEG_SPEED = 30

/**
 * Writes a film for Chromium's `--use-file-for-fake-video-capture`, which plays it again from its beginning when it
 * has ended.
 *
 * @param file ends in `.mjpeg` or `.y4m`; the latter is larger, 4.6 MB a second, and loses nothing
 */
export async function writeFilm(file: string, parts: readonly FilmPart[]): Promise<void> {
  const isMjpeg = file.endsWith('.mjpeg')
  const film = openSync(file, 'w')
  try {
    if (!isMjpeg) writeSync(film, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${SPEED}:1 Ip A1:1 C420jpeg\n`)
    for (const { scene, step, seconds } of parts) {
      const frames = framesOf(scene, step)
      const shown: Buffer[] = []
      for (const poses of frames) shown.push(await drawn(poses, isMjpeg))
      for (let i = 0; i < seconds * SPEED; i++)
        writeSync(film, shown[placeOf(i, seconds, frames.length, step)]!)
    }
  } finally {
    closeSync(film)
  }
}

const known = new Map<string, Buffer>()

/** Drawn once: scenes share most of their frames. */
async function drawn(poses: readonly Pose[], isMjpeg: boolean): Promise<Buffer> {
  const name = JSON.stringify([isMjpeg, poses])
  const before = known.get(name)
  if (before !== undefined) return before
  const picture = await pictureOf(await frameOf(...poses), isMjpeg)
  known.set(name, picture)
  return picture
}

/** A step runs once from its first frame to its last; who looks straight ahead sways on and on. */
function placeOf(i: number, seconds: number, frames: number, step: ShownStep | null): number {
  if (step === null) return i % frames
  return Math.min(frames - 1, Math.floor((2 * i * frames) / (seconds * SPEED)))
}

async function pictureOf(frame: Raster, isMjpeg: boolean): Promise<Buffer> {
  if (!isMjpeg) return Buffer.concat([Buffer.from('FRAME\n'), i420Of(frame)])
  const jpeg = await jpegOf(frame, 90)
  return Buffer.concat(Array.from({ length: MJPEG_SPEED / SPEED }, () => jpeg))
}

/** Luminance of each pixel, then both colours of each four. */
function i420Of({ data, width, height }: Raster): Buffer {
  const area = width * height
  const planes = Buffer.alloc(area * 1.5)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = (y * width + x) * 3
      const [red, green, blue] = [data[p]!, data[p + 1]!, data[p + 2]!]
      const luminance = 0.299 * red + 0.587 * green + 0.114 * blue
      planes[y * width + x] = luminance
      if (x % 2 || y % 2) continue
      const at = area + ((y * width) / 4 + x / 2)
      planes[at] = 128 + 0.564 * (blue - luminance)
      planes[at + area / 4] = 128 + 0.713 * (red - luminance)
    }
  }
  return planes
}
