import { randomBytes } from 'node:crypto'

/** 256 bits, for AES-256 and as the root of the fingerprints' keys. */
export const KEY_BYTES = 32

/** Goes into every sealed value, before the first full stop after the format. */
export const KEY_ID = /^[A-Za-z0-9-]{1,32}$/

/** All keys of an installation. The last key that is not retired seals new values; every key opens its own. */
export interface KeyRing {
  /** Never changes, or nothing could be found by its fingerprint any more. */
  readonly root: Uint8Array
  readonly keys: readonly RingKey[]
}

export interface RingKey {
  readonly id: string
  readonly key: Uint8Array
  /** Since when no value of the store has needed it; it is kept for backups from before. Null: in use. */
  readonly retiredOn: string | null
}

export function newKeyRing(): KeyRing {
  return { root: randomBytes(KEY_BYTES), keys: [newKey('k1')] }
}

/** The ring with one more key, which seals new values from now on. */
export function withNewKey(ring: KeyRing): KeyRing {
  return { ...ring, keys: [...ring.keys, newKey(`k${ring.keys.length + 1}`)] }
}

/** Retires every key but the current one. @param on a date, for the person who reads the file */
export function withOthersRetired(ring: KeyRing, on: string): KeyRing {
  const current = currentKey(ring)
  const retired = (key: RingKey) => (key === current ? key : { ...key, retiredOn: key.retiredOn ?? on })
  return { ...ring, keys: ring.keys.map(retired) }
}

/** Undefined: the ring holds no key in use, which no ring that was read does. */
export function currentKey(ring: KeyRing): RingKey | undefined {
  return ring.keys.filter(({ retiredOn }) => retiredOn === null).at(-1)
}

function newKey(id: string): RingKey {
  return { id, key: randomBytes(KEY_BYTES), retiredOn: null }
}

/** Null: not the base64 of exactly one key. */
export function keyBytesOf(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text ? bytes : null
}
