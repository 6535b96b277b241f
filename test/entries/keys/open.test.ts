import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { keyFileIn, readKeyFile, replaceKeyFile } from '../../../cloudfunctions/adapters/node-crypto/key-file'
import { type KeyRing, withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import { openSecrets } from '../../../cloudfunctions/entries/keys/open'
import { secretsSentence } from '../../../cloudfunctions/entries/keys/sentences'
import { SecretsError, type SecretsFault } from '../../../cloudfunctions/ports/secrets'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import { bindInWechat } from '../../../cloudfunctions/services/accounts/wechat'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { forgetOldKeys } from '../../../cloudfunctions/services/keys/check'
import { SEALINGS } from '../../../cloudfunctions/services/keys/sealed'
import { accountWith } from '../../support/account'

const NONE = { salt: 's', hash: 'h', N: 2, r: 1, p: 1 }

let dataFolder: string
let file: string
let store: Store
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jineng-open-keys-'))
  file = keyFileIn(dataFolder)
  store = await openSqliteStore(dataFolder, COLLECTIONS)
})
afterEach(async () => {
  await store.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const open = (fromEnvironment: string | null = null) => openSecrets(store, { dataFolder, fromEnvironment })

async function faultOf(opening: Promise<unknown>): Promise<SecretsFault> {
  const error: unknown = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof SecretsError) return error.fault
  throw new Error(`no SecretsError: ${String(error)}`)
}

function ringInFile(): KeyRing {
  const ring = readKeyFile(file)
  if (ring === null) throw new Error('no key file')
  return ring
}

/** A ring as `JINENG_KEYS` spells it. */
function textOf({ root, keys }: Pick<KeyRing, 'root' | 'keys'>): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return [`root=${text(root)}`, ...keys.map(({ id, key }) => `${id}=${text(key)}`)].join(',')
}

describe('the keys of a new store', () => {
  it('are made at the first start and are the same at the next', async () => {
    const sealed = (await open()).encrypt('x', 'here')
    const made = readFileSync(file, 'utf8')
    expect((await open()).decrypt(sealed, 'here')).toBe('x')
    expect(readFileSync(file, 'utf8')).toBe(made)
  })

  it('that were made before the start was stopped are taken', async () => {
    const ring = await open().then(ringInFile)
    await store.close()
    rmSync(join(dataFolder, 'store.db'))
    store = await openSqliteStore(dataFolder, COLLECTIONS)
    await open()
    expect(ringInFile()).toEqual(ring)
  })

  it('come from the environment where it has them, and then no file is made', async () => {
    const key = () => randomBytes(32).toString('base64')
    expect((await open(`root=${key()},a=${key()},b=${key()}`)).currentKeyId).toBe('b')
    expect(existsSync(file)).toBe(false)
  })
})

describe('keys are never made anew for a store that was sealed with others', () => {
  it('when the file is gone', async () => {
    await open()
    renameSync(file, `${file}.away`)
    expect(await faultOf(open())).toBe('no-keys')
    expect(existsSync(file)).toBe(false)
    renameSync(`${file}.away`, file)
    await open()
  })

  it('when it is another installation’s', async () => {
    const ring = await open().then(ringInFile)
    const other = { ...ring, keys: ring.keys.map(key => ({ ...key, key: randomBytes(32) })) }
    replaceKeyFile(file, other)
    expect(await faultOf(open())).toBe('wrong-keys')
    replaceKeyFile(file, { ...ring, root: randomBytes(32) })
    expect(await faultOf(open())).toBe('wrong-keys')
    replaceKeyFile(file, ring)
    await open()
  })

  it('when it is damaged or open to others', async () => {
    await open()
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.slice(0, 40))
    expect(await faultOf(open())).toBe('damaged-keys')
    writeFileSync(file, '')
    expect(await faultOf(open())).toBe('damaged-keys')
    writeFileSync(file, whole)
    chmodSync(file, 0o640)
    expect(await faultOf(open())).toBe('open-to-others')
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })

  it('when a key that values still need is left out, until they are sealed anew', async () => {
    const ring = await open().then(ringInFile)
    const renewed = withNewKey(ring)
    await open(textOf(renewed))
    const newOnly = { ...renewed, keys: renewed.keys.slice(1) }
    expect(await faultOf(open(textOf(newOnly)))).toBe('unknown-key')
    const account = accountWith({ id: 'A1', name: 'a1', role: 'trainee', password: NONE })
    await store.commit([insert(ACCOUNTS, account)])
    await bindInWechat({ store, clock: systemClock, secrets: createSecrets(ring) }, account, 'oWX-1')
    expect(await forgetOldKeys(store, await open(textOf(renewed)))).toEqual(['k1'])
    expect(await faultOf(open(textOf(newOnly)))).toBe('unknown-key')
    await SEALINGS.openIds.reseal(store, createSecrets(renewed))
    expect(await forgetOldKeys(store, await open(textOf(renewed)))).toEqual([])
    expect((await open(textOf(newOnly))).currentKeyId).toBe('k2')
  })

  it('may move from the file to the environment', async () => {
    const sealed = (await open()).encrypt('x', 'here')
    const text = textOf(ringInFile())
    rmSync(file)
    expect((await open(text)).decrypt(sealed, 'here')).toBe('x')
  })
})

it.each<SecretsFault>(['no-keys', 'wrong-keys', 'unknown-key', 'damaged-keys', 'open-to-others', 'tampered'])(
  'says in a sentence what to do about %s, and what was found',
  fault => {
    expect(secretsSentence(new SecretsError(fault, 'the place'))).toMatch(/[一-龥]{4}.*（the place）$/)
  },
)
