import { keyOf } from './random-key'

/** A key that nobody else makes or guesses: it names one attempt, one decision, one phone. */
export async function randomKey(): Promise<string> {
  return keyOf(crypto.getRandomValues(new Uint8Array(24)))
}
