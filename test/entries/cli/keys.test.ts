import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { keyFileIn, readKeyFile, replaceKeyFile } from '../../../cloudfunctions/adapters/node-crypto/key-file'
import { withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import { dateOf } from '../../../cloudfunctions/domain/time'
import { openSecrets } from '../../../cloudfunctions/entries/keys/open'
import { insert } from '../../../cloudfunctions/ports/store'
import { bindInWechat, openIdOf } from '../../../cloudfunctions/services/accounts/wechat'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { openIdNumber, sealTrainee } from '../../../cloudfunctions/services/id-numbers/seal'
import { SEALINGS } from '../../../cloudfunctions/services/keys/sealed'
import { accountWith } from '../../support/account'
import { Folder, jineng } from './run'

jest.setTimeout(60_000)

const OPEN_ID = 'oWX-mine-000000000000000001'
const NONE = { salt: 's', hash: 'h', N: 2, r: 1, p: 1 }
const COUNT = 5_000
const numberOf = (n: number) => `0000001990${String(n).padStart(8, '0')}`

let folder: Folder
let data: string
let file: string
beforeEach(async () => {
  folder = new Folder()
  data = path.join(folder.path, 'data')
  file = keyFileIn(data)
  const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  const secrets = await openSecrets(store, { dataFolder: data, fromEnvironment: null })
  const people = Array.from({ length: COUNT }, (_, n) => ({
    id: `R${String(n).padStart(4, '0')}`,
    classId: 'C1',
    name: '某人',
    population: 'other' as const,
    idNumber: numberOf(n),
  }))
  await store.commit(people.map(person => insert(TRAINEES, sealTrainee(secrets, person))))
  const account = accountWith({ id: 'A1', name: 'a1', role: 'trainee', password: NONE })
  await store.commit([insert(ACCOUNTS, account)])
  await bindInWechat({ store, clock: systemClock, secrets }, account, OPEN_ID)
  await store.close()
})
afterEach(() => folder.remove())

const keys = (what: string, options = {}) => jineng(['keys', what, '--data', data], options)

function ring() {
  const found = readKeyFile(file)
  if (found === null) throw new Error('no key file')
  return found
}

/** How many ID numbers each key has sealed; all of them open to what they were. */
async function counted(): Promise<Record<string, number>> {
  const secrets = createSecrets(ring())
  const store = openSqliteReader(data, MIGRATIONS)
  const records = await readAll(store, TRAINEES, { index: 'byClass', equal: [] })
  expect(records.map(record => openIdNumber(secrets, record))).toEqual(
    Array.from({ length: COUNT }, (_, n) => numberOf(n)),
  )
  const account = await read(store, ACCOUNTS, 'A1')
  expect(account && openIdOf({ secrets }, account)).toBe(OPEN_ID)
  const counts = Object.fromEntries(await SEALINGS.idNumbers.countByKey(store, secrets))
  await store.close()
  return counts
}

describe('jineng keys', () => {
  it('shows the key, goes over to a new one and retires the old', async () => {
    expect((await keys('status')).out).toContain(
      `k1\t使用中\t加密着 ${COUNT} 个身份证号、0 份人脸特征、1 个微信 OPENID`,
    )
    const { status, out, err } = await keys('rotate')
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain(`密钥 k2 重新加密 ${COUNT} 个身份证号、0 份人脸特征、1 个微信 OPENID`)
    const today = dateOf(Date.now())
    expect(ring().keys.map(({ id, retiredOn }) => [id, retiredOn])).toEqual([
      ['k1', today],
      ['k2', null],
    ])
    expect(await counted()).toEqual({ k2: COUNT })
    const after = (await keys('status')).out
    expect(after).toContain(`k1\t${today} 停用\t加密着 0 个身份证号、0 份人脸特征、0 个微信 OPENID`)
    expect(after).toContain(`k2\t使用中\t加密着 ${COUNT} 个身份证号`)
  })

  it('shows and tells no key', async () => {
    const secretText = ring().keys.map(({ key }) => Buffer.from(key).toString('base64'))[0] ?? ''
    const said = [await keys('status'), await keys('rotate'), await keys('status')]
    expect(JSON.stringify(said)).not.toContain(secretText.slice(0, 12))
    expect(readFileSync(file, 'utf8')).toContain(secretText)
  })

  it('killed as soon as the new key is on the disk, goes on with that key and makes no third', async () => {
    const child = spawn(process.execPath, ['tools/jineng.cjs', 'keys', 'rotate', '--data', data])
    const exited = once(child, 'exit')
    while (!readFileSync(file, 'utf8').includes('"k2"') && child.exitCode === null) await pause(1)
    child.kill('SIGKILL')
    expect((await exited)[1]).toBe('SIGKILL')
    const left = await counted()
    expect((left.k1 ?? 0) + (left.k2 ?? 0)).toBe(COUNT)
    const { status, err } = await keys('rotate')
    expect([status, err]).toEqual([0, '上次更换密钥没有做完，现在接着做\n'])
    expect(await counted()).toEqual({ k2: COUNT })
    expect(ring().keys.map(({ id }) => id)).toEqual(['k1', 'k2'])
  })

  it('takes the last key of JINENG_KEYS, and says which are not needed any more', async () => {
    const before = ring()
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    const named = (renewed: typeof before) =>
      [`root=${text(renewed.root)}`, ...renewed.keys.map(({ id, key }) => `${id}=${text(key)}`)].join(',')
    const renewed = withNewKey(before)
    rmSync(file)
    expect((await keys('rotate', { env: { JINENG_KEYS: named(before) } })).out).toContain(
      'JINENG_KEYS 末尾加上',
    )
    expect((await keys('rotate', { env: { JINENG_KEYS: named(renewed) } })).out).toContain(
      'k1 已没有数据使用',
    )
    const newOnly = { ...renewed, keys: renewed.keys.slice(1) }
    const status = await keys('status', { env: { JINENG_KEYS: named(newOnly) } })
    expect(status.out).toContain(`k2\t使用中\t加密着 ${COUNT} 个身份证号`)
    const old = await keys('status', { env: { JINENG_KEYS: named(before) } })
    expect([old.status, old.err]).toEqual([2, expect.stringContaining('补回')])
  })

  it('refuses to rotate while the store is in use, and shows all the same', async () => {
    const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
    const before = readFileSync(file, 'utf8')
    const { status, err } = await keys('rotate')
    expect([status, err]).toEqual([2, expect.stringContaining('请先停止服务')])
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect((await keys('status')).status).toBe(0)
    await store.close()
  })

  it('changes nothing with keys that are not the store’s', async () => {
    const { root, keys: own } = ring()
    replaceKeyFile(file, { root, keys: own.map(key => ({ ...key, key: randomBytes(32) })) })
    const before = readFileSync(file, 'utf8')
    for (const what of ['rotate', 'status']) {
      expect(await keys(what)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('对不上') })
    }
    expect(readFileSync(file, 'utf8')).toBe(before)
    rmSync(file)
    expect(await keys('rotate')).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('keys.json'),
    })
    expect(readKeyFile(file)).toBeNull()
  })

  it('asks what is to be done when it isn’t said', async () => {
    expect(await keys('')).toMatchObject({ status: 2, err: expect.stringContaining('keys status') })
  })
})
