import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import AsyncDatabase from 'libsql/promise'
import { StoreError } from '../../ports/store'
import { checkedLayout, pragma } from './checked-file'
import { type CopyProgress, fileExists, freeName, giveName, isFull, requireRoom, watchGrowth } from './files'
import { BUSY_MS, backupsFolder, makeFolder, makePrivateFile, requireStore, storeFile } from './folder'
import { StoreRefusal } from './refusal'

interface BackupOptions {
  /** A new file, or a folder for one. Null or absent: the data folder's own `backups`. */
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
  const file = nameFor(folder, options.to ?? null)
  // In a folder that can be taken away with whatever the engine may still put beside its file.
  const workshop = `${file}.${process.pid}.partial`
  const unnamed = join(workshop, 'store.db')
  try {
    makeFolder(workshop)
    await Promise.race([writeChecked(folder, unnamed, options), aborted(options.signal)])
    await giveName(unnamed, file)
    return file
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason
    if (cause instanceof StoreError) throw cause
    if (isFull(cause)) throw new StoreRefusal('no-room', `${dirname(file)} is full`, { cause })
    throw new StoreError(`could not back up the store in ${folder} to ${file}`, { cause })
  } finally {
    await rm(workshop, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** @throws StoreRefusal */
function nameFor(folder: string, to: string | null): string {
  if (to === null) makeFolder(backupsFolder(folder))
  const wanted = resolve(to ?? backupsFolder(folder))
  if (isFolder(wanted)) return freeName(join(wanted, 'backup'))
  if (existsSync(wanted)) throw fileExists(wanted)
  if (isFolder(dirname(wanted))) return wanted
  throw new StoreRefusal('no-folder', `there is no folder ${dirname(wanted)}`)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
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
  await requireGood(file, layout)
}

/** @throws StoreError for a copy that isn't what it should be: the store itself must be damaged then */
async function requireGood(file: string, layout: unknown): Promise<void> {
  try {
    if ((await checkedLayout(file)) === layout) return
  } catch (cause) {
    throw new StoreError('the copy did not pass its check', { cause })
  }
  throw new StoreError(`the copy is not of layout ${String(layout)}`)
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
