import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing, withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Operation } from '../../../cloudfunctions/contract/app'
import { accountInWechat, bindInWechat, openIdOf } from '../../../cloudfunctions/services/accounts/wechat'
import { answer } from '../../../cloudfunctions/services/answer'
import { ACCOUNTS, SESSIONS } from '../../../cloudfunctions/services/documents/accounts'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { adoptKeys, forgetOldKeys, verifyKeys } from '../../../cloudfunctions/services/keys/check'
import { SEALINGS } from '../../../cloudfunctions/services/keys/sealed'
import { accountOf } from '../kept'
import { PASSWORD, School } from '../school'

const DAY = 86_400_000
const MINE = 'oWX-mine-000000000000000001'
const THEIRS = 'oWX-theirs-0000000000000002'
const signedOut = { done: false, refusal: { code: 'signed-out' } }

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

function ask(openId: string, operation: Operation, input: object = {}, token: string | null = null) {
  const caller = { token, device: null, address: `wechat ${openId}`, requestId: 'r1', openId }
  return answer(school.server, caller, operation, input)
}

const signIn = (openId: string, name: string, password = PASSWORD) =>
  ask(openId, 'sign-in', { name, password })

/** The token of a browser that signed in with the account. */
async function browserOf(name: string): Promise<string> {
  const outcome = await school.ask(null, 'sign-in', { name, password: PASSWORD })
  if (!outcome.done || outcome.session?.kind !== 'begun') throw new Error(`${name} could not sign in`)
  return outcome.session.token
}

async function nameOf(openId: string): Promise<string | null> {
  const outcome = await ask(openId, 'who-am-i')
  if (!outcome.done) throw new Error('who-am-i was refused')
  return outcome.answer === null ? null : (outcome.answer as { name: string }).name
}

