import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants, copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import type { Migration } from '../../ports/migration'
import { StoreError, type StoreReader } from '../../ports/store'
import { checkedLayout } from './checked-file'
import { Connection } from './connection'
import { type CopyProgress, freeName, giveName, isFull, requireRoom, sync, watchGrowth } from './files'
import {
  backupsFolder,
  incomingFile,
  makeFolder,
  makePrivateFile,
  restoredFile,
  storeFile,
  takeFolder,
} from './folder'
import { layoutOf, readLayout, refuseNewer } from './layout'
import { SqliteReader } from './reader'
import { StoreRefusal } from './refusal'

/** What a database file begins with. */
const MAGIC = 'SQLite format 3\0'

interface RestoreOptions {
  readonly migrations: readonly Migration[]
  readonly onProgress?: (progress: CopyProgress) => void
  readonly onChecking?: () => void
  /**
   * Lines that whoever opens the folder next is to know, of the store that goes; null: there is none, or it cannot be
   * read. They lie in the folder when the new store gets its place, see {@link linesLeft}.
   */
  readonly leave?: (outgoing: StoreReader | null) => Promise<readonly string[]>
  /** Heeded between steps, until the new store is in its place. */
  readonly signal?: AbortSignal
}

/**
 * Puts a backup in the place of a folder's store, with nobody using it, and answers where the store that was there
 * lies now; null when there was none. Whenever it is cut off, the folder holds the old store or the new one, whole.
 * @throws StoreError, StoreRefusal for what the caller can mend, or the signal's reason
 */
export async function restore(
  folder: string,
  backup: string,
  options: RestoreOptions,
): Promise<string | null> {
  makeFolder(folder)
  const release = takeFolder(folder)
  const incoming = incomingFile(folder)
  try {
    // What a restoring that was cut off has left.
    await removeAll(incoming)
    await takeIn(backup, incoming, options)
    options.signal?.throwIfAborted()
    const kept = existsSync(storeFile(folder)) ? await keepOld(folder) : null
    options.signal?.throwIfAborted()
    if (options.leave) await leaveLines(folder, options.leave, layoutOf(options.migrations))
    options.signal?.throwIfAborted()
    renameSync(incoming, storeFile(folder))
    sync(folder)
    return kept
  } catch (cause) {
    if (cause instanceof StoreError || options.signal?.aborted) throw cause
    if (isFull(cause)) throw new StoreRefusal('no-room', `${folder} is full`, { cause })
    throw new StoreError(`could not restore ${backup} into ${folder}`, { cause })
  } finally {
    await removeAll(incoming)
    release()
  }
}

/** Copies the backup to where it only needs a new name, and checks the copy. */
async function takeIn(backup: string, incoming: string, options: RestoreOptions): Promise<void> {
  if (!statSync(backup, { throwIfNoEntry: false })?.isFile()) {
    throw new StoreRefusal('no-file', `${backup} is not a file`)
  }
  if (hasLog(backup)) {
    throw new StoreRefusal(
      'not-closed',
      `${backup} is in use or was not closed: there is a ${backup}-wal beside it`,
    )
  }
  await copyPrivately(backup, incoming, options.onProgress)
  options.signal?.throwIfAborted()
  options.onChecking?.()
  if (!makeSingleFile(incoming)) throw new StoreRefusal('not-a-store', `${backup} cannot be read as a store`)
  const layout = await checkedLayout(incoming)
  const known = layoutOf(options.migrations)
  if (layout > known) {
    throw new StoreRefusal('newer', `${backup} is of a newer layout (${layout}, this version knows ${known})`)
  }
  sync(incoming)
}

