import { arrayOf, parseRow, type Row, type RowType, rows, rowTypeOf } from '../../contract/dataset'
import { formOf } from './form'
import { JsonSplitter } from './json-splitter'
import { LineSplitter } from './line-splitter'
import type { ReadOptions } from './reader'

/** A row of a file, with its place as messages name it. */
export type FileRow = {
  readonly [T in RowType]: { readonly type: T; readonly row: Row<T>; readonly path: string }
}[RowType]

/** The file is not the one that was found good a moment ago. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged'
}

/**
 * The rows of a dataset file that `readDataset` has found good before, each chunk's in the file's order.
 * @throws FileChanged
 */
export async function* rowsAgain(
  chunks: AsyncIterable<Uint8Array>,
  form: ReadOptions['form'],
): AsyncGenerator<readonly FileRow[]> {
  let splitter: Splitter | null = null
  let taken: FileRow[] = []
  const take = (row: FileRow) => taken.push(row)
  for await (const chunk of opened(chunks, form, found => {
    splitter = found === 'ndjson' ? lineSplitter(take) : jsonSplitter(take)
  })) {
    again(() => splitter?.push(chunk))
    yield taken
    taken = []
  }
  again(() => splitter?.end())
  yield taken
}

interface Splitter {
  push(chunk: Uint8Array): void
  end(): void
}

/** The chunks, the first of them as long as it takes to know the file's form. */
async function* opened(
  chunks: AsyncIterable<Uint8Array>,
  form: ReadOptions['form'],
  tell: (form: 'json' | 'ndjson') => void,
): AsyncGenerator<Uint8Array> {
  let opening: Uint8Array | null = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (opening === null) {
      yield chunk
      continue
    }
    opening = Buffer.concat([opening, chunk])
    const found = formOf(opening, form, false)
    if (found === null) continue
    tell(found)
    yield opening
    opening = null
  }
  if (opening === null) return
  tell(formOf(opening, form, true) ?? 'json')
  yield opening
}

function again(step: () => void): void {
  try {
    step()
  } catch (cause) {
    throw new FileChanged('the file is another than was read before', { cause })
  }
}

function jsonSplitter(take: (row: FileRow) => void): Splitter {
  return new JsonSplitter({
    isArray: key => rowTypeOf(key) !== undefined,
    element: (key, index, bytes, from, to) => {
      const type = rowTypeOf(key)
      if (type) take(fileRow(type, parsed(bytes.subarray(from, to)), `${arrayOf(type)}[${index}]`))
    },
    value: () => {},
  })
}

function lineSplitter(take: (row: FileRow) => void): Splitter {
  return new LineSplitter(
    (bytes, from, to, number) => {
      const line = bytes.subarray(from, to)
      if (isBlank(line)) return
      const { type, ...row } = parsed(line) as { readonly type?: unknown }
      if (isRowType(type)) take(fileRow(type, row, `line ${number}`))
    },
    number => {
      throw new RangeError(`line ${number} is too long`)
    },
  )
}

const DECODER = new TextDecoder('utf-8', { fatal: true })

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(DECODER.decode(bytes))
}

function fileRow(type: RowType, value: unknown, path: string): FileRow {
  const found = parseRow(type, value)
  if (!found.success) throw found.error
  // The schema of this very type has let the row through.
  return { type, row: found.data, path } as FileRow
}

function isRowType(type: unknown): type is RowType {
  return typeof type === 'string' && Object.hasOwn(rows, type)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte === 0x20 || byte === 0x09)
}
