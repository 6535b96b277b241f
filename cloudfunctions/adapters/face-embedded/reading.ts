import { createHash } from 'node:crypto'
import { area, detect } from './models/detect'
import { type Features, featuresOf } from './models/features'
import { landmarks } from './models/landmarks'
import type { Networks } from './models/networks'
import { passiveScore } from './models/passive'
import type { Points } from './models/points'
import { type Turn, turnOf } from './models/turn'
import { decode, type Pixels } from './picture/decode'
import { looksOf } from './picture/looks'
import { LEAST_SIDE, Pyramid } from './picture/pyramid'
import type { Box } from './picture/sample'

/** All that is known of a picture once it has been looked at. */
export interface Reading {
  /** SHA-256 of its bytes, hex. */
  readonly exact: string
  /** Null: it could not be decoded. */
  readonly picture: PictureReading | null
}

export interface PictureReading {
  readonly width: number
  readonly height: number
  /** The hash of its looks, 64 bits in hex. */
  readonly alike: string
  /** The area of the second face by that of the first; 0: there is no second one. */
  readonly secondFace: number
  /** The largest; null: there is none. */
  readonly face: FaceReading | null
}

export interface FaceReading extends Features, Turn {
  readonly box: Box
  readonly points: Points
  /** 0 to 1. */
  readonly passive: number
}

/** A picture before any model has looked at it. */
export interface Opened {
  /** SHA-256 of its bytes, hex. */
  readonly exact: string
  /** Null: it could not be decoded. */
  readonly pixels: Pixels | null
}

/** All that needs no model. It never fails, so that it may go on while models look at another picture. */
export async function openPicture(bytes: Uint8Array): Promise<Opened> {
  return { exact: createHash('sha256').update(bytes).digest('hex'), pixels: await decode(bytes) }
}

/** Looks at a picture with all models. */
export async function readPicture(networks: Networks, { exact, pixels }: Opened): Promise<Reading> {
  return { exact, picture: pixels && (await readPixels(networks, pixels)) }
}

async function readPixels(networks: Networks, pixels: Pixels): Promise<PictureReading | null> {
  const { width, height } = pixels
  if (width < LEAST_SIDE || height < LEAST_SIDE) return null
  const pyramid = new Pyramid(pixels)
  const [first, second] = await detect(networks.detector, pyramid)
  return {
    width,
    height,
    alike: looksOf(pyramid),
    secondFace: first && second ? area(second) / area(first) : 0,
    face: first ? await readFace(networks, pyramid, first) : null,
  }
}

/** Also what a worker warms up with: on any box, every model runs. */
export async function readFace(networks: Networks, pyramid: Pyramid, box: Box): Promise<FaceReading> {
  const points = await landmarks(networks.landmarks, pyramid, box)
  return {
    box,
    points,
    ...(await featuresOf(networks.features, pyramid, points)),
    ...turnOf(points),
    passive: await passiveScore(networks.passive, pyramid, box),
  }
}