async function copyPrivately(
  from: string,
  to: string,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<void> {
  const { size } = statSync(from)
  await requireRoom(join(to, '..'), size)
  makePrivateFile(to)
  await watchGrowth(to, size, copyFile(from, to, constants.COPYFILE_FICLONE), onProgress)
}

/** Copies the store that is there to the backups, to the byte: it may be broken, which may be why it goes. */
async function keepOld(folder: string): Promise<string> {
  const old = storeFile(folder)
  // Asked about something else, the engine may throw away what lies beside it.
  const sound = isDatabase(old) && makeSingleFile(old)
  makeFolder(backupsFolder(folder))
  const kept = freeName(join(backupsFolder(folder), 'before-restore'))
  const unnamed = `${kept}.partial`
  try {
    await copyPrivately(old, unnamed)
    await giveName(unnamed, kept)
  } finally {
    await rm(unnamed, { force: true })
  }
  if (!sound) await keepLog(old, kept)
  return kept
}

/** The log of a store that can't be opened is kept too, and must not be taken for the new store's. */
async function keepLog(old: string, kept: string): Promise<void> {
  if (existsSync(`${old}-wal`)) {
    await copyPrivately(`${old}-wal`, `${kept}-wal`)
    sync(`${kept}-wal`)
  }
  await removeBeside(old)
}

function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(MAGIC.length)
    readSync(handle, start)
    return start.toString('latin1') === MAGIC
  } finally {
    closeSync(handle)
  }
}

/** Whether a part of a database may be in a file beside it. */
function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/**
 * Puts the log that lies beside a database into it, so that it is one file. The engine does so only when nobody else
 * has the file open. False: it can't be opened.
 */
function makeSingleFile(file: string): boolean {
  const database = new Database(file)
  try {
    database.exec('PRAGMA journal_mode = DELETE')
    return true
  } catch (cause) {
    const busy = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY'
    if (busy) throw new StoreRefusal('being-read', `another process is reading ${file}`, { cause })
    return false
  } finally {
    database.close()
  }
}

/**
 * What was left by a restoring that nobody has opened since stays: the store that goes now is not the one that it tells
 * of. Of one that was cut off before the new store had its place, it tells the same again.
 */
async function leaveLines(
  folder: string,
  leave: Required<RestoreOptions>['leave'],
  known: number,
): Promise<void> {
  const file = restoredFile(folder)
  const lines = [...(linesLeft(folder) ?? []), ...(await linesOf(folder, leave, known))]
  const unnamed = `${file}.partial`
  await rm(unnamed, { force: true })
  makePrivateFile(unnamed)
  writeFileSync(unnamed, lines.map(line => `${line}\n`).join(''))
  sync(unnamed)
  renameSync(unnamed, file)
  sync(folder)
}

async function linesOf(
  folder: string,
  leave: Required<RestoreOptions>['leave'],
  known: number,
): Promise<readonly string[]> {
  const outgoing = openOutgoing(folder, known)
  try {
    return await leave(outgoing)
  } catch (cause) {
    // It opens and is damaged inside, which may be why it goes: then nothing of it is known.
    if (outgoing === null || !(cause instanceof StoreError)) throw cause
    return await leave(null)
  } finally {
    await outgoing?.close()
  }
}

function openOutgoing(folder: string, known: number): StoreReader | null {
  const file = storeFile(folder)
  if (!existsSync(file) || !isDatabase(file)) return null
  const connection = new Connection(new Database(file))
  try {
    connection.exec('PRAGMA query_only = ON')
    refuseNewer(readLayout(connection), known)
    return new SqliteReader(connection)
  } catch {
    // Whatever it is, it is no store that can be read, and that is all that is asked.
    connection.close()
    return null
  }
}

/** What a restoring has left to be known by whoever opens the folder next; null: nothing, or it was dealt with. */
export function linesLeft(folder: string): readonly string[] | null {
  const file = restoredFile(folder)
  if (!existsSync(file)) return null
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
}

/** It was dealt with. */
export async function forgetLines(folder: string): Promise<void> {
  await rm(restoredFile(folder), { force: true })
  sync(folder)
}

/** What a restoring that was cut off has left of what it brought in. */
export async function removeIncoming(folder: string): Promise<void> {
  await removeAll(incomingFile(folder))
}

async function removeAll(file: string): Promise<void> {
  await removeBeside(file)
  await rm(file, { force: true })
}

async function removeBeside(file: string): Promise<void> {
  for (const ending of ['-wal', '-shm', '-journal']) await rm(`${file}${ending}`, { force: true })
}
