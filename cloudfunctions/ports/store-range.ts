import { type CollectionShape, CursorError, type Key, MOST_PER_PAGE, type Range, StoreError } from './store'

/** What every engine asks of a range before it asks its database, and how a page tells where the next one begins. */

/**
 * The fields of a range's index.
 * @throws StoreError for a range that is none: of an index that the collection does not declare, with more values than
 * it has fields, with a bound where no field is left, with what is no key, or with no limit or too great a one
 */
export function fieldsOf(collection: CollectionShape, query: Range): readonly string[] {
  const { index, equal, from, to, limit } = query
  const fields = collection.indexes[index] ?? collection.unique[index]
  if (fields === undefined) throw new StoreError(`${collection.name} declares no index ${index}`)
  if (equal.length > fields.length) throw new StoreError(`${index}: more values than fields`)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_PER_PAGE) {
    throw new StoreError(`limit must be 1 to ${MOST_PER_PAGE}`)
  }
  const bounds = [from, to].filter(bound => bound !== undefined)
  if (bounds.length > 0 && equal.length === fields.length) {
    throw new StoreError(`${index}: no field left to bound`)
  }
  // Engines would drop what is undefined without a word, and the range be wider than asked, or fail each in its way.
  if (![...equal, ...bounds].every(isKey)) throw new StoreError(`${index}: not a key`)
  return fields
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || Number.isFinite(value)
}

/** Values of the fields by which a range is ordered, in their order. */
export type Place = readonly Key[]

/** @param document that was kept: it has the fields of its indexes */
export function placeOf(document: unknown, fields: readonly string[]): Place {
  const object = document as Readonly<Record<string, Key>>
  return fields.map(field => object[field]!)
}

/** Where the page after this place begins, as a caller is given it. */
export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @param length of the range's places. @throws CursorError for a text that {@link cursorOf} has not made of one */
export function placeIn(cursor: string, length: number): Place {
  const values = parsed(cursor)
  if (!Array.isArray(values) || values.length !== length || !values.every(isKey)) {
    throw new CursorError('not a cursor of this range')
  }
  return values
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch (cause) {
    throw new CursorError('not a cursor of this range', { cause })
  }
}
