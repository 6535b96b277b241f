const MOST_COLLISIONS = 10
const MOST_OUTAGES = 3

/** What the SDK rejects with, of which nothing is certain but that there is a text somewhere. */
interface SdkFailure {
  readonly errCode?: unknown
  readonly errMsg?: unknown
  readonly code?: unknown
  readonly message?: unknown
}

/** The number of a duplicate is not stable, nor is there one of its own: its text is, in both spellings. */
const DUPLICATE = /E11000 duplicate key error|DATABASE_DUPLICATE_WRITE/
/** The SDK drops the code of an operation's conflict and keeps that of a commit's. */
const CONFLICT = /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/
const EXPIRED = /TransactionNotExist/
/** Turned away, or never sent. */
const THROTTLED = /EXCEED_(CONCURRENT_)?REQUEST_LIMIT|-50100[34]\b/
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|connect timeout/
const TOO_LARGE = /EXCEED_MAX_RESPONSE_SIZE|-602001\b|response size exceeds/i
const TIMED_OUT = /request timeout|SERVER_TIMEOUT|-501002\b|DATABASE_TIMEOUT/i
/** The same question would get the same answer: environment, parameters, rights, collection, signature. */
const FINAL = /-50100[5-9]\b|-50200[2-5]\b|SIGN_PARAM_INVALID|AuthFailure|INVALID_/

/** Nothing has happened of what was tried, and a moment later it may. */
export class Undone extends Error {
  override readonly name = 'Undone'
}

export function isDuplicate(failure: unknown): boolean {
  return DUPLICATE.test(textOf(failure))
}

export function isUndone(failure: unknown): boolean {
  return failure instanceof Undone || isOneOf(failure, [CONFLICT, THROTTLED, UNSENT])
}

export function isTooLarge(failure: unknown): boolean {
  return TOO_LARGE.test(textOf(failure))
}

/** Whether the cloud may have done it all the same: the answer was lost, or is none that is known. */
export function isOpen(failure: unknown): boolean {
  return !isUndone(failure) && !isOneOf(failure, [FINAL])
}

/** Whether asking again is worth it: not after a time-out, which has taken its time already. */
export function isPassing(failure: unknown): boolean {
  return !isOneOf(failure, [FINAL, TIMED_OUT])
}

/** Whether a write may be tried once more. Who collides yields often; where nothing answers, waiting is for others. */
export function mayTryAgain(failure: unknown, attempt: number): boolean {
  return isUndone(failure) && attempt < (isCollision(failure) ? MOST_COLLISIONS : MOST_OUTAGES)
}

/** Whether a question may be asked once more as it is: an answer that was too large would be so again. */
export function mayAskAgain(failure: unknown, attempt: number): boolean {
  return isPassing(failure) && !isTooLarge(failure) && attempt < MOST_OUTAGES
}

function isCollision(failure: unknown): boolean {
  if (failure instanceof Undone) return failure.cause === undefined || isCollision(failure.cause)
  return isDuplicate(failure) || isOneOf(failure, [CONFLICT, THROTTLED, EXPIRED])
}

/** A duplicate is that and nothing else: its text repeats the key, in which people may have written anything. */
function isOneOf(failure: unknown, kinds: readonly RegExp[]): boolean {
  const text = textOf(failure)
  return !DUPLICATE.test(text) && kinds.some(kind => kind.test(text))
}

function textOf(failure: unknown): string {
  if (typeof failure !== 'object' || failure === null) return String(failure)
  const { errCode, errMsg, code, message }: SdkFailure = failure
  return [errCode, code, errMsg, message].filter(part => part !== undefined).join(' ')
}
