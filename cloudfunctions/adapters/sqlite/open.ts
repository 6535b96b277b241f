import Database from 'libsql'
import type { Migration } from '../../ports/migration'
import { type CollectionShape, StoreError } from '../../ports/store'
import { Connection } from './connection'
import { BUSY_MS, makeFolder, makePrivateFile, requireStore, storeFile, takeFolder } from './folder'
import { layoutOf, readLayout, refuseNewer, writeLayout } from './layout'
import { type MigrationNews, migrate } from './migrate'
import { removeIncoming } from './restore'
import { addCollection, dropStaleIndexes } from './schema'

export interface Wanted {
  readonly collections: readonly CollectionShape[]
  readonly migrations: readonly Migration[]
  readonly tell: (news: MigrationNews) => void
}

interface Opened {
  readonly connection: Connection
  readonly release: () => void
}

/** What the log ahead of the database may keep of the disk after a long rush or a long backup, in bytes. */
const LOG_KEPT = 64 << 20

/** Takes the folder for this process, opens the database in it and makes it what is wanted. @throws StoreError */
export async function openDatabase(folder: string, wanted: Wanted): Promise<Opened> {
  makeFolder(folder)
  const release = takeFolder(folder)
  try {
    await removeIncoming(folder)
    return { connection: await openAndBringUp(folder, wanted), release }
  } catch (cause) {
    release()
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not open the store in ${folder}`, { cause })
  }
}

/** Opens the database of a folder to be read, and begins a transaction that never writes. @throws StoreError */
export function openForReading(folder: string, migrations: readonly Migration[]): Connection {
  requireStore(folder)
  try {
    const connection = connect(folder)
    connection.exec('PRAGMA query_only = ON')
    requireLayout(readLayout(connection), layoutOf(migrations))
    connection.exec('BEGIN')
    return connection
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not open the store in ${folder}`, { cause })
  }
}

function connect(folder: string): Connection {
  return new Connection(new Database(storeFile(folder), { timeout: BUSY_MS }))
}

async function openAndBringUp(folder: string, wanted: Wanted): Promise<Connection> {
  makePrivateFile(storeFile(folder))
  const connection = connect(folder)
  try {
    // Before anything else, so that a file of a newer version stays as it is.
    refuseNewer(readLayout(connection), layoutOf(wanted.migrations))
    // WAL with FULL: a commit that was answered survives a power cut.
    connection.exec('PRAGMA journal_mode = WAL')
    connection.exec('PRAGMA synchronous = FULL')
    connection.exec(`PRAGMA journal_size_limit = ${LOG_KEPT}`)
    await migrate(connection, folder, wanted.migrations, wanted.tell)
    bringUp(connection, wanted)
    return connection
  } catch (cause) {
    connection.close()
    throw cause
  }
}

function bringUp(connection: Connection, { collections, migrations }: Wanted): void {
  connection.transaction(() => {
    for (const collection of collections) {
      dropStaleIndexes(connection, collection)
      addCollection(connection, collection)
    }
    writeLayout(connection, layoutOf(migrations))
  })
}

function requireLayout(layout: number, known: number): void {
  refuseNewer(layout, known)
  if (layout === known) return
  throw new StoreError(
    `the store is of an older layout (${layout}, this version reads ${known}): start the server once, which brings it up`,
  )
}
