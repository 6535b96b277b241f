import type { Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'

/**
 * Mark: a dataset file is being imported piece by piece, and not all of it is there yet. It goes with the last piece;
 * one that stays is of an import that was cut off, and is ended by importing the same file once more.
 */
export interface ImportUnderWay {
  /** The file's SHA-256: the same file goes on where it stopped. */
  readonly id: string
  /** As it was named. */
  readonly file: string
  /** The server's clock when it began, by which all of it is kept. */
  readonly begunAt: Instant
}

export const IMPORTS: Collection<ImportUnderWay> = {
  name: 'imports',
  unique: {},
  indexes: { byBeginning: ['begunAt'] },
}
