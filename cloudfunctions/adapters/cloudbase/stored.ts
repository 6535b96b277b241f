import {
  type CollectionShape,
  type Key,
  keyFieldsOf,
  type Stored,
  StoreError,
  type Versioned,
} from '../../ports/store'
import { ANSWER_BYTES_PER_CHARACTER, DOCUMENT_BYTES } from './limits'

/** Of a document that was kept: enough to know its place and who wrote it last. */
export interface Found {
  readonly version: number
  /** The mark of the commit that wrote it last: how a writer knows its own after a lost answer. */
  readonly commit: string
}

/** A document as the database is given it, but for its id and version. */
export interface Content {
  /** The fields that the collection's indexes name, and no others. */
  readonly key: Readonly<Record<string, Key>>
  /**
   * The document as JSON text. As an object it would pass through the SDK's own readings of objects (what looks like a
   * place, a date or a command), field names with dots and dollars, and texts that no UTF-8 can hold.
   */
  readonly body: string
}

const FIELD = /^[A-Za-z][A-Za-z0-9]*$/

/** A key field of a stored document, as conditions and indexes name it. */
export function keyPath(field: string): string {
  if (!FIELD.test(field)) throw new RangeError(`not a field name: ${field}`)
  return `key.${field}`
}

/** @throws StoreError for a document that could not be kept or found again */
export function contentOf(collection: CollectionShape, document: Stored): Content {
  const body = JSON.stringify(document)
  const bytes = answerBytes(body)
  if (bytes > DOCUMENT_BYTES) {
    throw new StoreError(
      `${collection.name} ${document.id} takes ${bytes} bytes of an answer: the cloud gives ${DOCUMENT_BYTES}`,
    )
  }
  return { key: keyOf(collection, document), body }
}

/** What it takes of an answer, or more than that where it is far from too much. */
function answerBytes(body: string): number {
  const most = body.length * ANSWER_BYTES_PER_CHARACTER
  return most <= DOCUMENT_BYTES ? most : Buffer.byteLength(JSON.stringify(JSON.stringify(body)))
}

/** @throws StoreError for a document that lacks a field which its collection is found by */
export function keyOf(collection: CollectionShape, document: Stored): Content['key'] {
  // A document is plain JSON; whether a field is a key is what is asked.
  const values = document as unknown as Readonly<Record<string, unknown>>
  const keys = keyFieldsOf(collection).map(field => {
    const value = values[field]
    // A field that isn't there would count as null, which a unique index has room for once.
    if (isKey(value)) return [field, value] as const
    throw new StoreError(
      `${collection.name} ${document.id}: ${field} is neither a whole text nor a finite number`,
    )
  })
  return Object.fromEntries(keys)
}

export function isKey(value: unknown): value is Key {
  return typeof value === 'string' ? isWhole(value) : Number.isFinite(value)
}

/** Half a character is no UTF-8: it would become another one on the way, and two texts be the same. */
export function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Null: there is no document. @throws StoreError for one that this adapter has not written */
export function foundIn(row: unknown): Found | null {
  if (row === null || row === undefined) return null
  if (isRow(row) && Number.isInteger(row.version) && typeof row.commit === 'string') {
    return { version: Number(row.version), commit: row.commit }
  }
  throw new StoreError('what the database holds was not written by this store')
}

/** @throws StoreError for a row that this adapter has not written */
export function versionedIn<D extends Stored>(row: unknown): Versioned<D> {
  if (!isRow(row) || !Number.isInteger(row.version) || typeof row.body !== 'string') {
    throw new StoreError('what the database holds was not written by this store')
  }
  // A body is the text of a document that this store was given as a D.
  return { document: JSON.parse(row.body) as D, version: Number(row.version) }
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null
}
