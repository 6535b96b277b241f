import type Database from 'libsql'
import type { CollectionShape, Commit, Store, StoreReader, Write } from '../../ports/store'
import { applyWrite } from './commit'
import { openDatabase, openForReading } from './open'
import { SqliteReader } from './reader'

/** Opens the store in a folder of its own, made if need be. @throws StoreError */
export async function openSqliteStore(
  folder: string,
  collections: readonly CollectionShape[],
): Promise<Store> {
  const { database, release } = openDatabase(folder, collections)
  return new SqliteStore(database, release)
}

/**
 * Opens the store in a folder for reading alone, also while another process writes to it. All that is read is of one
 * moment, that of the first question. @throws StoreError
 */
export function openSqliteReader(folder: string): StoreReader {
  return new SqliteReader(openForReading(folder))
}

class SqliteStore extends SqliteReader implements Store {
  constructor(
    database: Database.Database,
    private readonly release: () => void,
  ) {
    super(database)
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

  override async close(): Promise<void> {
    await super.close()
    this.release()
  }

  private applyAll(writes: readonly Write[]): Commit {
    for (const [at, write] of writes.entries()) {
      const why = applyWrite(write, sql => this.prepared(sql))
      if (why !== null) return { committed: false, at, why }
    }
    return { committed: true }
  }
}
