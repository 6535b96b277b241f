import type { Answers, Operation } from '../contract/app'
import type { Instant } from '../domain/model'

/** Why a service did not do what it was asked, with its numbers. The entry makes the sentence. */
export type Refusal =
  | { readonly code: 'signed-out' }
  | { readonly code: 'wrong-name-or-password' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'not-found'; readonly what: 'class' | 'class-day' | 'trainee' }
  | { readonly code: 'conflict'; readonly what: 'key-used-otherwise' }
  | { readonly code: 'conflict'; readonly what: 'day-still-open'; readonly closesAt: Instant }
  | { readonly code: 'too-many-hours'; readonly most: number }

/** A new session for the caller to carry, or the end of the one carried. */
export type SessionChange =
  | { readonly kind: 'begun'; readonly token: string; readonly endsAt: Instant }
  | { readonly kind: 'ended' }

export type Outcome<K extends Operation> =
  | { readonly done: true; readonly answer: Answers[K]; readonly session?: SessionChange }
  | { readonly done: false; readonly refusal: Refusal }

export function refuse(refusal: Refusal): { readonly done: false; readonly refusal: Refusal } {
  return { done: false, refusal }
}
