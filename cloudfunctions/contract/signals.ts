import type { SeenAt, Signal } from '../domain/signals/signal'

export type { Signal, SignalKind } from '../domain/signals/signal'

/** Signs that a person should look at. They are no finding, and no hours and no money follow from them. */
export interface SignalsView {
  /** False: nobody has looked for them, or what was found is past its term. */
  readonly looked: boolean
  /** False: they are not looked for any more, for the day is over for too long. */
  readonly awaited: boolean
  readonly signals: readonly Signal[]
  /** Other classes that the signs name: supervisors and auditors, who alone see signs, may open each of them. */
  readonly classes: readonly { readonly classId: string; readonly title: string }[]
  /** People of those classes, masked: the whole name stands on their own class's day. */
  readonly others: readonly OtherTrainee[]
}

export interface OtherTrainee {
  readonly classId: string
  readonly traineeId: string
  readonly maskedName: string
}

/** Where else than on its own day it was seen, as far as it tells. */
export function placesOf(signal: Signal): readonly SeenAt[] {
  if ('seen' in signal) return signal.seen
  if (signal.kind === 'same-picture') return [signal.other]
  return signal.kind === 'impossible-speed' ? [signal.from, signal.to] : []
}
