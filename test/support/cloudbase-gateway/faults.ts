import { conflict, Failure } from './failure'

/** What can go wrong with a request, on demand. */
export type How =
  /** Never answered. */
  | 'silence'
  /** The line is cut before a byte of the answer. */
  | 'cut'
  /** The line is cut in the midst of the answer. */
  | 'cut-short'
  /** Arrives and is carried out twice; the second answer is given. */
  | 'twice'
  /** HTTP 503. */
  | 'unavailable'
  | 'throttled'
  | 'server-timeout'
  | 'expired-signature'
  | 'conflict'
  | { readonly code: string; readonly message: string }

export interface Fault {
  /** Absent: whichever comes. */
  readonly action?: string
  readonly how: How
  /** After what was asked is done, or, which is the rule, before. */
  readonly when?: 'before' | 'after'
  /** How many requests are let through first. */
  readonly skip?: number
  /** How many it befalls; one when absent. */
  readonly times?: number
}

export class Faults {
  #waiting: (Fault & { skipped: number; befallen: number })[] = []

  add(...faults: readonly Fault[]): void {
    this.#waiting.push(...faults.map(fault => ({ ...fault, skipped: 0, befallen: 0 })))
  }

  clear(): void {
    this.#waiting = []
  }

  /** What befalls this request, of which it is used up by one. */
  next(action: string): Fault | null {
    for (const fault of this.#waiting) {
      if (fault.action !== undefined && fault.action !== action) continue
      if (fault.befallen >= (fault.times ?? 1)) continue
      if (fault.skipped < (fault.skip ?? 0)) {
        fault.skipped += 1
        continue
      }
      fault.befallen += 1
      return fault
    }
    return null
  }
}

/** As an answer with a code; null: the line fails instead. */
export function failureOf(how: How): Failure | null {
  switch (how) {
    case 'throttled':
      return new Failure('EXCEED_REQUEST_LIMIT', 'too many requests')
    case 'server-timeout':
      return new Failure('SERVER_TIMEOUT', 'took too long')
    case 'expired-signature':
      return new Failure('SIGN_PARAM_INVALID', '[SIGN_PARAM_INVALID] the signature has expired')
    case 'conflict':
      return conflict()
    case 'silence':
    case 'cut':
    case 'cut-short':
    case 'twice':
    case 'unavailable':
      return null
    default:
      return new Failure(how.code, how.message)
  }
}
