import type { CollectionShape } from '../../ports/store'
import type { Connection } from './connection'

const NAME = /^[a-z][a-z0-9-]*$/
const FIELD = /^[A-Za-z][A-Za-z0-9]*$/

/** A document's field as SQL sees it; the same text in an index and in a query, or the index is not used. */
export function fieldExpression(field: string): string {
  if (!FIELD.test(field)) throw new RangeError(`not a field name: ${field}`)
  return `json_extract(body, '$.${field}')`
}

/** A collection's table in double quotes. */
export function tableOf(name: string): string {
  if (!NAME.test(name)) throw new RangeError(`not a collection name: ${name}`)
  return `"${name}"`
}

/** Makes a collection's table and the indexes that it lacks. */
export function addCollection(connection: Connection, shape: CollectionShape): void {
  // With row ids: documents are far larger than what SQLite likes to keep in the tree of a key.
  connection.exec(
    `CREATE TABLE IF NOT EXISTS ${tableOf(shape.name)}
     (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT`,
  )
  const present = indexesOf(connection, shape.name)
  for (const [name, statement] of declaredIndexes(shape)) {
    if (!present.has(name)) connection.exec(statement)
  }
}

/** Drops the indexes of a collection that it does not declare, or declares otherwise. */
export function dropStaleIndexes(connection: Connection, shape: CollectionShape): void {
  const declared = declaredIndexes(shape)
  for (const [name, statement] of indexesOf(connection, shape.name)) {
    if (declared.get(name) !== statement) connection.exec(`DROP INDEX "${name}"`)
  }
}

/** Name to statement, in the very words of {@link declaredIndexes}. */
function indexesOf(connection: Connection, collection: string): ReadonlyMap<string, string> {
  const sql = `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`
  // The columns are those of the SELECT.
  const rows = connection.rows(sql, collection) as { name: string; sql: string }[]
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}

/** One index a declared key; an index ends with the id, by which ties are broken. */
function declaredIndexes({ name, unique, indexes }: CollectionShape): ReadonlyMap<string, string> {
  const entry = (what: string, key: string, fields: readonly string[], tie: string) => {
    const columns = fields.map(fieldExpression).join(', ')
    return [
      `${name}.${key}`,
      `CREATE ${what} "${name}.${key}" ON ${tableOf(name)} (${columns}${tie})`,
    ] as const
  }
  return new Map([
    ...Object.entries(unique).map(([key, fields]) => entry('UNIQUE INDEX', key, fields, '')),
    ...Object.entries(indexes).map(([key, fields]) => entry('INDEX', key, fields, ', id')),
  ])
}
