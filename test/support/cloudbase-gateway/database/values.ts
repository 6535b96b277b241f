import { compare } from 'mingo/util'
import { type Doc, ejsonOf } from '../ejson'
import { Failure } from '../failure'

/** Mongo keeps texts in the order of their UTF-8 bytes, which is not that of JavaScript. */
export function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function compareValues(a: unknown, b: unknown): number {
  return typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) : compare(a, b)
}

/** By a dotted path; undefined where there is nothing. Arrays are not looked into. */
export function at(doc: Doc, path: string): unknown {
  let value: unknown = doc
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Doc)[name]
  }
  return value
}

/** Sorted by paths to 1 or -1, in their order. */
export function sorted(docs: readonly Doc[], order: Readonly<Record<string, number>>): Doc[] {
  const paths = Object.entries(order)
  return [...docs].sort((a, b) => {
    for (const [path, sign] of paths) {
      const by = compareValues(at(a, path), at(b, path))
      if (by !== 0) return by * sign
    }
    return 0
  })
}

const DOCUMENT_BYTES = 16 << 20

/** As Mongo refuses a document that no BSON can hold; its text is taken for its size. */
export function demandSize(doc: Doc): void {
  if (Buffer.byteLength(ejsonOf(doc)) <= DOCUMENT_BYTES) return
  throw new Failure('DATABASE_REQUEST_FAILED', 'BSONObjectTooLarge: a document has 16 MB at most')
}
