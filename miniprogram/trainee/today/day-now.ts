import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { timeOfTap } from './clock'
import type { Attempt } from './kept'
import { type NextStep, nextStep, oneStepMore, stepWithoutLine } from './next'
import { nextOf } from './remembered'
import type { CheckingIn } from './use-check-in'

/** The day as it is by now, with the taps that the server does not know of yet. */
export interface DayNow {
  /** As the server told it, but for the step that follows. */
  readonly today: TraineeToday
  readonly step: NextStep
  /** Without the day's lessons it is the person who knows whether it begins or ends. */
  readonly mayTurn: boolean
  /** What the one big button does. */
  readonly kind: Attempt['kind']
}

interface Known {
  readonly today: TraineeToday
  readonly online: boolean
  /** The person has turned a start into an end, or the other way round. */
  readonly turned: boolean
}

/** @param now the server's clock, as far as the phone can tell */
export function dayNow(
  { today: known, online, turned }: Known,
  { waiting, held, facing }: Pick<CheckingIn, 'waiting' | 'held' | 'facing'>,
  now: number,
): DayNow {
  const all = [...waiting, ...held, ...(facing ? [facing] : [])]
  const taps = all
    .filter(({ date }) => date === known.date)
    .map(attempt => ({ kind: attempt.kind, at: timeOfTap(attempt) }))
  const next = nextOf(known, taps, online, now)
  const mayTurn = !online && known.lessons.length === 0 && (next === 'start' || next === 'end')
  const kind = (next === 'end') !== (mayTurn && turned) ? 'end' : 'start'
  const today = { ...known, next: mayTurn ? kind : next }
  const step = (online ? nextStep : stepWithoutLine)(today, now, taps)
  return { today, step: held.length > 0 ? oneStepMore : step, mayTurn, kind }
}
