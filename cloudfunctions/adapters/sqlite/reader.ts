import type Database from 'libsql'
import {
  type Collection,
  type Page,
  type Range,
  type Stored,
  StoreError,
  type StoreReader,
  type Versioned,
} from '../../ports/store'
import { rangeOf } from './range'

interface Row {
  readonly id: string
  readonly version: number
  readonly body: string
}

/** Every call is one synchronous statement or transaction, so calls of one process never interleave. */
export class SqliteReader implements StoreReader {
  private readonly statements = new Map<string, Database.Statement>()

  constructor(protected readonly database: Database.Database) {}

  async get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    return this.guarded(`read ${collection.name}`, () => {
      const row = this.prepared(`SELECT id, version, body FROM "${collection.name}" WHERE id = ?`).get(id)
      return row === undefined ? null : versioned<D>(row)
    })
  }

  async range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> {
    return this.guarded(`read ${collection.name} by ${query.index}`, () => {
      const { sql, values, cursorOf } = rangeOf(collection, query)
      // One row more than asked tells whether there is a next page.
      const rows = this.prepared(sql).all(...values, query.limit + 1)
      const items = rows.slice(0, query.limit).map(row => versioned<D>(row))
      const last = items.at(-1)
      const next = rows.length > query.limit && last !== undefined ? cursorOf(last.document) : null
      return { items, next }
    })
  }

  async close(): Promise<void> {
    this.guarded('close', () => {
      this.statements.clear()
      this.database.close()
    })
  }

  protected prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql)
    this.statements.set(sql, statement)
    return statement
  }

  protected guarded<T>(what: string, action: () => T): T {
    try {
      return action()
    } catch (cause) {
      if (cause instanceof StoreError) throw cause
      throw new StoreError(`could not ${what}`, { cause })
    }
  }
}

function versioned<D extends Stored>(row: unknown): Versioned<D> {
  // The columns are those of the SELECT above, and the body is a document that this store was given as a D.
  const { version, body } = row as Row
  return { document: JSON.parse(body) as D, version }
}
