import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { StoreError } from '../../ports/store'
import { StoreRefusal } from './refusal'

/** Where things lie in a data folder. */
export const storeFile = (folder: string): string => join(folder, 'store.db')
/** What a restoring brings in, until it has the store's name. */
export const incomingFile = (folder: string): string => join(folder, 'store.db.restoring')
/** What is left to be known of the store that was there before a restoring. */
export const restoredFile = (folder: string): string => join(folder, 'restored.ndjson')
export const backupsFolder = (folder: string): string => join(folder, 'backups')

/** How long a connection waits for another's short locks, in milliseconds; long ones are held by nobody but us. */
export const BUSY_MS = 1_000

/** Makes a folder that nobody else may look into, unless it is there. @throws StoreError */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreError(`could not make the folder ${folder}`, { cause })
  }
}

/** Makes an empty file that nobody else may read, unless it is there; SQLite keeps that for the files beside it. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}

/** @throws StoreRefusal */
export function requireStore(folder: string): void {
  if (!existsSync(storeFile(folder))) throw new StoreRefusal('no-store', `there is no store in ${folder}`)
}

/**
 * One process a folder. The lock is an open transaction on a file beside the store: the system lets go of it when the
 * process ends, however it ends, so no stale lock is ever left to be deleted by hand.
 * @throws StoreRefusal
 */
export function takeFolder(folder: string): () => void {
  const lock = new Database(join(folder, 'store.lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new StoreRefusal('in-use', `another process is using ${folder}`, { cause })
  }
  return () => {
    lock.exec('ROLLBACK')
    lock.close()
  }
}
