import { type Commit, type Store, StoreError, type Write } from '../../ports/store'
import { applyCarefully } from './batch'
import type { Connection } from './connection'
import { guarded, SqliteReader } from './reader'
import { shreddedBy } from './shred'
import { writtenOut } from './write'

/**
 * Runs one long change: whatever `change` commits is seen by what it reads after, and takes effect when it is through,
 * all together; or not at all when it throws or the process ends on the way. It takes the disk's room and not the
 * memory's, and nobody else can write meanwhile.
 */
export async function allAtOnce<T>(connection: Connection, change: (store: Store) => Promise<T>): Promise<T> {
  guarded('begin', () => connection.exec('BEGIN IMMEDIATE'))
  try {
    const made = await change(new StoreInTransaction(connection))
    guarded('commit', () => connection.exec('COMMIT'))
    return made
  } catch (cause) {
    connection.undo()
    throw cause
  }
}

/** What one of its commits refuses has not happened; what it has committed is safe only with all the rest. */
class StoreInTransaction extends SqliteReader implements Store {
  async commit(writes: readonly Write[]): Promise<Commit> {
    const written = writes.map(writtenOut)
    for (const { name } of shreddedBy(written)) throw new StoreError(`${name} is not for long changes`)
    const outcome = applyCarefully(this.connection, written)
    if (outcome instanceof StoreError) throw outcome
    return outcome
  }

  /** Nothing to close: the store goes on being opened. */
  override async close(): Promise<void> {}
}
