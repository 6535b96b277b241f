import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { type Secrets, SecretsError } from '../../ports/secrets'
import { currentKey, KEY_BYTES, KEY_ID, type KeyRing } from './key-ring'

const FORMAT = 'v1'
const CIPHER = 'aes-256-gcm'
/** 96 random bits: safe for some four thousand million values a key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Secrets by AES-256-GCM and HMAC-SHA256. @throws SecretsError for a ring without a key in use */
export function createSecrets(ring: KeyRing): Secrets {
  const current = currentKey(ring)
  if (current === undefined) throw new SecretsError('damaged-keys', 'the ring holds no key in use')
  return new RingSecrets(ring, current.id)
}

/** Keys are in private fields and key objects, which no log and no inspection writes out. */
class RingSecrets implements Secrets {
  readonly #keys: ReadonlyMap<string, KeyObject>
  readonly #root: KeyObject
  readonly #indexKeys = new Map<string, KeyObject>()

  constructor(
    ring: KeyRing,
    readonly currentKeyId: string,
  ) {
    this.#keys = new Map(ring.keys.map(({ id, key }) => [id, createSecretKey(key)]))
    this.#root = createSecretKey(ring.root)
  }

  encrypt(plain: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, this.#key(this.currentKeyId), nonce)
    cipher.setAAD(boundTo(this.currentKeyId, context))
    const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${FORMAT}.${this.currentKeyId}.${body.toString('base64url')}`
  }

  decrypt(sealed: string, context: string): string {
    const { keyId, body } = partsOf(sealed)
    const key = this.#key(keyId)
    const decipher = createDecipheriv(CIPHER, key, body.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(boundTo(keyId, context))
    decipher.setAuthTag(body.subarray(-TAG_BYTES))
    try {
      const plain = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES))
      return Buffer.concat([plain, decipher.final()]).toString('utf8')
    } catch (cause) {
      const what = `what stands at ${context}, sealed with key ${keyId}, is not what was kept there`
      throw new SecretsError('tampered', what, { cause })
    }
  }

  blindIndex(plain: string, purpose: string): string {
    return createHmac('sha256', this.#indexKey(purpose)).update(plain).digest('base64url')
  }

  keyIdOf(sealed: string): string {
    return partsOf(sealed).keyId
  }

  #key(id: string): KeyObject {
    const key = this.#keys.get(id)
    if (key === undefined) throw new SecretsError('unknown-key', `the ring holds no key ${id}`)
    return key
  }

  #indexKey(purpose: string): KeyObject {
    const known = this.#indexKeys.get(purpose)
    if (known !== undefined) return known
    const bytes = hkdfSync('sha256', this.#root, '', `jineng blind index ${purpose}`, KEY_BYTES)
    const key = createSecretKey(Buffer.from(bytes))
    this.#indexKeys.set(purpose, key)
    return key
  }
}

/** What a value is bound to besides its key: the format, the key's name and the place. */
function boundTo(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify([FORMAT, keyId, context]))
}

function partsOf(sealed: string): { readonly keyId: string; readonly body: Buffer } {
  const [format, keyId = '', text = '', ...rest] = sealed.split('.')
  const body = Buffer.from(text, 'base64url')
  const isSealed =
    format === FORMAT &&
    rest.length === 0 &&
    KEY_ID.test(keyId) &&
    body.length >= NONCE_BYTES + TAG_BYTES &&
    // Letters that the decoder would skip are no part of a sealed value.
    body.toString('base64url') === text
  if (!isSealed) throw new SecretsError('tampered', 'this is no sealed value')
  return { keyId, body }
}
