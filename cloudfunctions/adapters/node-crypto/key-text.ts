import { SecretsError } from '../../ports/secrets'
import { KEY_ID, type KeyRing, keyBytesOf, type RingKey } from './key-ring'

/**
 * A key ring from one line of text, for `JINENG_KEYS`: `root=…,k1=…,k2=…`, separated by commas or blanks, each value
 * the base64 of 32 random bytes. `root` never changes; the last of the others seals new values.
 * @throws SecretsError `damaged-keys`, naming the entry and never its value
 */
export function keyRingOf(text: string): KeyRing {
  const entries = text.split(/[\s,]+/).filter(entry => entry !== '')
  const keys = entries.map(keyOf)
  const repeated = keys.find(({ id }, i) => keys.findIndex(other => other.id === id) !== i)
  if (repeated) throw damaged(`names ${repeated.id} twice`)
  const root = keys.find(({ id }) => id === 'root')
  if (root === undefined) throw damaged('has no root')
  if (keys.length < 2) throw damaged('has no key beside the root')
  return { root: root.key, keys: keys.filter(key => key !== root) }
}

function keyOf(entry: string, index: number): RingKey {
  const at = entry.indexOf('=')
  const id = entry.slice(0, Math.max(0, at))
  if (!KEY_ID.test(id)) throw damaged(`has no name in entry ${index + 1}`)
  const key = keyBytesOf(entry.slice(at + 1))
  if (key === null) throw damaged(`has no base64 of 32 bytes for ${id}`)
  return { id, key, retiredOn: null }
}

function damaged(what: string): SecretsError {
  return new SecretsError('damaged-keys', `JINENG_KEYS ${what}`)
}
