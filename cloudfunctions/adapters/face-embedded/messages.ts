import type { Reading } from './reading'

/** To a thread. */
export interface Question {
  readonly picture: Uint8Array
}

/** From a thread: once when it is ready to be asked, then once for each picture, in the order asked. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly because: string }
