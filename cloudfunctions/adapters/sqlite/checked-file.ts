import AsyncDatabase from 'libsql/promise'
import { StoreRefusal } from './refusal'

interface AsyncStatement {
  all(): Promise<unknown[]>
}

/** The one row of a pragma, from a thread of the engine's, so that this one stays awake. */
export async function pragma(database: AsyncDatabase, name: string): Promise<unknown> {
  const statement: AsyncStatement = await database.prepare(`PRAGMA ${name}`)
  const [row] = await statement.all()
  // A pragma answers rows with one column named like itself.
  return (row as Readonly<Record<string, unknown>> | undefined)?.[name]
}

/**
 * Reads a whole database file and answers its layout.
 * @throws StoreRefusal when it is damaged, or no store
 */
export async function checkedLayout(file: string): Promise<number> {
  const database = new AsyncDatabase(file, {})
  try {
    const found = await pragma(database, 'integrity_check')
    if (found !== 'ok') throw new StoreRefusal('not-a-store', `${file} is damaged: ${String(found)}`)
    const layout = await pragma(database, 'user_version')
    if (typeof layout === 'number' && layout > 0) return layout
    throw new StoreRefusal('not-a-store', `${file} is a database, but no store`)
  } catch (cause) {
    if (cause instanceof StoreRefusal) throw cause
    throw new StoreRefusal('not-a-store', `${file} cannot be read as a store`, { cause })
  } finally {
    database.close()
  }
}
