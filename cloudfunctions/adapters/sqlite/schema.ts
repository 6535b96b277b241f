import type { CollectionShape } from '../../ports/store'

/** The layout of the tables below. A file of a newer layout is refused; an older one is brought up step by step. */
export const SCHEMA_VERSION = 1

const NAME = /^[a-z][a-z0-9-]*$/
const FIELD = /^[A-Za-z][A-Za-z0-9]*$/

/** A document's field as SQL sees it; the same text in an index and in a query, or the index is not used. */
export function fieldExpression(field: string): string {
  if (!FIELD.test(field)) throw new RangeError(`not a field name: ${field}`)
  return `json_extract(body, '$.${field}')`
}

/** One table a collection, one index a declared key. */
export function statementsFor({ name, unique, indexes }: CollectionShape): string[] {
  if (!NAME.test(name)) throw new RangeError(`not a collection name: ${name}`)
  return [
    `CREATE TABLE IF NOT EXISTS "${name}" (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    ...Object.entries(unique).map(([key, fields]) => indexStatement('UNIQUE INDEX', name, key, fields, '')),
    ...Object.entries(indexes).map(([key, fields]) => indexStatement('INDEX', name, key, fields, ', id')),
  ]
}

function indexStatement(
  what: string,
  collection: string,
  key: string,
  fields: readonly string[],
  tie: string,
): string {
  const columns = fields.map(fieldExpression).join(', ')
  return `CREATE ${what} IF NOT EXISTS "${collection}.${key}" ON "${collection}" (${columns}${tie})`
}
