import { likeness } from '../../cloudfunctions/adapters/face-embedded/models/features'
import { middle } from '../../cloudfunctions/adapters/face-embedded/models/points'
import { parametersOn } from '../../cloudfunctions/adapters/face-embedded/parameters'
import { decode } from '../../cloudfunctions/adapters/face-embedded/picture/decode'
import type { Pool } from '../../cloudfunctions/adapters/face-embedded/pool'
import type { FaceReading } from '../../cloudfunctions/adapters/face-embedded/reading'
import { hasBegun, movementOf, shows } from '../../cloudfunctions/adapters/face-embedded/verdict/steps'
import { dateOf } from '../../cloudfunctions/domain/time'
import { jpegOf } from '../../test/support/face-clips/frame'
import { turnedHead } from '../../test/support/face-clips/head'
import type { FacePlaces, Raster } from '../../test/support/face-clips/people'
import { photoOf } from '../../test/support/face-clips/photo'
import { wilson } from './limits'
import { isComparable } from './manifest'
import { bytesOf, type Looked } from './read-set'

const PICTURES = 40
const PHOTO_TURNS = [15, -15, 25, -25, 35, -35, 45, -45, 55, -55] as const
const PHOTO_BENDS = [
  { turn: 0, bend: 40 },
  { turn: 20, bend: 40 },
  { turn: -20, bend: 40 },
  { turn: 30, bend: 60 },
  { turn: -30, bend: 60 },
] as const
const HEAD_TURNS = [30, -30, 40, -40] as const

/**
 * How often a frame of a turned photo passes for a turned head, and a frame of a turned head for one. Both are made of
 * the set's pictures: photos by laying them on a plane or a bent sheet, heads by laying them on a head with a nose.
 */
export async function tellTurns(pool: Pool, looked: readonly Looked[]): Promise<void> {
  const straight = looked.filter(({ of, reading }) => isComparable(of) && isStraight(reading.picture?.face))
  const step = Math.max(1, Math.floor(straight.length / PICTURES))
  const some = straight.filter((_, place) => place % step === 0).slice(0, PICTURES)
  console.log(`\nseen as a turn of the head, frame by frame, of ${some.length} pictures`)
  const flat = PHOTO_TURNS.map(turn => ({ turn, bend: 0 }))
  await tell('photo turned by 15 to 55 degrees', pool, some, flat, photoOf)
  await tell('photo bent and turned', pool, some, PHOTO_BENDS, photoOf)
  for (const turn of HEAD_TURNS) {
    await tell(`head turned by ${turn} degrees (made)`, pool, some, [turn], (picture, degrees, face) =>
      turnedHead(picture, placesOf(face), degrees),
    )
  }
}

async function tell<T>(
  name: string,
  pool: Pool,
  looked: readonly Looked[],
  ways: readonly T[],
  made: (picture: Raster, way: T, face: FaceReading) => Raster,
): Promise<void> {
  let frames = 0
  const seen = { turned: 0, begun: 0 }
  for (const { of, reading } of looked) {
    const picture = await decode(await bytesOf(of))
    const face = reading.picture!.face!
    const pictures = await Promise.all(ways.map(way => jpegOf(made(picture!, way, face), 92)))
    for (const turned of await pool.read(pictures)) {
      frames += 1
      const passes = turned.picture?.face ? passesOf(face, turned.picture.face) : null
      if (passes?.turned) seen.turned += 1
      if (passes?.begun) seen.begun += 1
    }
  }
  const told = Object.entries(seen).map(([what, count]) => {
    const [low, high] = wilson(count, frames).map(share => (100 * share).toFixed(2))
    return `${what} ${((100 * count) / frames).toFixed(2)} % [${low} to ${high}]`
  })
  console.log(`  ${name}, ${frames} frames: ${told.join(', ')}`)
}

const { liveness } = parametersOn(dateOf(Date.now()))

const SIDES = ['turn-left', 'turn-right'] as const

/** As in a verdict: of the same face, to whichever side; as a turn, and as the beginning of one. */
function passesOf(straight: FaceReading, turned: FaceReading) {
  if (likeness(straight.numbers, turned.numbers) < liveness.leastLikeness / 10_000) return null
  const movement = movementOf(straight, turned)
  return {
    turned: SIDES.some(side => shows(side, movement, liveness)),
    begun: SIDES.some(side => hasBegun(side, movement, liveness)),
  }
}

const STRAIGHT = 15

function isStraight(face: FaceReading | null | undefined): face is FaceReading {
  return !!face && Math.max(Math.abs(face.yaw), Math.abs(face.pitch)) <= STRAIGHT
}

function placesOf({ points }: FaceReading): FacePlaces {
  return {
    eyes: [middle(points, 36), middle(points, 45)],
    nose: middle(points, 30),
    mouth: middle(points, 48, 54),
  }
}
