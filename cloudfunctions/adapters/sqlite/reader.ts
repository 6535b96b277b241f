import {
  type Collection,
  type CollectionShape,
  type Page,
  type Range,
  type Stored,
  StoreError,
  type StoreReader,
  type Versioned,
} from '../../ports/store'
import type { Connection } from './connection'
import { rangeOf } from './range'

interface Row {
  readonly id: string
  readonly version: number
  readonly body: string
}

/** Every call is one synchronous statement, so calls of one process never interleave. */
export class SqliteReader implements StoreReader {
  constructor(protected readonly connection: Connection) {}

  async get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    return guarded(`read ${collection.name}`, () => {
      const row = this.row(collection, id)
      return row === undefined ? null : versioned<D>(row)
    })
  }

  async range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> {
    return guarded(`read ${collection.name} by ${query.index}`, () => {
      const { sql, values, cursorOf } = rangeOf(collection, query)
      // One row more than asked tells whether there is a next page.
      const rows = this.connection.rows(sql, ...values, query.limit + 1)
      const items = rows.slice(0, query.limit).map(row => versioned<D>(row as Row))
      const last = items.at(-1)
      const next = rows.length > query.limit && last !== undefined ? cursorOf(last.document) : null
      return { items, next }
    })
  }

  async close(): Promise<void> {
    guarded('close', () => this.connection.close())
  }

  protected row(collection: CollectionShape, id: string): Row | undefined {
    const sql = `SELECT id, version, body FROM "${collection.name}" WHERE id = ?`
    // The columns are those of the SELECT.
    return this.connection.row(sql, id) as Row | undefined
  }
}

/** @throws StoreError in place of whatever the action throws */
export function guarded<T>(what: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not ${what}`, { cause })
  }
}

export function versioned<D extends Stored>({ version, body }: Row): Versioned<D> {
  // A body is a document that this store was given as a D.
  return { document: JSON.parse(body) as D, version }
}
