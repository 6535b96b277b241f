/** What one query gives at most; it caps a greater limit without a word. */
export const ROWS_PER_QUERY = 1_000

/**
 * An answer holds no more than 1 MB, so a greater document could be written and never be read again. Counted is what a
 * document's text takes there: it is quoted as a field of its row, and the row once more as a text of the answer. What
 * is left of the 1,048,576 is for the id and what stands around.
 */
export const DOCUMENT_BYTES = 1_000_000

/** What a character of a document's text takes in an answer at most: a quotation mark becomes `\\\"`. */
export const ANSWER_BYTES_PER_CHARACTER = 4

/** Of one commit, as a transaction of Mongo's takes it. */
export const COMMIT_BYTES = 16_000_000

/**
 * A transaction ends by itself after 30 s. At the some 20 ms that a request takes within the cloud and two requests a
 * write, these are through in time.
 */
export const COMMIT_WRITES = 500
