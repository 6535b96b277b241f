import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { type CollectionShape, StoreError } from '../../ports/store'
import { SCHEMA_VERSION, statementsFor } from './schema'

interface Opened {
  readonly database: Database.Database
  readonly release: () => void
}

/** Takes the folder for this process, opens the database in it and makes what is missing. @throws StoreError */
export function openDatabase(folder: string, collections: readonly CollectionShape[]): Opened {
  makeFolder(folder)
  const release = takeFolder(folder)
  try {
    const database = new Database(join(folder, 'store.db'))
    // WAL with FULL: a commit that was answered survives a power cut.
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    bringUp(database, collections)
    return { database, release }
  } catch (cause) {
    release()
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not open the store in ${folder}`, { cause })
  }
}

/** Opens the database of a folder to be read, and begins a transaction that never writes. @throws StoreError */
export function openForReading(folder: string): Database.Database {
  const file = join(folder, 'store.db')
  if (!existsSync(file)) throw new StoreError(`there is no store in ${folder}`)
  try {
    const database = new Database(file)
    database.exec('PRAGMA query_only = ON')
    checkLayout(database)
    database.exec('BEGIN')
    return database
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not open the store in ${folder}`, { cause })
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreError(`could not make the folder ${folder}`, { cause })
  }
}

/**
 * One process a folder. The lock is an open transaction on a file beside the store: the system lets go of it when the
 * process ends, however it ends, so no stale lock is ever left to be deleted by hand.
 */
function takeFolder(folder: string): () => void {
  const lock = new Database(join(folder, 'store.lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new StoreError(`another process is using ${folder}`, { cause })
  }
  return () => {
    lock.exec('ROLLBACK')
    lock.close()
  }
}

function bringUp(database: Database.Database, collections: readonly CollectionShape[]): void {
  checkLayout(database)
  database.exec('BEGIN IMMEDIATE')
  for (const statement of collections.flatMap(statementsFor)) database.exec(statement)
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  database.exec('COMMIT')
}

function checkLayout(database: Database.Database): void {
  const version = schemaVersion(database)
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `the store was written by a newer version (layout ${version}, this one knows ${SCHEMA_VERSION}): update first`,
    )
  }
}

function schemaVersion(database: Database.Database): number {
  // The pragma answers one row with this one column.
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  return row.user_version
}
