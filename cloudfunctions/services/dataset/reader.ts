import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'

export interface ReadOptions {
  /** `json`: one object; `ndjson`: a row a line; `detect`: by the first line. */
  readonly form: 'json' | 'ndjson' | 'detect'
  /** Bytes in all, if known. */
  readonly bytes?: number | undefined
  readonly keepDetails?: boolean | undefined
  /** Told after each chunk how many bytes were read. */
  readonly onProgress?: ((bytes: number) => void) | undefined
}

export type ReadAnswer =
  | { readonly dataset: Dataset }
  | {
      readonly dataset: null
      /** All that is wrong, up to a limit that only garbage reaches. */
      readonly problems: readonly Problem[]
      /** Reading stopped before the end, since there were too many problems or the rest can't be read. */
      readonly stopped: boolean
    }

/** Takes a file of one form chunk by chunk. */
export interface Reader {
  /** Nothing more need be read. */
  readonly stopped: boolean
  push(chunk: Uint8Array): void
  finish(): ReadAnswer
}
