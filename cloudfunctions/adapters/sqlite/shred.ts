import type { CollectionShape } from '../../ports/store'
import type { Connection } from './connection'
import { BUSY_MS } from './folder'
import { addCollection, tableOf } from './schema'
import type { WrittenOut } from './write'

/** The collections of which something is replaced or removed that must not be found afterwards. */
export function shreddedBy(writes: readonly WrittenOut[]): ReadonlySet<CollectionShape> {
  return new Set(
    writes
      .filter(({ write }) => write.collection.shreds && write.kind !== 'insert')
      .map(({ write }) => write.collection),
  )
}

/** The engine overwrites with zeros whatever it frees during the action. Not always on: it is dear. */
export function overwriting<T>(connection: Connection, action: () => T): T {
  connection.exec('PRAGMA secure_delete = ON')
  try {
    return action()
  } finally {
    connection.exec('PRAGMA secure_delete = OFF')
  }
}

/**
 * Writes a collection's table into new pages and frees the old ones, in an open transaction that overwrites. Where rows
 * were moved from page to page, copies of them stay in the gaps, which overwriting what is freed never reaches.
 */
export function writeAnew(connection: Connection, collection: CollectionShape): void {
  const table = tableOf(collection.name)
  const fresh = tableOf(`${collection.name}-anew`)
  addCollection(connection, { name: `${collection.name}-anew`, unique: {}, indexes: {} })
  connection.exec(`INSERT INTO ${fresh} SELECT id, version, body FROM ${table}`)
  connection.exec(`DROP TABLE ${table}`)
  connection.exec(`ALTER TABLE ${fresh} RENAME TO ${table}`)
  addCollection(connection, collection)
}

/**
 * Puts the log into the database and cuts it to nothing, so that it holds no older page either. Without waiting.
 * @returns false: somebody still reads from it, a backup or an export
 */
export function emptyLog(connection: Connection): boolean {
  connection.exec('PRAGMA busy_timeout = 0')
  try {
    // The pragma answers one row.
    const { busy } = connection.row('PRAGMA wal_checkpoint(TRUNCATE)') as { readonly busy: number }
    return busy === 0
  } catch {
    // A full disk, say. What is committed stays so, the next commit meets the same disk, and this is tried again.
    return false
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
  }
}
