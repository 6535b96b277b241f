import type { FrameMark } from '../../cloudfunctions/domain/evidence/face'
import { hex8, type Random } from './random'

/**
 * Hashes of looks whose distances are like those of real ones. Of 1,000 pictures of 258 people, and their difference
 * hashes of 64 bits (brightness of neighbours in 9 × 8 fields): between people the median is 27 to 29 bits and the
 * nearest of a hundred 12 to 16; one person on another day has a median of 24, the nearest of 540 pairs 12; the same
 * picture coded anew is at most 2 off in 99 of 100.
 */

interface Bits {
  readonly high: number
  readonly low: number
}

/** What all portraits have in common: a face is in the middle, the hair above it is dark. */
const PORTRAIT: Bits = { high: 0x3c7e_42a5, low: 0x8199_5a3c }
const PERSON = 0.3
const DAY = 0.12
/** Who sits on one chair before one wall each time. */
const STEADY_DAY = 0.03
const STEP = 0.15
const WITHIN_STEP = 0.015

/** One person's looks in one place, before any day. */
export interface Looks {
  readonly base: Bits
  readonly steps: readonly Bits[]
  readonly isSteady: boolean
}

const STEPS = 4

export function newLooks(random: Random, steadyShare: number): Looks {
  const base = flipped(PORTRAIT, PERSON, random)
  return {
    base,
    steps: Array.from({ length: STEPS }, () => flipped(base, STEP, random)),
    isSteady: random.happens(steadyShare),
  }
}

/** A clip of eight frames: two straight ahead, and two of each of three steps in an order drawn anew. */
export function clipOf(looks: Looks, random: Random, hesitates: boolean): FrameMark[] {
  const share = looks.isSteady ? STEADY_DAY : DAY
  const order = [0, ...[1, 2, 3].sort(() => random.share() - 0.5)]
  const frames = order.flatMap(step => {
    const today = flipped(looks.steps[step]!, share, random)
    return [today, flipped(today, WITHIN_STEP, random)]
  })
  return paced(
    frames.map(alike => frameOf(alike, random)),
    random,
    hesitates,
  )
}

/** The same frames, coded anew: other bytes, and a bit here and there. */
export function codedAnew(frames: readonly FrameMark[], share: number, random: Random): FrameMark[] {
  return frames.map(({ alike, takenAt = 0 }) => {
    const bits = { high: Number.parseInt(alike.slice(0, 8), 16), low: Number.parseInt(alike.slice(8), 16) }
    return { ...frameOf(flipped(bits, share, random), random), takenAt }
  })
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

function flipped({ high, low }: Bits, share: number, random: Random): Bits {
  return { high: (high ^ mask(share, random)) >>> 0, low: (low ^ mask(share, random)) >>> 0 }
}

/** Each of 32 bits with that chance, by jumping from one to the next. */
function mask(share: number, random: Random): number {
  let bits = 0
  for (let at = jump(share, random); at < 32; at += 1 + jump(share, random)) bits |= 1 << at
  return bits
}

function jump(share: number, random: Random): number {
  return Math.floor(Math.log(1 - random.share()) / Math.log(1 - share))
}
