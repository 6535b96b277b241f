import { type Secrets, SecretsError } from '../../ports/secrets'
import { insert, MOST_PER_PAGE, remove, type Store, type StoreReader } from '../../ports/store'
import { KEY_CHECKS, type KeyCheck } from '../documents/keys'
import { readAll } from '../documents/read'
import { keysInUse } from './sealed'

const ROOT = 'root'
const KEY = 'key '
const KNOWN_TEXT = 'jineng'

/** Whether values may have been sealed into this store: then new keys would be the wrong ones. */
export async function mayHoldSealed(store: StoreReader): Promise<boolean> {
  const someCheck = await store.range(KEY_CHECKS, { index: 'byId', equal: [], limit: 1 })
  return someCheck.items.length > 0
}

/**
 * Holds the keys to what this store was sealed with.
 * @throws SecretsError `wrong-keys` when they are others, `unknown-key` when one is missing
 */
export async function verifyKeys(store: StoreReader, secrets: Secrets): Promise<void> {
  await verifiedChecks(store, secrets)
}

/** The same, and notes down what is to be held against them next time. To be done before anything is sealed. */
export async function adoptKeys(store: Store, secrets: Secrets): Promise<void> {
  const verified = await verifiedChecks(store, secrets)
  for (const check of [rootCheck(secrets), keyCheck(secrets)]) {
    // One that came meanwhile stands: it will be held against the keys next time.
    if (!verified.has(check.id)) await store.commit([insert(KEY_CHECKS, check)])
  }
}

/** @returns the ids of all checks, each of which the keys have passed @throws SecretsError */
async function verifiedChecks(store: StoreReader, secrets: Secrets): Promise<ReadonlySet<string>> {
  const checks = await readAll(store, KEY_CHECKS, { index: 'byId', equal: [] })
  for (const check of checks) {
    if (!holds(secrets, check)) {
      throw new SecretsError('wrong-keys', `these are not the keys of this data: ${check.id} differs`)
    }
  }
  return new Set(checks.map(({ id }) => id))
}

/**
 * After a rotation: the keys that no value needs any more may be missing from now on.
 * @returns the old keys that values still need, sealed meanwhile by somebody who had no other
 */
export async function forgetOldKeys(store: Store, secrets: Secrets): Promise<readonly string[]> {
  const inUse = await keysInUse(store, secrets)
  const needed = new Set([ROOT, ...[secrets.currentKeyId, ...inUse].map(id => `${KEY}${id}`)])
  const checks = await store.range(KEY_CHECKS, { index: 'byId', equal: [], limit: MOST_PER_PAGE })
  const old = checks.items.filter(({ document }) => !needed.has(document.id))
  await store.commit(old.map(({ document, version }) => remove(KEY_CHECKS, document.id, version)))
  return [...inUse].filter(id => id !== secrets.currentKeyId)
}

function rootCheck(secrets: Secrets): KeyCheck {
  return { id: ROOT, value: secrets.blindIndex(KNOWN_TEXT, 'key-check') }
}

function keyCheck(secrets: Secrets): KeyCheck {
  const id = `${KEY}${secrets.currentKeyId}`
  return { id, value: secrets.encrypt(KNOWN_TEXT, contextOf(id)) }
}

function holds(secrets: Secrets, { id, value }: KeyCheck): boolean {
  if (id === ROOT) return value === rootCheck(secrets).value
  try {
    return secrets.decrypt(value, contextOf(id)) === KNOWN_TEXT
  } catch (error) {
    if (error instanceof SecretsError && error.fault === 'tampered') return false
    throw error
  }
}

function contextOf(id: string): string {
  return JSON.stringify([KEY_CHECKS.name, id, 'value'])
}
