import type { Answers, Operation } from '../contract/app'
import type { AppealKind } from '../contract/appeals'
import type { DateText, Instant } from '../domain/model'
import type { AccountRefusal } from './accounts/refusal'

/** Why a service did not do what it was asked, with its numbers. The entry makes the sentence. */
export type Refusal =
  | { readonly code: 'signed-out' }
  | { readonly code: 'wrong-name-or-password' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }
  | { readonly code: 'not-allowed' }
  | {
      readonly code: 'not-found'
      readonly what: 'class' | 'class-day' | 'trainee' | 'camera' | 'explanation-request' | 'face-check'
    }
  | { readonly code: 'conflict'; readonly what: 'key-used-otherwise' }
  | { readonly code: 'conflict'; readonly what: 'too-many-taps'; readonly most: number }
  | { readonly code: 'conflict'; readonly what: 'day-still-open'; readonly closesAt: Instant }
  /** Somebody else decided, asked or answered since the caller looked. */
  | { readonly code: 'conflict'; readonly what: 'acted-meanwhile'; readonly by: string; readonly at: Instant }
  /** A trainee asked something about the day since the caller looked. */
  | {
      readonly code: 'conflict'
      readonly what: 'appealed-meanwhile'
      readonly by: string
      readonly at: Instant
      readonly kind: AppealKind
    }
  | { readonly code: 'conflict'; readonly what: 'appeal-too-early'; readonly closesAt: Instant }
  | {
      readonly code: 'conflict'
      readonly what: 'appeal-too-late'
      readonly kind: AppealKind
      readonly mostDays: number
      readonly until: Instant
    }
  /** Of one kind there is one open request a day. */
  | {
      readonly code: 'conflict'
      readonly what: 'appeal-open'
      readonly kind: AppealKind
      readonly at: Instant
    }
  | {
      readonly code: 'conflict'
      readonly what: 'outside-class-hours'
      readonly opensAt: Instant
      readonly closesAt: Instant
    }
  /** Nobody checks faces here, so there is nothing to consent to. */
  | { readonly code: 'conflict'; readonly what: 'no-face-check' }
  /** The text of the consent is another one since the caller saw it. */
  | { readonly code: 'conflict'; readonly what: 'other-consent-text' }
  /** The class is over, and with it the term for which a template may be kept. */
  | { readonly code: 'conflict'; readonly what: 'face-term-over'; readonly keptUntil: DateText }
  /** The camera or the platform can't do it now; why, in a sentence. */
  | { readonly code: 'camera-trouble'; readonly sentence: string }
  | { readonly code: 'too-many-hours'; readonly most: number }
  /** The face of one of those who are vouched for did not pass, and it is not said by what the person was known. */
  | { readonly code: 'seen-not-said' }
  | AccountRefusal

/** A new session for the caller to carry, or the end of the one carried. */
export type SessionChange =
  | {
      readonly kind: 'begun'
      readonly token: string
      readonly endsAt: Instant
      /** A mark for the device to keep beyond the session's end and to show at its next sign-in. */
      readonly device?: string
    }
  | { readonly kind: 'ended' }

export type Outcome<K extends Operation> =
  | { readonly done: true; readonly answer: Answers[K]; readonly session?: SessionChange }
  | { readonly done: false; readonly refusal: Refusal }

export function refuse(refusal: Refusal): { readonly done: false; readonly refusal: Refusal } {
  return { done: false, refusal }
}
