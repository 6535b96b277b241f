import { type Commit, StoreError } from '../../ports/store'
import type { Connection } from './connection'
import { applyWrite, type WrittenOut } from './write'

type Caller = readonly WrittenOut[]
type Outcome = Commit | StoreError

/**
 * Commits what several callers wrote in one durable transaction, each caller's writes all or none by themselves. A
 * caller whose writes fail gets the error in place of an outcome, and the others are not disturbed.
 * @param last done in the same transaction, when all of them have written
 * @throws whatever kept the transaction as a whole from being committed; then nothing of it was
 */
export function commitTogether(
  connection: Connection,
  callers: readonly Caller[],
  last: () => void = () => {},
): Outcome[] {
  const commit = (apply: (connection: Connection, writes: Caller) => Outcome) =>
    connection.transaction(() => {
      const outcomes = callers.map(writes => apply(connection, writes))
      last()
      return outcomes
    })
  try {
    return commit(applyHopefully)
  } catch (cause) {
    if (!(cause instanceof HalfWritten)) throw cause
    return commit(applyCarefully)
  }
}

/** A caller's writes stopped half-way, with nothing to go back to but the beginning of the transaction. */
class HalfWritten extends Error {
  override readonly name = 'HalfWritten'
}

/** Savepoints cost a third of a commit's time, and nearly every refusal is one of the first write. */
function applyHopefully(connection: Connection, writes: Caller): Outcome {
  const { outcome, applied } = applyAll(connection, writes)
  if (applied > 0 && !isCommitted(outcome)) throw new HalfWritten()
  return outcome
}

/** A caller's writes, all or none, within a transaction that others share. */
export function applyCarefully(connection: Connection, writes: Caller): Outcome {
  connection.exec('SAVEPOINT caller')
  const { outcome } = applyAll(connection, writes)
  if (!isCommitted(outcome)) connection.exec('ROLLBACK TO caller')
  connection.exec('RELEASE caller')
  return outcome
}

/** `applied`: how many of the writes took effect before one stood in the way. */
function applyAll(connection: Connection, writes: Caller): { outcome: Outcome; applied: number } {
  let applied = 0
  try {
    for (const write of writes) {
      const why = applyWrite(connection, write)
      if (why !== null) return { outcome: { committed: false, at: applied, why }, applied }
      applied += 1
    }
    return { outcome: { committed: true }, applied }
  } catch (cause) {
    // A full disk, for one, takes the whole transaction with it.
    if (!connection.inTransaction) throw cause
    return { outcome: new StoreError('could not write', { cause }), applied }
  }
}

function isCommitted(outcome: Outcome): boolean {
  return !(outcome instanceof StoreError) && outcome.committed
}
