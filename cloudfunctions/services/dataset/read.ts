import { formOf } from './form'
import { LinesReader } from './lines-reader'
import { ObjectReader } from './object-reader'
import type { ReadAnswer, Reader, ReadOptions } from './reader'

/**
 * Reads a dataset as its bytes come; a chunk is not kept once the next is asked for. Answers the dataset, or
 * all problems at once, and never half of either.
 */
export async function readDataset(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<ReadAnswer> {
  let reader: Reader | null = null
  let read = 0
  let opening = new Uint8Array(0)
  for await (const chunk of chunks) {
    read += chunk.length
    if (reader === null) {
      opening = Buffer.concat([opening, chunk])
      reader = readerFor(opening, options, false)
    } else reader.push(chunk)
    options.onProgress?.(read)
    if (reader?.stopped) break
  }
  reader ??= readerFor(opening, options, true)
  return reader.finish()
}

/** A reader that has been given the file's first bytes; null while these don't tell enough. */
function readerFor(opening: Uint8Array, options: ReadOptions, ended: true): Reader
function readerFor(opening: Uint8Array, options: ReadOptions, ended: boolean): Reader | null
function readerFor(opening: Uint8Array, options: ReadOptions, ended: boolean): Reader | null {
  const form = formOf(opening, options.form, ended)
  if (form === null) return null
  const reader = openReader(form, options)
  reader.push(opening)
  return reader
}

function openReader(form: 'json' | 'ndjson', options: ReadOptions): Reader {
  return form === 'ndjson' ? new LinesReader(options) : new ObjectReader(options)
}
