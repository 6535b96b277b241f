import { NO_LOOKS, type VerdictFigures } from '../../../domain/evidence/face'
import {
  type ClipFrame,
  type EngineVerdict,
  type FaceClip,
  type FaceTemplate,
  FaceVerifierError,
} from '../../../ports/face-verifier'
import { likeness } from '../models/features'
import type { FaceParameters } from '../parameters'
import type { FaceReading, Reading } from '../reading'
import { type Gated, gate } from './gates'
import { lapsesOf } from './lapses'
import { isSupported, isTurn, type Moved, movementOf, shows } from './steps'

/** One frame, and what was seen in it. */
interface Seen {
  readonly frame: ClipFrame
  readonly reading: Reading
}

/**
 * @param numbers of the template
 * @throws FaceVerifierError when the challenge asks for what can't be measured, or for nothing that a flat picture
 * couldn't do
 */
export function verdictOn(
  clip: FaceClip,
  readings: readonly Reading[],
  template: FaceTemplate,
  numbers: Float32Array,
  parameters: FaceParameters,
): EngineVerdict {
  mustBeMeasurable(clip)
  const seen = clip.frames.map((frame, i) => ({ frame, reading: readings[i]! }))
  const { accept, review } = parameters.likeness[template.basis]
  const straight = bestOf(seen, parameters)
  const figures = (found: Partial<VerdictFigures>): VerdictFigures => ({
    likeness: null,
    threshold: accept,
    passive: null,
    steps: clip.steps.map(step => ({ step, seen: false })),
    marks: seen.map(markOf),
    ...found,
  })
  if (straight === null) return { outcome: 'not-live', figures: figures({}) }
  if (straight.fault !== null) return { outcome: straight.fault, figures: figures({}) }
  if (holdsSeveral(readings, parameters)) return { outcome: 'several-faces', figures: figures({}) }
  const alike = tenThousandths(likeness(numbers, straight.face.numbers))
  const moved = seen.flatMap(({ frame, reading: { picture } }): Moved[] =>
    picture?.face ? [{ step: frame.step, movement: movementOf(straight.face, picture.face) }] : [],
  )
  const steps = clip.steps.map((step, place) => ({
    step,
    seen: moved.some(one => one.step === place && shows(step, one.movement, parameters.liveness)),
  }))
  const lapses = lapsesOf(clip, moved, parameters)
  if (!isOneFace(readings, straight.face, parameters)) lapses.push('another-face')
  const isLive = steps.every(step => step.seen) && lapses.length === 0
  return {
    outcome: outcomeOf(alike, isLive, accept, review),
    figures: figures({ likeness: alike, passive: tenThousandths(straight.face.passive), steps, lapses }),
  }
}

function markOf({ frame, reading: { exact, picture } }: Seen): VerdictFigures['marks'][number] {
  return { exact, alike: picture?.alike ?? NO_LOOKS, takenAt: frame.takenAt }
}

function outcomeOf(alike: number, isLive: boolean, accept: number, review: number): EngineVerdict['outcome'] {
  if (alike < review) return 'not-same-person'
  if (!isLive) return 'not-live'
  return alike < accept ? 'uncertain' : 'passed'
}

function mustBeMeasurable({ steps }: FaceClip): void {
  if (!steps.every(isSupported)) throw new FaceVerifierError('The challenge asks for what is not measured.')
  if (!steps.some(isTurn)) {
    throw new FaceVerifierError('A challenge without a turn of the head is none: a flat picture passes it.')
  }
}

/** Of the frames that look straight ahead the sharpest that is good enough; else the first; null: there is none. */
function bestOf(seen: readonly Seen[], { check }: FaceParameters): Gated | null {
  const straight = seen.filter(({ frame }) => frame.step === null).map(({ reading }) => gate(reading, check))
  const good = straight.filter(gated => gated.fault === null)
  return good.sort((one, other) => other.face.sharpness - one.face.sharpness)[0] ?? straight[0] ?? null
}

function holdsSeveral(readings: readonly Reading[], { check }: FaceParameters): boolean {
  return readings.some(({ picture }) => picture !== null && picture.secondFace > check.mostSecondFace)
}

/** Nobody took anybody's place, nor a picture a person's, between one step and the next. */
function isOneFace(
  readings: readonly Reading[],
  straight: FaceReading,
  { liveness }: FaceParameters,
): boolean {
  return readings.every(({ picture }) => {
    const face = picture?.face
    return !face || likeness(straight.numbers, face.numbers) >= liveness.leastLikeness / 10_000
  })
}

function tenThousandths(value: number): number {
  return Math.round(value * 10_000)
}
