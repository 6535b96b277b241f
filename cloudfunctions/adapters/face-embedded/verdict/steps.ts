import type { FaceStep } from '../../../domain/evidence/face'
import type { LivenessParameters } from '../parameters'
import type { FaceReading } from '../reading'
import { breadthOf, heightOf, parallax } from './parallax'

/** What these models can measure. That eyes close could not be shown of them, so no one is asked to blink. */
export const SUPPORTED_STEPS = ['turn-left', 'turn-right', 'nearer'] as const satisfies readonly FaceStep[]

type SupportedStep = (typeof SUPPORTED_STEPS)[number]

/** How a face has moved since it looked straight ahead, as far as it can be measured. */
export interface Movement {
  /** As of {@link parallax}. */
  readonly depth: number
  /** By that of the face that looked straight ahead, as the size. */
  readonly breadth: number
  readonly size: number
}

/** One frame with a face. */
export interface Moved {
  /** The place in the challenge; null: straight ahead. */
  readonly step: number | null
  readonly movement: Movement
}

export function movementOf(straight: FaceReading, face: FaceReading): Movement {
  return {
    depth: parallax(straight.points, face.points),
    breadth: breadthOf(face.points) / breadthOf(straight.points),
    size: heightOf(face.points) / heightOf(straight.points),
  }
}

/** To which side a step turns the head; 0: to none. */
const SIDES: Readonly<Record<FaceStep, -1 | 0 | 1>> = {
  'turn-left': 1,
  'turn-right': -1,
  blink: 0,
  nearer: 0,
}

export function isSupported(step: FaceStep): step is SupportedStep {
  return (SUPPORTED_STEPS as readonly FaceStep[]).includes(step)
}

export function isTurn(step: FaceStep): boolean {
  return SIDES[step] !== 0
}

/** Whether a face has done what was asked. */
export function shows(step: FaceStep, movement: Movement, least: LivenessParameters): boolean {
  if (!isSupported(step)) return false
  return isTurn(step) ? hasTurned(step, movement, least) : movement.size >= 1 + least.leastNearer / 100
}

/** By depth alone: a flat picture can be turned, but nothing of it stands out. */
function hasTurned(step: FaceStep, movement: Movement, least: LivenessParameters): boolean {
  return (
    turned(step, movement) >= least.leastParallax / 10_000 && movement.breadth >= least.leastBreadth / 100
  )
}

/**
 * Whether somebody was seen on the way to where a turn came to, or back from there.
 * @param all of the pictures of the step and of what came next
 */
export function isSeenComing(step: FaceStep, all: readonly Movement[], least: LivenessParameters): boolean {
  const far = all.filter(movement => hasTurned(step, movement, least)).map(movement => turned(step, movement))
  const most = (Math.max(...far) * least.onTheWay.mostOfTheTurn) / 100
  return all.some(movement => hasBegun(step, movement, least) && turned(step, movement) <= most)
}

/** Whether a head has begun to turn, as far as one picture can tell. */
export function hasBegun(step: FaceStep, movement: Movement, { onTheWay }: LivenessParameters): boolean {
  return (
    turned(step, movement) >= onTheWay.leastParallax / 10_000 &&
    movement.breadth >= onTheWay.leastBreadth / 100
  )
}

/** How far to the side that was asked for. */
function turned(step: FaceStep, { depth }: Movement): number {
  return SIDES[step] * depth
}
