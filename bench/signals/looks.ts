import type { FrameMark } from '../../cloudfunctions/domain/evidence/face'
import { hex8, type Random } from './random'

/**
 * Hashes of looks as the built-in engine makes them, 32 of 64 bits set, whose distances are like those of real ones or
 * nearer: then false alarms are no fewer. Of some 800 photos and webcam pictures of 258 people, by the engine's
 * own hash: pictures of different people are 32 bits apart in the median, one pair of a hundred 20, one of a thousand
 * 16, the nearest of 320,000 10; those of one person in different sessions 32 in the median, the nearest of 540 pairs
 * 16; half of the frames of a clip have the looks of the one before, the others are 2 bits off.
 */

interface Bits {
  readonly high: number
  readonly low: number
}

/** What all portraits have in common: a face is in the middle, the hair above it is dark. */
const PORTRAIT: Bits = { high: 0x3c7e_42a5, low: 0x8199_5abd }
/** Shares of the bits that are set elsewhere. */
const PERSON = 0.18
const DAY = 0.12
/** Who sits on one chair before one wall each time: as far off as a picture whose sides are cut by a hundredth. */
const STEADY_DAY = 0.055
const STEP = 0.15
/** Of the frames after the first of a step: a pair of bits is another one. */
const OTHER_FRAMES = 0.5

/** One person's looks in one place, before any day. */
export interface Looks {
  readonly base: Bits
  readonly steps: readonly Bits[]
  readonly isSteady: boolean
}

const STEPS = 4

export function newLooks(random: Random, steadyShare: number): Looks {
  const base = moved(PORTRAIT, PERSON, random)
  return {
    base,
    steps: Array.from({ length: STEPS }, () => moved(base, STEP, random)),
    isSteady: random.happens(steadyShare),
  }
}

/** A clip of eight frames: two straight ahead, and two of each of three steps in an order drawn anew. */
export function clipOf(looks: Looks, random: Random, hesitates: boolean): FrameMark[] {
  const share = looks.isSteady ? STEADY_DAY : DAY
  const order = [0, ...[1, 2, 3].sort(() => random.share() - 0.5)]
  const frames = order.flatMap(step => {
    const today = moved(looks.steps[step]!, share, random)
    return [today, random.happens(OTHER_FRAMES) ? swapped(today, 1, random) : today]
  })
  return paced(
    frames.map(alike => frameOf(alike, random)),
    random,
    hesitates,
  )
}

/**
 * What is done to a picture before it is shown again, by how many pairs of bits its hash then differs: of 100 pictures,
 * so many in none, in one, in two and so on. Measured on a third of those above.
 */
export const CODED_ANEW = {
  /** JPEG of quality 30; of quality 90 it is 92, 8. */
  compressed: [77, 22, 1],
  /** By 15 %. */
  brightened: [56, 31, 12, 1],
  /** To 160 pixels of width. */
  shrunk: [27, 45, 16, 9, 2, 1],
  /** A hundredth of each side cut off. */
  cropped: [2, 10, 22, 21, 19, 16, 7, 3],
} as const satisfies Record<string, readonly number[]>

/** The same frames, coded anew: other bytes, and a pair of bits here and there. */
export function codedAnew(
  frames: readonly FrameMark[],
  how: keyof typeof CODED_ANEW,
  random: Random,
): FrameMark[] {
  return frames.map(({ alike, takenAt = 0 }) => {
    const bits = { high: Number.parseInt(alike.slice(0, 8), 16), low: Number.parseInt(alike.slice(8), 16) }
    return { ...frameOf(swapped(bits, drawn(CODED_ANEW[how], random), random), random), takenAt }
  })
}

/** A place in the list, as often as it says of 100. */
function drawn(ofHundred: readonly number[], random: Random): number {
  let left = random.share() * 100
  for (const [place, share] of ofHundred.entries()) {
    left -= share
    if (left < 0) return place
  }
  return 0
}

const PACE_MS = 250

/** A slow phone hands out a frame twice; each comes some milliseconds sooner or later. */
function paced(frames: readonly FrameMark[], random: Random, hesitates: boolean): FrameMark[] {
  let takenAt = 0
  return frames.map((frame, i) => {
    if (i > 0) takenAt += PACE_MS + Math.round(Math.abs(random.normal()) * (hesitates ? 12 : 1))
    const isSame = hesitates && i > 0 && random.happens(0.3)
    return { ...(isSame ? frames[i - 1]! : frame), takenAt }
  })
}

function frameOf({ high, low }: Bits, random: Random): FrameMark {
  return { exact: random.hex16(), alike: hex8(high) + hex8(low) }
}

/** Each of the bits that are set is set elsewhere with that chance. */
function moved(bits: Bits, share: number, random: Random): Bits {
  let pairs = 0
  for (let at = jump(share, random); at < 32; at += 1 + jump(share, random)) pairs += 1
  return swapped(bits, pairs, random)
}

/** So many that are set, and as many that are not, are the other way round: 32 stay set. */
function swapped({ high, low }: Bits, pairs: number, random: Random): Bits {
  if (pairs === 0) return { high, low }
  const words = [high, low]
  const isSet = (at: number) => (words[at >> 5]! >>> (at & 31)) & 1
  const places: [number[], number[]] = [[], []]
  for (let at = 0; at < 64; at++) places[isSet(at) as 0 | 1].push(at)
  for (const of of places) {
    for (let i = 0; i < pairs; i++) {
      const [at] = of.splice(random.whole(of.length), 1)
      words[at! >> 5]! ^= 1 << (at! & 31)
    }
  }
  return { high: words[0]! >>> 0, low: words[1]! >>> 0 }
}

/** From one of many to the next to which something happens with that chance. */
function jump(share: number, random: Random): number {
  return Math.floor(Math.log(1 - random.share()) / Math.log(1 - share))
}
