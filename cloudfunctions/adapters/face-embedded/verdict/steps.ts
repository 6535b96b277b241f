import type { FaceStep } from '../../../domain/evidence/face'
import type { LivenessParameters } from '../parameters'
import type { FaceReading } from '../reading'
import { breadthOf, heightOf, parallax } from './parallax'

/** What these models can measure. That eyes close could not be shown of them, so no one is asked to blink. */
export const SUPPORTED_STEPS = ['turn-left', 'turn-right', 'nearer'] as const satisfies readonly FaceStep[]

type SupportedStep = (typeof SUPPORTED_STEPS)[number]

/** Whether a frame shows what was asked for, beside a frame that looks straight ahead. */
const SHOWS: Readonly<
  Record<SupportedStep, (straight: FaceReading, frame: FaceReading, least: LivenessParameters) => boolean>
> = {
  'turn-left': (straight, frame, least) => hasTurned(straight, frame, 1, least),
  'turn-right': (straight, frame, least) => hasTurned(straight, frame, -1, least),
  nearer: (straight, frame, { leastNearer }) =>
    heightOf(frame.points) >= heightOf(straight.points) * (1 + leastNearer / 100),
}

export function shows(
  step: FaceStep,
  straight: FaceReading,
  frame: FaceReading,
  least: LivenessParameters,
): boolean {
  return isSupported(step) && SHOWS[step](straight, frame, least)
}

export function isSupported(step: FaceStep): step is SupportedStep {
  return (SUPPORTED_STEPS as readonly FaceStep[]).includes(step)
}

/** By depth alone: a flat picture can be turned, but nothing of it stands out. */
function hasTurned(
  straight: FaceReading,
  frame: FaceReading,
  side: 1 | -1,
  { leastParallax, leastBreadth }: LivenessParameters,
): boolean {
  const depth = side * parallax(straight.points, frame.points)
  const breadth = breadthOf(frame.points) / breadthOf(straight.points)
  return depth >= leastParallax / 10_000 && breadth >= leastBreadth / 100
}
