import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import AsyncDatabase from 'libsql/promise'
import { StoreError } from '../../ports/store'
import { checkedLayout, pragma } from './checked-file'
import { type CopyProgress, fileExists, freeName, giveName, requireRoom, watchGrowth } from './files'
import { BUSY_MS, backupsFolder, makeFolder, makePrivateFile, requireStore, storeFile } from './folder'
import { StoreRefusal } from './refusal'

interface BackupOptions {
  /** Null or absent: a new file in the folder's own `backups`. */
  readonly to?: string | null
  readonly onProgress?: (progress: CopyProgress) => void
  readonly onChecking?: () => void
  /** Leaves nothing behind; the engine goes on in its thread for a while, so the process had better end then. */
  readonly signal?: AbortSignal
}

/**
 * Copies a folder's store as of one moment into a file, also while a server writes to it, checks the copy and answers
 * its path. The file gets its name when it is whole and safe on the disk; it never takes another's place.
 * @throws StoreError, StoreRefusal for what the caller can mend, or the signal's reason
 */
export async function backUp(folder: string, options: BackupOptions = {}): Promise<string> {
  requireStore(folder)
  if (!options.to) makeFolder(backupsFolder(folder))
  const file = resolve(options.to ?? freeName(`${backupsFolder(folder)}/backup`))
  if (existsSync(file)) throw fileExists(file)
  const unnamed = `${file}.${process.pid}.partial`
  try {
    await Promise.race([writeChecked(folder, unnamed, options), aborted(options.signal)])
    await giveName(unnamed, file)
    return file
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason
    if (cause instanceof StoreError) throw cause
    throw new StoreError(`could not back up the store in ${folder} to ${file}`, { cause })
  } finally {
    await rm(unnamed, { force: true })
  }
}

async function writeChecked(folder: string, file: string, options: BackupOptions): Promise<void> {
  const database = new AsyncDatabase(storeFile(folder), { timeout: BUSY_MS })
  let layout: unknown
  try {
    const totalBytes = await sizeOf(database)
    await requireRoom(dirname(file), totalBytes)
    options.signal?.throwIfAborted()
    makePrivateFile(file)
    const copying: Promise<void> = database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
    await watchGrowth(file, totalBytes, copying, options.onProgress ?? (() => {}))
    options.signal?.throwIfAborted()
    layout = await pragma(database, 'user_version')
  } finally {
    database.close()
  }
  options.onChecking?.()
  if ((await checkedLayout(file)) !== layout) throw new StoreRefusal('not-a-store', `${file} differs`)
}

/** Of the pages that are in use, in bytes. */
async function sizeOf(database: AsyncDatabase): Promise<number> {
  const [pages, free, size] = await Promise.all(
    ['page_count', 'freelist_count', 'page_size'].map(async name => Number(await pragma(database, name))),
  )
  return (pages! - free!) * size!
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
