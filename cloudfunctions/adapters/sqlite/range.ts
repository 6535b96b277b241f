import type { CollectionShape, Key, Range } from '../../ports/store'
import { cursorOf, fieldsOf, placeIn, placeOf } from '../../ports/store-range'
import { fieldExpression } from './schema'

interface RangeStatement {
  readonly sql: string
  readonly values: readonly Key[]
  /** Where the page after this document begins. */
  cursorOf(document: unknown): string
}

/** A range as one SELECT; its last parameter, the limit, is left to the caller. @throws StoreError, CursorError */
export function rangeOf(collection: CollectionShape, query: Range): RangeStatement {
  const fields = fieldsOf(collection, query)
  const expressions = fields.map(fieldExpression)
  const conditions = expressions.slice(0, query.equal.length).map(expression => `${expression} = ?`)
  const values: Key[] = [...query.equal]
  const bound = expressions[query.equal.length]
  const limitBy = (value: Key | undefined, sign: string) => {
    if (value === undefined) return
    conditions.push(`${bound} ${sign} ?`)
    values.push(value)
  }
  limitBy(query.from, '>=')
  limitBy(query.to, '<=')

  const order = [...expressions.slice(query.equal.length), 'id']
  if (query.after !== undefined) {
    const cursor = placeIn(query.after, order.length)
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
    cursorOf: document => cursorOf(placeOf(document, [...fields.slice(query.equal.length), 'id'])),
  }
}
