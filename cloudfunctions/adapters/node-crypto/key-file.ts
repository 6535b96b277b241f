import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { SecretsError } from '../../ports/secrets'
import { currentKey, KEY_ID, type KeyRing, keyBytesOf } from './key-ring'

/** Readable and writable by the owner of the data alone. */
const MODE = 0o600
const RIGHTS_OF_OTHERS = 0o077

export function keyFileIn(dataFolder: string): string {
  return join(dataFolder, 'keys.json')
}

const keyBytes = z.string().transform((text, context) => {
  const bytes = keyBytesOf(text)
  if (bytes !== null) return bytes
  context.addIssue({ code: 'custom', message: 'not 32 bytes in base64' })
  return z.NEVER
})
const ringSchema = z.strictObject({
  format: z.literal(1),
  root: keyBytes,
  keys: z.array(
    z.strictObject({ id: z.string().regex(KEY_ID), key: keyBytes, retiredOn: z.string().nullable() }),
  ),
})

/** The ring of a key file; null when there is none. @throws SecretsError */
export function readKeyFile(file: string): KeyRing | null {
  const text = readPrivately(file)
  if (text === null) return null
  const ring = parsed(file, text)
  const ids = new Set(ring.keys.map(({ id }) => id))
  if (ids.size !== ring.keys.length || currentKey(ring) === undefined) {
    throw new SecretsError('damaged-keys', `${file} names a key twice, or none in use`)
  }
  return ring
}

/** The rights are those of the very file that is read, not of one that took its name in between. */
function readPrivately(file: string): string | null {
  try {
    const opened = openSync(file, 'r')
    try {
      if (isOpenToOthers(fstatSync(opened).mode)) {
        throw new SecretsError('open-to-others', `${file} can be read by others than its owner`)
      }
      return readFileSync(opened, 'utf8')
    } finally {
      closeSync(opened)
    }
  } catch (cause) {
    if (cause instanceof SecretsError) throw cause
    if (isMissing(cause)) return null
    throw new SecretsError('unreadable-keys', `could not read ${file}`, { cause })
  }
}

function isMissing(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
}

/** Windows keeps rights elsewhere and shows the same mode for every file. */
function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & RIGHTS_OF_OTHERS) !== 0
}

/** No cause is passed on: a parser's message quotes the text that it stumbled over. */
function parsed(file: string, text: string): KeyRing {
  const result = ringSchema.safeParse(jsonOf(text))
  if (result.success) return { root: result.data.root, keys: result.data.keys }
  throw new SecretsError('damaged-keys', `${file} is damaged`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes a file that wasn't there. @throws SecretsError also when there is one: keys are never overwritten by new */
export function makeKeyFile(file: string, ring: KeyRing): void {
  written(file, ring, temporary => {
    // A link fails where a name is taken; a rename would replace what has it.
    linkSync(temporary, file)
    rmSync(temporary)
  })
}

/** Replaces a key file: whoever is stopped on the way has the old one or the new one. @throws SecretsError */
export function replaceKeyFile(file: string, ring: KeyRing): void {
  written(file, ring, temporary => renameSync(temporary, file))
}

function written(file: string, ring: KeyRing, put: (temporary: string) => void): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`
  try {
    writeFileSync(temporary, textOf(ring), { mode: MODE, flag: 'wx', flush: true })
    put(temporary)
    syncFolder(dirname(file))
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw new SecretsError('not-written', `could not write ${file}`, { cause })
  }
}

/** A name in a folder outlives a power cut only once the folder itself is on the disk. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function textOf({ root, keys }: KeyRing): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const rows = keys.map(({ id, key, retiredOn }) => ({ id, key: text(key), retiredOn }))
  return `${JSON.stringify({ format: 1, root: text(root), keys: rows }, null, 2)}\n`
}