describe('a person in WeChat', () => {
  it('is nobody before having signed in once', async () => {
    expect(await nameOf(MINE)).toBeNull()
    expect(await ask(MINE, 'trainee-today')).toEqual(signedOut)
  })

  it('is known by WeChat alone from then on, with no session and no token', async () => {
    const outcome = await signIn(MINE, 't1')
    expect(outcome).toMatchObject({ done: true, answer: { name: 't1' } })
    expect(outcome).not.toHaveProperty('session')
    expect(await ask(MINE, 'trainee-today')).toMatchObject({ done: true })
    expect(await readAll(school.store, SESSIONS, { index: 'byEnd', equal: [] })).toEqual([])
  })

  it('is not made by a token that came along', async () => {
    const session = await browserOf('t1')
    expect(await ask(MINE, 'trainee-today', {}, session)).toEqual(signedOut)
  })

  it('is not made by a wrong password, nor of a closed account', async () => {
    expect(await signIn(MINE, 't1', 'x')).toMatchObject({ refusal: { code: 'wrong-name-or-password' } })
    expect(await nameOf(MINE)).toBeNull()
  })

  it('is not another person', async () => {
    await signIn(MINE, 't1')
    expect(await nameOf(THEIRS)).toBeNull()
  })

  it('is known by one indexed read', async () => {
    await signIn(MINE, 't1')
    const get = jest.spyOn(school.store, 'get')
    const range = jest.spyOn(school.store, 'range')
    const commit = jest.spyOn(school.store, 'commit')
    await ask(MINE, 'who-am-i')
    expect([get.mock.calls.length, range.mock.calls.length, commit.mock.calls.length]).toEqual([0, 1, 0])
    jest.restoreAllMocks()
  })

  it('has one account: another sign-in lets go of the one before', async () => {
    await signIn(MINE, 't1')
    await signIn(MINE, 't2')
    expect(await nameOf(MINE)).toBe('t2')
    expect((await accountOf(school, 't1')).wechat).toBeNull()
  })

  it('takes an account over from whoever had it', async () => {
    await signIn(MINE, 't1')
    await signIn(THEIRS, 't1')
    expect([await nameOf(MINE), await nameOf(THEIRS)]).toEqual([null, 't1'])
  })

  it('may swap accounts with another, and both end with one', async () => {
    await signIn(MINE, 't1')
    await signIn(THEIRS, 't2')
    await Promise.all([signIn(MINE, 't2'), signIn(THEIRS, 't1')])
    const names = [await nameOf(MINE), await nameOf(THEIRS)]
    expect(names).toEqual(['t2', 't1'])
  })

  it('is nobody again after signing out, and can sign in anew', async () => {
    await signIn(MINE, 't1')
    expect(await ask(MINE, 'sign-out')).toMatchObject({ answer: { signedOut: true } })
    expect(await nameOf(MINE)).toBeNull()
    await signIn(MINE, 't1')
    expect(await nameOf(MINE)).toBe('t1')
  })

  it('is asked for the password again after 180 days, not a moment earlier', async () => {
    await signIn(MINE, 't1')
    school.now += 180 * DAY - 1
    expect(await nameOf(MINE)).toBe('t1')
    school.now += 1
    expect(await nameOf(MINE)).toBeNull()
  })

  it('is nobody once an administrator has reset the password or closed the account', async () => {
    await signIn(MINE, 't1')
    await signIn(THEIRS, 't2')
    await school.answer('administrator', 'reset-password', { accountId: 'A-t1' })
    await school.answer('administrator', 'close-account', { accountId: 'A-t2' })
    expect([await nameOf(MINE), await nameOf(THEIRS)]).toEqual([null, null])
  })

  it('goes on after changing the own password, whose other sessions end', async () => {
    const elsewhere = await browserOf('t1')
    await signIn(MINE, 't1')
    const input = { currentPassword: PASSWORD, newPassword: 'better pass' }
    const outcome = await ask(MINE, 'change-password', input)
    expect(outcome).toMatchObject({ done: true })
    expect(outcome).not.toHaveProperty('session')
    expect(await nameOf(MINE)).toBe('t1')
    const browser = { token: elsewhere, device: null, address: '192.0.2.1', requestId: 'r2' }
    expect(await answer(school.server, browser, 'trainee-today', {})).toEqual(signedOut)
  })

  it('ends when the password is changed elsewhere', async () => {
    await signIn(MINE, 't1')
    await school.answer('t1', 'change-password', { currentPassword: PASSWORD, newPassword: 'better pass' })
    expect(await nameOf(MINE)).toBeNull()
  })

  it('has an OPENID that the store does not hold readable, and that messages can be sent to', async () => {
    await signIn(MINE, 't1')
    const account = await accountOf(school, 't1')
    const kept = JSON.stringify(await readAll(school.store, ACCOUNTS, { index: 'byName', equal: [] }))
    expect(kept).not.toContain(MINE)
    expect(openIdOf(school.server, account)).toBe(MINE)
    expect(openIdOf(school.server, await accountOf(school, 't2'))).toBeNull()
  })
})

it('an OPENID goes over to a new key with all else, and until it has the old key is needed', async () => {
  const ring = newKeyRing()
  const renewed = withNewKey(ring)
  const [before, after] = [createSecrets(ring), createSecrets(renewed)]
  const bound = async () => openIdOf({ secrets: createSecrets(newOnly) }, await accountOf(school, 't1'))
  const newOnly = { ...renewed, keys: renewed.keys.slice(1) }
  await adoptKeys(school.store, before)
  await bindInWechat({ ...school.server, secrets: before }, await accountOf(school, 't1'), MINE)
  await adoptKeys(school.store, after)
  expect(await SEALINGS.openIds.countByKey(school.store, after)).toEqual(new Map([['k1', 1]]))
  expect(await forgetOldKeys(school.store, after)).toContain('k1')
  await expect(verifyKeys(school.store, createSecrets(newOnly))).rejects.toMatchObject({
    fault: 'unknown-key',
  })
  expect(await SEALINGS.openIds.reseal(school.store, after)).toBe(1)
  expect(await SEALINGS.openIds.reseal(school.store, after)).toBe(0)
  expect(await SEALINGS.openIds.countByKey(school.store, after)).toEqual(new Map([['k2', 1]]))
  expect(await bound()).toBe(MINE)
  expect((await accountInWechat({ ...school.server, secrets: after }, MINE))?.name).toBe('t1')
})

it('five wrong passwords of one person in WeChat keep nobody else out', async () => {
  for (let n = 0; n < 5; n++) await signIn(THEIRS, 't1', 'x')
  expect(await signIn(THEIRS, 't1')).toMatchObject({ refusal: { code: 'too-many-attempts' } })
  expect(await signIn(MINE, 't1')).toMatchObject({ done: true })
})
