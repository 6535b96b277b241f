import type Database from 'libsql'
import {
  type Collection,
  type CollectionShape,
  type Commit,
  type Page,
  type Range,
  type Store,
  type Stored,
  StoreError,
  type Versioned,
  type Write,
} from '../../ports/store'
import { applyWrite } from './commit'
import { openDatabase } from './open'
import { rangeOf } from './range'

/** Opens the store in a folder of its own, made if need be. @throws StoreError */
export function openSqliteStore(folder: string, collections: readonly CollectionShape[]): Store {
  const { database, release } = openDatabase(folder, collections)
  return new SqliteStore(database, release)
}

interface Row {
  readonly id: string
  readonly version: number
  readonly body: string
}

/** Every call is one synchronous statement or transaction, so calls of one process never interleave. */
class SqliteStore implements Store {
  private readonly statements = new Map<string, Database.Statement>()

  constructor(
    private readonly database: Database.Database,
    private readonly release: () => void,
  ) {}

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

  async commit(writes: readonly Write[]): Promise<Commit> {
    return this.guarded('write', () => {
      this.database.exec('BEGIN IMMEDIATE')
      try {
        const outcome = this.applyAll(writes)
        this.database.exec(outcome.committed ? 'COMMIT' : 'ROLLBACK')
        return outcome
      } catch (cause) {
        if (this.database.inTransaction) this.database.exec('ROLLBACK')
        throw cause
      }
    })
  }

  async close(): Promise<void> {
    this.guarded('close', () => {
      this.statements.clear()
      this.database.close()
      this.release()
    })
  }

  private applyAll(writes: readonly Write[]): Commit {
    for (const [at, write] of writes.entries()) {
      const why = applyWrite(write, sql => this.prepared(sql))
      if (why !== null) return { committed: false, at, why }
    }
    return { committed: true }
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql)
    this.statements.set(sql, statement)
    return statement
  }

  private guarded<T>(what: string, action: () => T): T {
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
