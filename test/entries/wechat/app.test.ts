import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'

import type { answerApp } from '../../../cloudfunctions/entries/wechat/wire/app'
import { insert, put } from '../../../cloudfunctions/ports/store'
import { hashPassword } from '../../../cloudfunctions/services/accounts/password'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { LAYOUT, LAYOUTS } from '../../../cloudfunctions/services/documents/layouts'
import { adoptKeys } from '../../../cloudfunctions/services/keys/check'
import { accountWith } from '../../support/account'
import { type FunctionEnvironment, openFunctionEnvironment } from './function-environment'

const MINE = 'oWX-mine-000000000000000001'
const THEIRS = 'oWX-theirs-0000000000000002'
const PASSWORD = 'pass word 1'

let world: FunctionEnvironment
let answer: typeof answerApp

beforeEach(async () => {
  world = await openFunctionEnvironment()
  const password = await hashPassword(PASSWORD, { N: 16, r: 1, p: 1 })
  await world.store.commit(
    ['jianguan', 'caiwu'].map((name, i) =>
      insert(ACCOUNTS, accountWith({ id: `A${i}`, name, role: 'supervisor', password })),
    ),
  )
})
afterEach(() => world.close())
beforeAll(() => beginInstance())

/** What an instance has made, it keeps. */
async function beginInstance(): Promise<void> {
  jest.resetModules()
  answer = (await import('../../../cloudfunctions/entries/wechat/wire/app')).answerApp
}

/** Null: a timer or an HTTP request, for which WeChat's cloud names nobody. */
function call(openId: string | null, event: unknown) {
  delete process.env.WX_OPENID
  if (openId !== null) Object.assign(process.env, { WX_OPENID: openId, WX_CONTEXT_KEYS: 'WX_OPENID' })
  return answer(event)
}

const ask = (openId: string | null, operation: string, input: unknown = {}) =>
  call(openId, { operation, input })
const signIn = (openId: string | null, name = 'jianguan', password = PASSWORD) =>
  ask(openId, 'sign-in', { name, password })
const nobody = { status: 200, body: null }
const signedOut = { status: 401, body: { error: expect.objectContaining({ code: 'signed-out' }) } }
const mistake = { status: 400, body: { error: expect.objectContaining({ code: 'bad-input' }) } }

/** Lists nested so deep. */
function nested(levels: number): unknown {
  let value: unknown = []
  for (let level = 1; level < levels; level++) value = [value]
  return value
}

describe('who asks', () => {
  it('is nobody without an OPENID, whatever the event says', async () => {
    expect(await signIn(null)).toEqual(signedOut)
    const claimed = { operation: 'who-am-i', input: {}, openId: MINE, userInfo: { openId: MINE } }
    await signIn(MINE)
    expect(await call(null, claimed)).toEqual(signedOut)
  })

  it('is whoever WeChat names, once bound by name and password', async () => {
    expect(await ask(MINE, 'who-am-i')).toEqual(nobody)
    expect(await signIn(MINE)).toMatchObject({ status: 200, body: { name: 'jianguan' } })
    expect(await ask(MINE, 'who-am-i')).toMatchObject({ status: 200, body: { name: 'jianguan' } })
    expect(await ask(THEIRS, 'who-am-i')).toEqual(nobody)
  })

  it('is nobody by an OPENID of which the SDK has made a number', async () => {
    expect(await signIn('12345678901234567890123456')).toEqual(signedOut)
  })

  it('is told a wrong password as over HTTP', async () => {
    const body = {
      error: { code: 'wrong-name-or-password', message: '账号或密码不对，请检查后再试。' },
    }
    expect(await signIn(MINE, 'jianguan', 'x')).toEqual({ status: 401, body })
  })
})

describe('a question', () => {
  it.each([
    ['that nobody knows', 'no-such-operation'],
    ['by a name that every object has', 'constructor'],
    ['by a name that is no text', 5],
  ])('%s is not found', async (_, operation) => {
    expect(await call(MINE, { operation, input: {} })).toMatchObject({ status: 404 })
  })

  it.each([null, undefined, 'text', 7, []])('that is no question (%p) is not found', async event => {
    expect(await call(MINE, event)).toMatchObject({ status: 404 })
  })

  it.each([
    ['without an input', undefined],
    ['whose input has another shape', { name: 1 }],
    ['with a name that means something else', JSON.parse('{"__proto__": {"role": "administrator"}}')],
    ['with a text that can’t be kept', { name: 'a\0', password: 'x' }],
    ['that nests 33 levels deep', nested(33)],
    ['that nests 10,000 levels deep', nested(10_000)],
  ])('%s is a mistake', async (_, input) => {
    expect(await ask(MINE, 'sign-in', input)).toEqual(mistake)
  })

  it('of more than 64 KB is too large, in characters of three bytes too', async () => {
    const input = { name: '学'.repeat(22_000), password: 'x' }
    expect(await ask(MINE, 'sign-in', input)).toMatchObject({ status: 413 })
    expect(await ask(MINE, 'sign-in', { ...input, name: '学'.repeat(20_000) })).toEqual(mistake)
  })
})

describe('an outage is told as one, and the log says why without saying who', () => {
  it('of the database', async () => {
    await signIn(MINE)
    world.cloud.gateway.faults.add({ how: 'unavailable', times: 50 })
    const told = await ask(MINE, 'who-am-i')
    expect(told).toMatchObject({ status: 503, body: { error: { code: 'outage' } } })
    expect(world.lines.some(line => line.includes('"failed"') && line.includes('StoreError'))).toBe(true)
  })

  it('of keys that were not set', async () => {
    await beginInstance()
    delete process.env.JINENG_KEYS
    expect(await signIn(MINE)).toMatchObject({ status: 500, body: { error: { code: 'outage' } } })
    expect(world.lines.join()).toContain('SettingError')
  })

  it('of keys that are another installation’s, before anything is sealed with them', async () => {
    await beginInstance()
    await adoptKeys(world.store, createSecrets(newKeyRing()))
    expect(await signIn(MINE)).toMatchObject({ status: 503 })
    expect(await world.store.get(ACCOUNTS, 'A0')).toMatchObject({ document: { wechat: null } })
  })
})

it('no line of the log holds an OPENID, a name or a password', async () => {
  await signIn(MINE)
  await signIn(MINE, 'jianguan', 'wrong pass')
  await ask(MINE, 'class-days')
  expect(world.lines.length).toBeGreaterThanOrEqual(3)
  expect(world.lines.join('\n')).not.toMatch(/oWX|jianguan|pass/)
})

describe('documents that are laid out for another program', () => {
  it('are neither read nor written, and whoever asks is told to wait', async () => {
    await beginInstance()
    await world.store.commit([put(LAYOUTS, { id: 'layout', layout: LAYOUT - 1, keys: {}, unkeyed: [] })])
    const waiting = { status: 503, body: { error: expect.objectContaining({ code: 'outage' }) } }
    const told = await signIn(MINE)
    expect(told).toMatchObject(waiting)
    expect(JSON.stringify(told)).toContain('系统正在升级')
    expect(world.lines.join('\n')).toContain('jineng migrate --cloud')
    await world.store.commit([put(LAYOUTS, { id: 'layout', layout: LAYOUT, keys: {}, unkeyed: [] })])
    expect(await signIn(MINE)).toMatchObject({ status: 200 })
  })
})
