import type Database from 'libsql'
import type { Commit, Write } from '../../ports/store'

type Why = Extract<Commit, { committed: false }>['why']

/** One write of an open transaction; the reason when it stood in the way. */
export function applyWrite(write: Write, prepare: (sql: string) => Database.Statement): Why | null {
  const table = `"${write.collection.name}"`
  try {
    switch (write.kind) {
      case 'insert': {
        const sql = `INSERT INTO ${table} (id, version, body) VALUES (?, 1, ?)`
        prepare(sql).run(write.document.id, JSON.stringify(write.document))
        return null
      }
      case 'replace': {
        const sql = `UPDATE ${table} SET body = ?, version = version + 1 WHERE id = ? AND version = ?`
        const body = JSON.stringify(write.document)
        return prepare(sql).run(body, write.document.id, write.version).changes === 1 ? null : 'changed'
      }
      case 'put': {
        const sql = `INSERT INTO ${table} (id, version, body) VALUES (?, 1, ?)
          ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = version + 1`
        prepare(sql).run(write.document.id, JSON.stringify(write.document))
        return null
      }
      case 'remove': {
        const sql = `DELETE FROM ${table} WHERE id = ? AND version = ?`
        return prepare(sql).run(write.id, write.version).changes === 1 ? null : 'changed'
      }
    }
  } catch (error) {
    const why = constraintOf(error)
    // A repeat clashes with itself in every unique key, and which clash is met first is the engine's affair.
    return why === 'not-unique' && isTaken(write, prepare) ? 'exists' : why
  }
}

function isTaken(write: Write, prepare: (sql: string) => Database.Statement): boolean {
  if (write.kind !== 'insert') return false
  return prepare(`SELECT 1 FROM "${write.collection.name}" WHERE id = ?`).get(write.document.id) !== undefined
}

function constraintOf(error: unknown): Why {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'exists'
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return 'not-unique'
  throw error
}
