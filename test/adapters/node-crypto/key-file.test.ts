import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  keyFileIn,
  makeKeyFile,
  readKeyFile,
  replaceKeyFile,
} from '../../../cloudfunctions/adapters/node-crypto/key-file'
import { newKeyRing, withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { keyRingOf } from '../../../cloudfunctions/adapters/node-crypto/key-text'
import { SecretsError } from '../../../cloudfunctions/ports/secrets'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jineng-keys-'))
  file = keyFileIn(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function errorOf(action: () => unknown): SecretsError {
  try {
    action()
  } catch (error) {
    if (error instanceof SecretsError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a key file', () => {
  it('gives back the ring that was written, and is for its owner alone', () => {
    const ring = newKeyRing()
    makeKeyFile(file, ring)
    expect(readKeyFile(file)).toEqual(ring)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['keys.json'])
  })

  it('is null where there is none', () => {
    expect(readKeyFile(file)).toBeNull()
  })

  it('is never overwritten by a new one', () => {
    const ring = newKeyRing()
    makeKeyFile(file, ring)
    expect(errorOf(() => makeKeyFile(file, newKeyRing())).fault).toBe('not-written')
    expect(readKeyFile(file)).toEqual(ring)
    expect(readdirSync(folder)).toEqual(['keys.json'])
  })

  it('is replaced whole, with the same rights', () => {
    const ring = newKeyRing()
    makeKeyFile(file, ring)
    replaceKeyFile(file, withNewKey(ring))
    expect(readKeyFile(file)?.keys).toHaveLength(2)
    expect(readKeyFile(file)?.keys[0]).toEqual(ring.keys[0])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['keys.json'])
  })

  it('stays as it was when there is no room to write the new one', () => {
    expect(errorOf(() => makeKeyFile(join(folder, 'none', 'keys.json'), newKeyRing())).fault).toBe(
      'not-written',
    )
  })

  it.each([0o600, 0o400])('is taken with mode %o', mode => {
    makeKeyFile(file, newKeyRing())
    chmodSync(file, mode)
    expect(readKeyFile(file)).not.toBeNull()
  })

  it.each([0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644])('is refused with mode %o', mode => {
    makeKeyFile(file, newKeyRing())
    chmodSync(file, mode)
    expect(errorOf(() => readKeyFile(file)).fault).toBe('open-to-others')
  })

  it('is refused wherever it was cut, and nothing of it stands in the error', () => {
    makeKeyFile(file, newKeyRing())
    const whole = readFileSync(file, 'utf8')
    for (let length = 0; length < whole.trimEnd().length; length++) {
      writeFileSync(file, whole.slice(0, length))
      const error = errorOf(() => readKeyFile(file))
      expect(error.fault).toBe('damaged-keys')
      expect(error.cause).toBeUndefined()
      expect(error.message).toBe(`${file} is damaged`)
    }
  })

  it.each<[string, (ring: { keys: Record<string, unknown>[] }) => object]>([
    ['no key', ring => ({ ...ring, keys: [] })],
    [
      'every key retired',
      ring => ({ ...ring, keys: ring.keys.map(key => ({ ...key, retiredOn: '2024-06-03' })) }),
    ],
    ['a key named twice', ring => ({ ...ring, keys: [...ring.keys, ...ring.keys] })],
    ['a key of 31 bytes', ring => ({ ...ring, root: Buffer.alloc(31).toString('base64') })],
    ['a key of 33 bytes', ring => ({ ...ring, root: Buffer.alloc(33).toString('base64') })],
    ['a format that we don’t know', ring => ({ ...ring, format: 2 })],
  ])('is refused with %s', (_, change) => {
    makeKeyFile(file, newKeyRing())
    const ring = JSON.parse(readFileSync(file, 'utf8')) as { keys: Record<string, unknown>[] }
    writeFileSync(file, JSON.stringify(change(ring)))
    expect(errorOf(() => readKeyFile(file)).fault).toBe('damaged-keys')
  })

  it('that can’t be read is no missing one', () => {
    mkdirSync(file, { mode: 0o700 })
    expect(errorOf(() => readKeyFile(file)).fault).toBe('unreadable-keys')
  })
})

describe('JINENG_KEYS', () => {
  const key = () => randomBytes(32).toString('base64')

  it('is a root and keys, the last of which seals', () => {
    const [root, one, two] = [key(), key(), key()]
    const ring = keyRingOf(` k1=${one}, root=${root}\nk2=${two} `)
    expect(Buffer.from(ring.root).toString('base64')).toBe(root)
    expect(ring.keys.map(({ id }) => id)).toEqual(['k1', 'k2'])
    expect(ring.keys.map(each => Buffer.from(each.key).toString('base64'))).toEqual([one, two])
  })

  it.each([
    ['no root', `k1=${key()}`, 'has no root'],
    ['a root alone', `root=${key()}`, 'has no key beside the root'],
    ['a name twice', `root=${key()},k1=${key()},k1=${key()}`, 'names k1 twice'],
    ['two roots', `root=${key()},root=${key()},k1=${key()}`, 'names root twice'],
    ['no name', `root=${key()},${key()}`, 'has no name in entry 2'],
    [
      '31 bytes',
      `root=${Buffer.alloc(31).toString('base64')},k1=${key()}`,
      'has no base64 of 32 bytes for root',
    ],
    ['nothing', ' , ', 'has no root'],
  ])('is refused with %s, without quoting it', (_, text, said) => {
    const error = errorOf(() => keyRingOf(text))
    expect(error).toMatchObject({ fault: 'damaged-keys', message: `JINENG_KEYS ${said}` })
  })
})
