import { keyFileIn, readKeyFile } from '../../../cloudfunctions/adapters/node-crypto/key-file'
import type { KeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'

/** The keys of a data folder as the functions get them, by `JINENG_KEYS`. @throws SecretsError */
export function keysTextIn(dataFolder: string): string {
  const ring = readKeyFile(keyFileIn(dataFolder))
  if (ring === null) throw new Error(`there are no keys in ${dataFolder}`)
  return keysTextOf(ring)
}

/** A ring as `JINENG_KEYS` reads it. */
export function keysTextOf({ root, keys }: KeyRing): string {
  const entries = [{ id: 'root', key: root }, ...keys]
  return entries.map(({ id, key }) => `${id}=${Buffer.from(key).toString('base64')}`).join(',')
}
