import type { Answers, Input, Operation } from '../../../cloudfunctions/contract/app'
import type { StoreReader } from '../../../cloudfunctions/ports/store'
import type { Rush, RushPerson } from '../rush'

/** No answer came. */
export class BrokenLine extends Error {
  override readonly name = 'BrokenLine'
}

export interface Line {
  /** Null: refused by a rule. @throws BrokenLine */
  ask<K extends Operation>(by: RushPerson, operation: K, input: Input<K>): Promise<Answers[K] | null>
}

/** From a start to the next kill. */
export interface Life extends Line {
  /** At this moment: nothing that was under way is done to its end. From now on nobody is answered. */
  kill(): Promise<void>
  /** @returns null: in order; else what was not, in words */
  stop(): Promise<string | null>
}

/** A system full of people, that can be killed and started again. */
export interface Site {
  readonly rush: Rush
  begin(): Promise<Life>
  /** Looks at what is kept. */
  read<T>(reading: (store: StoreReader) => Promise<T>): Promise<T>
  /** During a life: resolves when the work that nobody waits for has been done, or when it takes too long. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}
