import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import {
  type KeyRing,
  newKeyRing,
  withNewKey,
  withOthersRetired,
} from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { SecretsError } from '../../../cloudfunctions/ports/secrets'

const PLAIN = '00010119900307123X'
const HERE = 'trainees T1 idNumber'

const ring = newKeyRing()
const secrets = createSecrets(ring)

function faultOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof SecretsError) return error.fault
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a sealed value', () => {
  it.each(['', 'x', PLAIN, '汉字 🀄', 'y'.repeat(100_000)])('opens to what was sealed', plain => {
    expect(secrets.decrypt(secrets.encrypt(plain, HERE), HERE)).toBe(plain)
  })

  it('shows nothing of the text, names its key, and is another one each time', () => {
    const sealed = Array.from({ length: 100 }, () => secrets.encrypt(PLAIN, HERE))
    expect(new Set(sealed).size).toBe(100)
    expect(new Set(sealed.map(text => text.slice(0, 'v1.k1.'.length + 16))).size).toBe(100)
    expect(sealed[0]).toMatch(/^v1\.k1\.[\w-]+$/)
    expect(sealed[0]).not.toContain(Buffer.from(PLAIN).toString('base64url').slice(0, 8))
    expect(secrets.keyIdOf(sealed[0] ?? '')).toBe('k1')
  })

  it('can’t be moved to another person or another field', () => {
    const sealed = secrets.encrypt(PLAIN, HERE)
    for (const elsewhere of ['trainees T2 idNumber', 'trainees T1 face', '']) {
      expect(faultOf(() => secrets.decrypt(sealed, elsewhere))).toBe('tampered')
    }
  })

  it('is refused when any one of its bytes is another', () => {
    const [format, keyId, text = ''] = secrets.encrypt(PLAIN, HERE).split('.')
    const body = Buffer.from(text, 'base64url')
    for (let i = 0; i < body.length; i++) {
      const changed = Buffer.from(body)
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i)
      const sealed = [format, keyId, changed.toString('base64url')].join('.')
      expect(faultOf(() => secrets.decrypt(sealed, HERE))).toBe('tampered')
    }
  })

  it.each([
    ['cut', (sealed: string) => sealed.slice(0, -1)],
    ['too short for a nonce and a tag', () => `v1.k1.${Buffer.alloc(27).toString('base64url')}`],
    ['with letters that a decoder skips', (sealed: string) => `${sealed}=`],
    ['with a part too many', (sealed: string) => `${sealed}.x`],
    ['of another format', (sealed: string) => sealed.replace('v1', 'v2')],
    ['without a key', (sealed: string) => sealed.replace('k1', '')],
    ['empty', () => ''],
    ['plain', () => PLAIN],
  ])('is refused when it is %s', (_, change) => {
    const sealed = change(secrets.encrypt(PLAIN, HERE))
    expect(faultOf(() => secrets.decrypt(sealed, HERE))).toBe('tampered')
  })

  it('can’t be relabelled with another key, nor opened without its own', () => {
    const two = createSecrets(withNewKey(ring))
    const sealed = secrets.encrypt(PLAIN, HERE)
    expect(faultOf(() => two.decrypt(sealed.replace('k1', 'k2'), HERE))).toBe('tampered')
    expect(faultOf(() => secrets.decrypt(sealed.replace('k1', 'k2'), HERE))).toBe('unknown-key')
    expect(faultOf(() => createSecrets(newKeyRing()).decrypt(sealed, HERE))).toBe('tampered')
  })
})

describe('a fingerprint', () => {
  it('is the same for the same text and purpose, and for nothing else', () => {
    const index = secrets.blindIndex(PLAIN, 'id-number')
    expect(secrets.blindIndex(PLAIN, 'id-number')).toBe(index)
    expect(secrets.blindIndex('000101199003071240', 'id-number')).not.toBe(index)
    expect(secrets.blindIndex(PLAIN, 'phone')).not.toBe(index)
    expect(createSecrets(newKeyRing()).blindIndex(PLAIN, 'id-number')).not.toBe(index)
    expect(index).toMatch(/^[\w-]{43}$/)
  })
})

describe('rotation', () => {
  const rotated = withNewKey(ring)
  const after = createSecrets(rotated)

  it('seals with the new key, opens with either, and finds by the same fingerprint', () => {
    const old = secrets.encrypt(PLAIN, HERE)
    expect(after.currentKeyId).toBe('k2')
    expect(after.keyIdOf(after.encrypt(PLAIN, HERE))).toBe('k2')
    expect(after.decrypt(old, HERE)).toBe(PLAIN)
    expect(after.blindIndex(PLAIN, 'id-number')).toBe(secrets.blindIndex(PLAIN, 'id-number'))
  })

  it('retires every key but the new one, once, and a retired key still opens a backup', () => {
    const retired = withOthersRetired(rotated, '2024-06-03')
    const datesOf = ({ keys }: KeyRing) => keys.map(({ retiredOn }) => retiredOn)
    expect(datesOf(retired)).toEqual(['2024-06-03', null])
    const again = withOthersRetired(withNewKey(retired), '2024-07-01')
    expect(datesOf(again)).toEqual(['2024-06-03', '2024-07-01', null])
    expect(createSecrets(again).decrypt(secrets.encrypt(PLAIN, HERE), HERE)).toBe(PLAIN)
    expect(createSecrets(again).currentKeyId).toBe('k3')
  })
})

it('keys are in no text that a log could make of it', () => {
  const known = Buffer.from(ring.root).toString('hex')
  const text = JSON.stringify(secrets) + String(secrets)
  expect(text).not.toContain(known)
  expect(JSON.parse(JSON.stringify(secrets))).toEqual({ currentKeyId: 'k1' })
})

it('a ring without a key in use is refused', () => {
  expect(faultOf(() => createSecrets({ ...ring, keys: [] }))).toBe('damaged-keys')
})
