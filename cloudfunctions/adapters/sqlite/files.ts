import { closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs'
import { link, rename, statfs, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatInstant } from '../../domain/time'
import { StoreRefusal } from './refusal'

/** How far a copy has come. */
export interface CopyProgress {
  readonly writtenBytes: number
  /** About; a copy may come out smaller. */
  readonly totalBytes: number
}

/** A file's name that is not taken: the stem, the time in Changchun, and a number if need be. */
export function freeName(stem: string): string {
  const time = formatInstant(Date.now()).slice(0, 19).replaceAll(/[-:]/g, '')
  for (let n = 1; ; n++) {
    const name = `${stem}-${time}${n === 1 ? '' : `-${n}`}.db`
    if (!existsSync(name)) return name
  }
}

/** Waits until a file or folder is safe from a power cut. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Gives a finished file its name, durably. @throws StoreRefusal when the name is taken; then all is as before */
export async function giveName(unnamed: string, file: string): Promise<void> {
  sync(unnamed)
  try {
    // Unlike a rename, a link never takes another's place.
    await link(unnamed, file)
    await unlink(unnamed)
  } catch (cause) {
    if (existsSync(file)) throw fileExists(file, cause)
    // There are file systems without links, those of memory sticks for one.
    await rename(unnamed, file)
  }
  sync(dirname(file))
}

export function fileExists(file: string, cause?: unknown): StoreRefusal {
  return new StoreRefusal('file-exists', `${file} exists already`, { cause })
}

/** @throws StoreRefusal when a folder has no room for so many bytes more */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= bytes) return
  throw new StoreRefusal('no-room', `${folder} has room for ${free} bytes, and ${bytes} are needed`)
}

/** Whether something failed for want of room on the disk. */
export function isFull(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}

const EVERY_MS = 200

/** Tells how large a file has become while somebody else writes it. */
export async function watchGrowth<T>(
  file: string,
  totalBytes: number,
  writing: Promise<T>,
  onProgress: (progress: CopyProgress) => void,
): Promise<T> {
  const timer = setInterval(() => {
    onProgress({ writtenBytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0, totalBytes })
  }, EVERY_MS)
  try {
    return await writing
  } finally {
    clearInterval(timer)
  }
}
