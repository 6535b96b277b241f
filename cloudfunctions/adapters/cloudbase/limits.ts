/** What one query gives at most; it caps a greater limit without a word. */
export const ROWS_PER_QUERY = 1_000

/** An answer holds no more than 1 MB, so a greater document could be written and never be read again. */
export const DOCUMENT_BYTES = 1_000_000

/** Of one commit, as a transaction of Mongo's takes it. */
export const COMMIT_BYTES = 16_000_000

/**
 * A transaction ends by itself after 30 s. At the some 20 ms that a request takes within the cloud and two requests a
 * write, these are through in time.
 */
export const COMMIT_WRITES = 500
