import type { Commit, Write } from '../../ports/store'
import type { Connection } from './connection'

type Why = Extract<Commit, { committed: false }>['why']

/** A write with its document as text, as it was when the commit was asked for; empty for a removal. */
export interface WrittenOut {
  readonly write: Write
  readonly body: string
}

export function writtenOut(write: Write): WrittenOut {
  return { write, body: write.kind === 'remove' ? '' : JSON.stringify(write.document) }
}

export function idOf(write: Write): string {
  return write.kind === 'remove' ? write.id : write.document.id
}

/** One write of an open transaction; the reason when it stood in the way, and then it has changed nothing. */
export function applyWrite(connection: Connection, written: WrittenOut): Why | null {
  try {
    return runWrite(connection, written)
  } catch (error) {
    const why = constraintOf(error)
    // A repeat clashes with itself in every unique key, and which clash is met first is the engine's affair.
    return why === 'not-unique' && isTaken(connection, written.write) ? 'exists' : why
  }
}

function runWrite(connection: Connection, { write, body }: WrittenOut): Why | null {
  const table = `"${write.collection.name}"`
  switch (write.kind) {
    case 'insert':
      connection.run(`INSERT INTO ${table} (id, version, body) VALUES (?, 1, ?)`, write.document.id, body)
      return null
    case 'put': {
      const sql = `INSERT INTO ${table} (id, version, body) VALUES (?, 1, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = version + 1`
      connection.run(sql, write.document.id, body)
      return null
    }
    case 'replace': {
      const sql = `UPDATE ${table} SET body = ?, version = version + 1 WHERE id = ? AND version = ?`
      return connection.run(sql, body, write.document.id, write.version) === 1 ? null : 'changed'
    }
    case 'remove': {
      const sql = `DELETE FROM ${table} WHERE id = ? AND version = ?`
      return connection.run(sql, write.id, write.version) === 1 ? null : 'changed'
    }
  }
}

function isTaken(connection: Connection, write: Write): boolean {
  if (write.kind !== 'insert') return false
  return (
    connection.row(`SELECT 1 FROM "${write.collection.name}" WHERE id = ?`, write.document.id) !== undefined
  )
}

function constraintOf(error: unknown): Why {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'exists'
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return 'not-unique'
  throw error
}
