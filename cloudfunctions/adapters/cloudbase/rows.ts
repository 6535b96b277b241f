import { ROWS_PER_QUERY } from './limits'

/** What an answer should hold at most, in UTF-8 bytes of documents: half of what it can, for the writing of it. */
const ANSWER_BYTES = 500_000
/** Asked for where nothing is known of a collection's documents yet: so many of the larger kinds fit. */
const FIRST_ROWS = 25

/**
 * How many rows of a collection to ask for at once, as far as its documents' sizes are known: an answer has room for
 * 1 MB, and a query that finds more than that fails as a whole.
 */
export class RowsAtOnce {
  readonly #rows = new Map<string, number>()

  of(collection: string): number {
    return this.#rows.get(collection) ?? FIRST_ROWS
  }

  /** `bytes` is what the documents of one answer had together. */
  learn(collection: string, documents: number, bytes: number): void {
    if (documents === 0) return
    const fitting = Math.floor((ANSWER_BYTES * documents) / Math.max(bytes, 1))
    this.#rows.set(collection, Math.min(Math.max(fitting, 1), ROWS_PER_QUERY))
  }

  /** After a query for so many rows that found too much; false: it can't be asked for less. */
  shrink(collection: string, asked: number): boolean {
    this.#rows.set(collection, Math.max(Math.floor(asked / 4), 1))
    return asked > 1
  }
}
