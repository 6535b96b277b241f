import type { Signal } from '../domain/signals/signal'

export type { Signal, SignalKind } from '../domain/signals/signal'

/** Signs that a person should look at. They are no finding, and no hours and no money follow from them. */
export interface SignalsView {
  /** False: nobody has looked for them, or what was found is past its term. */
  readonly looked: boolean
  /** False: they are not looked for any more, for the day is over for too long. */
  readonly awaited: boolean
  readonly signals: readonly Signal[]
  /** Other classes that the signs name. */
  readonly classes: readonly { readonly classId: string; readonly title: string }[]
}
