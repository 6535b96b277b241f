import type { Reading } from './reading'

/** To a thread. */
export interface Question {
  /** By which the answer is told from one that nobody waits for any more. */
  readonly number: number
  readonly picture: Uint8Array
}

/** From a thread: once when it is ready to be asked, then once for each picture, in the order asked. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly number: number; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly number: number; readonly because: string }
