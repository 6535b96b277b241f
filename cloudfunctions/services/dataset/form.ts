import { byteOrderMark } from './json-splitter'

/** A first line as long as this is no line of NDJSON. */
const FIRST_LINE_LIMIT = 1 << 20

/**
 * The form of a file by its first bytes. A line of NDJSON closes within its first line and names its type; a JSON
 * dataset does neither. Blank lines before it don't count.
 *
 * @param ended the bytes are the whole file
 * @returns null where more bytes are needed, if only to see whether a byte order mark is whole
 */
export function formOf(
  bytes: Uint8Array,
  form: 'json' | 'ndjson' | 'detect',
  ended: boolean,
): 'json' | 'ndjson' | null {
  if (bytes.length < 3 && !ended) return null
  if (form !== 'detect') return form
  const begin = firstOfLine(bytes)
  const end = bytes.indexOf(0x0a, begin)
  if (end < 0 && !ended && bytes.length < FIRST_LINE_LIMIT) return null
  const line = new TextDecoder().decode(bytes.subarray(begin, end < 0 ? bytes.length : end)).trimEnd()
  return line.startsWith('{') && line.endsWith('}') && /"type"\s*:/.test(line) ? 'ndjson' : 'json'
}

/** Where the first line begins that isn't blank. */
function firstOfLine(bytes: Uint8Array): number {
  let i = byteOrderMark(bytes)
  while (i < bytes.length && bytes[i]! <= 0x20) i += 1
  return i
}
