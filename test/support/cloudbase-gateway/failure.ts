/** What the gateway answers in place of a result: HTTP 200, with this code and text. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** For whatever this stand-in doesn't know, so that no test passes on what the cloud may lack. */
export function unknown(what: string): Failure {
  return new Failure('INVALID_PARAM', `the stand-in knows no ${what}`)
}

export function invalid(message: string): Failure {
  return new Failure('INVALID_PARAM', message)
}

export function conflict(): Failure {
  return new Failure(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] another writer was there first',
  )
}

export function noTransaction(): Failure {
  return new Failure(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] committed, aborted, or older than it may become',
  )
}

/** Both are seen: the text of Mongo under a general code, and a code of its own that the SDK does not know. */
export type DuplicateSpelling = 'E11000' | 'DATABASE_DUPLICATE_WRITE'

export function duplicate(spelling: DuplicateSpelling, collection: string, key: string): Failure {
  return spelling === 'E11000'
    ? new Failure(
        'DATABASE_REQUEST_FAILED',
        `E11000 duplicate key error collection: ${collection} index: ${key}`,
      )
    : new Failure(
        'DATABASE_DUPLICATE_WRITE',
        `[DATABASE_DUPLICATE_WRITE] an index has this key already: ${key}`,
      )
}
