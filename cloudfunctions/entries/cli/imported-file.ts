import type { Dataset } from '../../domain/dataset'
import { type FileRow, rowsAgain } from '../../services/dataset/import-rows'
import type { TwiceRead } from './twice-read'

/** A file that its reader found good, on its way into a store. */
export interface ImportedFile {
  /** As the audit names it. */
  readonly name: string
  readonly source: TwiceRead
  readonly dataset: Dataset
}

/** The rows of a file that was found good. @throws UsageError, FileChanged, and the signal's reason when it is given */
export function rowsOnceMore(
  { source }: ImportedFile,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly FileRow[]> {
  const { form, chunks } = source.second
  return rowsAgain(watched(chunks(), signal, onRead), form)
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
    read += chunk.length
    onRead(read)
  }
}
