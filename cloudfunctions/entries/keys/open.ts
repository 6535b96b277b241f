import { createSecrets } from '../../adapters/node-crypto'
import { keyFileIn, makeKeyFile, readKeyFile } from '../../adapters/node-crypto/key-file'
import { type KeyRing, newKeyRing } from '../../adapters/node-crypto/key-ring'
import { keyRingOf } from '../../adapters/node-crypto/key-text'
import { type Secrets, SecretsError } from '../../ports/secrets'
import type { Store, StoreReader } from '../../ports/store'
import { adoptKeys, mayHoldSealed } from '../../services/keys/check'

/** Where the keys of a data folder are. */
export interface KeysPlace {
  readonly dataFolder: string
  /** The text of `JINENG_KEYS`; null: they are in the data folder's key file. */
  readonly fromEnvironment: string | null
}

/**
 * The secrets of a store, held to what it was sealed with. Keys are made for a store that has never had any, and for
 * no other: with new ones, nothing that is sealed in it could be opened again.
 * @throws SecretsError, StoreError
 */
export async function openSecrets(store: Store, place: KeysPlace): Promise<Secrets> {
  const ring = (await readKeys(store, place)) ?? makeKeys(place.dataFolder)
  const secrets = createSecrets(ring)
  await adoptKeys(store, secrets)
  return secrets
}

/** Null: neither the store nor the folder has ever had keys. @throws SecretsError, StoreError */
export async function readKeys(store: StoreReader, place: KeysPlace): Promise<KeyRing | null> {
  if (place.fromEnvironment !== null) return keyRingOf(place.fromEnvironment)
  const file = keyFileIn(place.dataFolder)
  const ring = readKeyFile(file)
  if (ring === null && (await mayHoldSealed(store))) {
    throw new SecretsError(
      'no-keys',
      `${file} is missing, and the store holds values that were sealed with it`,
    )
  }
  return ring
}

function makeKeys(dataFolder: string): KeyRing {
  const ring = newKeyRing()
  makeKeyFile(keyFileIn(dataFolder), ring)
  return ring
}
