import { randomInt } from 'node:crypto'
import type { FaceChallenge, FaceStep } from '../../domain/evidence/face'
import type { ChallengeParameters, Span } from './parameters'
import { isTurn, SUPPORTED_STEPS } from './verdict/steps'

/** By chance, no step twice: nobody can know what is asked for, nor when. */
export function drawChallenge(parameters: ChallengeParameters): FaceChallenge {
  const left: FaceStep[] = [...SUPPORTED_STEPS]
  const steps = Array.from({ length: parameters.steps }, () => left.splice(randomInt(left.length), 1)).flat()
  return { steps, lasts: lastsOf(steps, parameters, ({ least, most }) => randomInt(least, most + 1)) }
}

/** @param within draws one of a span */
export function lastsOf(
  steps: readonly FaceStep[],
  { straight, step, swing }: ChallengeParameters,
  within: (span: Span) => number,
): number[] {
  const isSwing = (place: number) => place > 0 && isTurn(steps[place]!) && isTurn(steps[place - 1]!)
  return [within(straight), ...steps.map((_, place) => within(step) + (isSwing(place) ? swing : 0))]
}
