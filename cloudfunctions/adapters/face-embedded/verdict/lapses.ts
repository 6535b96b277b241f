import type { ClipLapse } from '../../../domain/evidence/face'
import type { FaceClip } from '../../../ports/face-verifier'
import type { FaceParameters, FilmParameters } from '../parameters'
import { isSeenComing, isTurn, type Moved, shows } from './steps'

/** Why a clip is no film of somebody who did just then what was asked; empty: it is one. */
export function lapsesOf(clip: FaceClip, moved: readonly Moved[], parameters: FaceParameters): ClipLapse[] {
  const { film, liveness } = parameters
  const lapses: readonly [ClipLapse, boolean][] = [
    ['out-of-order', !isInOrder(clip)],
    ['too-short', isShort(clip, film)],
    ['too-long', isLong(clip)],
    ['too-few', hasTooFew(clip, film)],
    [
      'too-soon',
      moved.some(
        ({ step, movement }) => step === null && clip.steps.some(asked => shows(asked, movement, liveness)),
      ),
    ],
    ['sudden', !isSomeTurnSeenComing(clip, moved, parameters)],
  ]
  return lapses.filter(([, is]) => is).map(([lapse]) => lapse)
}

/** Straight ahead, then step by step, and each frame after the one before it. */
function isInOrder({ frames, steps }: FaceClip): boolean {
  return frames.every(({ takenAt, step }, i) => {
    const before = frames[i - 1]
    if (before === undefined) return step === null
    return takenAt > before.takenAt && (step ?? -1) >= (before.step ?? -1) && (step ?? 0) < steps.length
  })
}

/** Each step is asked for when those before it have had their time, and the last has its own. */
function isShort({ frames, lasts }: FaceClip, { lastFrameBefore }: FilmParameters): boolean {
  const begins = lasts.map((_, place) => sum(lasts.slice(0, place)))
  const tooEarly = frames.some(({ step, takenAt }) => takenAt < begins[(step ?? -1) + 1]!)
  return tooEarly || (frames.at(-1)?.takenAt ?? 0) < sum(lasts) - lastFrameBefore
}

/** What the phone says of its time can't be more than has passed here. */
function isLong({ frames, openedAt, arrivedAt }: FaceClip): boolean {
  return (frames.at(-1)?.takenAt ?? 0) > arrivedAt - openedAt
}

function hasTooFew({ frames, steps }: FaceClip, film: FilmParameters): boolean {
  const count = (asked: number | null) => frames.filter(({ step }) => step === asked).length
  return (
    count(null) < film.leastStraightFrames || steps.some((_, place) => count(place) < film.leastStepFrames)
  )
}

/**
 * Of two turns one is enough: whoever swings from one side to the other is quick, and a photo that is swapped in comes
 * from nowhere each time. That something grows says nothing: a photo can be brought nearer as slowly as a face.
 */
function isSomeTurnSeenComing(
  { steps }: FaceClip,
  moved: readonly Moved[],
  { liveness }: FaceParameters,
): boolean {
  return steps.some((step, place) => {
    const movements = moved
      .filter(one => one.step === place || one.step === place + 1)
      .map(one => one.movement)
    return isTurn(step) && isSeenComing(step, movements, liveness)
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
