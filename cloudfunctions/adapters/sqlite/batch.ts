import { type Commit, StoreError } from '../../ports/store'
import type { Connection } from './connection'
import { applyWrite, type WrittenOut } from './write'

/**
 * Commits what several callers wrote in one durable transaction, each caller's writes all or none by themselves. A
 * caller whose writes fail gets the error in place of an outcome, and the others are not disturbed.
 * @throws whatever kept the transaction as a whole from being committed; then nothing of it was
 */
export function commitTogether(
  connection: Connection,
  callers: readonly (readonly WrittenOut[])[],
): (Commit | StoreError)[] {
  return connection.transaction(() => callers.map(writes => outcomeOf(connection, writes)))
}

function outcomeOf(connection: Connection, writes: readonly WrittenOut[]): Commit | StoreError {
  try {
    // A single write that fails has written nothing, so there is nothing to go back to.
    return writes.length === 1 ? applyAll(connection, writes) : applyAllOrNone(connection, writes)
  } catch (cause) {
    if (!connection.inTransaction) throw cause
    return new StoreError('could not write', { cause })
  }
}

function applyAllOrNone(connection: Connection, writes: readonly WrittenOut[]): Commit {
  connection.exec('SAVEPOINT caller')
  try {
    const outcome = applyAll(connection, writes)
    if (!outcome.committed) connection.exec('ROLLBACK TO caller')
    connection.exec('RELEASE caller')
    return outcome
  } catch (cause) {
    if (connection.inTransaction) connection.exec('ROLLBACK TO caller; RELEASE caller')
    throw cause
  }
}

function applyAll(connection: Connection, writes: readonly WrittenOut[]): Commit {
  for (const [at, write] of writes.entries()) {
    const why = applyWrite(connection, write)
    if (why !== null) return { committed: false, at, why }
  }
  return { committed: true }
}
