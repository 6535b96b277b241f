import {
  type CollectionShape,
  CursorError,
  type Key,
  MOST_PER_PAGE,
  type Range,
  StoreError,
} from '../../ports/store'
import { fieldExpression } from './schema'

interface RangeStatement {
  readonly sql: string
  readonly values: readonly Key[]
  /** Where the page after this document begins. */
  cursorOf(document: unknown): string
}

/** A range as one SELECT; its last parameter, the limit, is left to the caller. @throws StoreError */
export function rangeOf(collection: CollectionShape, query: Range): RangeStatement {
  const fields = fieldsOf(collection, query)
  const expressions = fields.map(fieldExpression)
  const conditions = expressions.slice(0, query.equal.length).map(expression => `${expression} = ?`)
  const values: Key[] = [...query.equal]
  const bound = expressions[query.equal.length]
  const limitBy = (value: Key | undefined, sign: string) => {
    if (value === undefined) return
    if (bound === undefined) throw new StoreError(`${query.index}: no field left to bound`)
    conditions.push(`${bound} ${sign} ?`)
    values.push(value)
  }
  limitBy(query.from, '>=')
  limitBy(query.to, '<=')

  const order = [...expressions.slice(query.equal.length), 'id']
  if (query.after !== undefined) {
    const cursor = readCursor(query.after, order.length)
    const sign = query.descending ? '<' : '>'
    // Says nothing new, but of expressions the engine looks up one in the index and not several together: without it
    // each page would be searched for from the beginning.
    conditions.push(
      `${order[0]} ${sign}= ?`,
      `(${order.join(', ')}) ${sign} (${order.map(() => '?').join(', ')})`,
    )
    values.push(...cursor.slice(0, 1), ...cursor)
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const direction = query.descending ? 'DESC' : 'ASC'
  const orderBy = order.map(expression => `${expression} ${direction}`).join(', ')
  return {
    sql: `SELECT id, version, body FROM "${collection.name}" ${where} ORDER BY ${orderBy} LIMIT ?`,
    values,
    cursorOf: document => cursorOf(document, [...fields.slice(query.equal.length), 'id']),
  }
}

function fieldsOf(collection: CollectionShape, query: Range): readonly string[] {
  const fields = collection.indexes[query.index] ?? collection.unique[query.index]
  if (fields === undefined) throw new StoreError(`${collection.name} declares no index ${query.index}`)
  if (query.equal.length > fields.length) throw new StoreError(`${query.index}: more values than fields`)
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MOST_PER_PAGE) {
    throw new StoreError(`limit must be 1 to ${MOST_PER_PAGE}`)
  }
  return fields
}

function cursorOf(document: unknown, fields: readonly string[]): string {
  // Documents are JSON objects; an absent field of an index would be null, which no key field's type allows.
  const object = document as Readonly<Record<string, Key>>
  return Buffer.from(JSON.stringify(fields.map(field => object[field]))).toString('base64url')
}

function readCursor(cursor: string, length: number): Key[] {
  const values = parseCursor(cursor)
  if (!Array.isArray(values) || values.length !== length || !values.every(isKey)) {
    throw new CursorError('not a cursor of this range')
  }
  return values
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch (cause) {
    throw new CursorError('not a cursor of this range', { cause })
  }
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || typeof value === 'number'
}
