import { cleanUpAccounts } from '../../../cloudfunctions/services/accounts/cleanup'
import { answer } from '../../../cloudfunctions/services/answer'
import { SESSIONS, SIGN_IN_TRIES } from '../../../cloudfunctions/services/documents/accounts'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { at, PASSWORD, School } from '../school'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = at('2024-06-03', '08:00')

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = START
})
afterEach(() => school.close())

const signIn = (name: string, password = PASSWORD, address = '192.0.2.1') =>
  answer(school.server, { token: null, address, requestId: 'r' }, 'sign-in', { name, password })

async function tokenOf(name: string): Promise<string> {
  const outcome = await signIn(name)
  if (!outcome.done || outcome.session?.kind !== 'begun') throw new Error('not signed in')
  return outcome.session.token
}
const whoIs = async (token: string | null) => {
  const outcome = await answer(school.server, { token, address: 'a', requestId: 'r' }, 'who-am-i', {})
  return outcome.done ? outcome.answer : outcome
}
const wrong = { done: false, refusal: { code: 'wrong-name-or-password' } }

describe('signing in', () => {
  it('takes the name in any case, width and with blanks around it', async () => {
    expect(await signIn(' Ｔ1 ')).toMatchObject({ done: true, answer: { name: 't1', role: 'trainee' } })
  })

  it('answers a wrong password and an unknown name alike', async () => {
    expect(await signIn('t1', 'x')).toEqual(wrong)
    expect(await signIn('nobody', 'x')).toEqual(wrong)
  })

  it('gives a token that the store does not hold', async () => {
    const token = await tokenOf('t1')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const kept = await readAll(school.store, SESSIONS, { index: 'byEnd', equal: [] })
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(await whoIs(token)).toMatchObject({ name: 't1' })
  })

  it('knows nobody by a token that is none', async () => {
    expect(await whoIs('x')).toBeNull()
    expect(await whoIs(null)).toBeNull()
  })
})

describe('sign-in tries are limited by name', () => {
  const fail = async (times: number) => {
    for (let i = 0; i < times; i++) expect(await signIn('t1', 'x')).toEqual(wrong)
  }

  it('lets the fifth in and not the sixth, even with the right password', async () => {
    await fail(4)
    expect(await signIn('t1')).toMatchObject({ done: true })
    await fail(5)
    expect(await signIn('t1')).toEqual({
      done: false,
      refusal: { code: 'too-many-attempts', retryAfterSeconds: 15 * 60 },
    })
  })

  it('counts down, and ends when the first try is 15 minutes old', async () => {
    await fail(5)
    school.now = START + 15 * MINUTE - 1
    expect(await signIn('t1')).toMatchObject({ refusal: { retryAfterSeconds: 1 } })
    school.now = START + 15 * MINUTE
    expect(await signIn('t1')).toMatchObject({ done: true })
  })

  it('holds for unknown names too, so that it tells nothing', async () => {
    for (let i = 0; i < 5; i++) await signIn('nobody', 'x')
    expect(await signIn('nobody', 'x')).toMatchObject({ refusal: { code: 'too-many-attempts' } })
  })

  it('leaves other names alone', async () => {
    await fail(5)
    expect(await signIn('t2')).toMatchObject({ done: true })
  })

  it('lets no more than five through when they come all at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => signIn('t1', 'x')))
    expect(
      outcomes.filter(outcome => !outcome.done && outcome.refusal.code !== 'too-many-attempts'),
    ).toHaveLength(5)
  })
})

it('sign-in tries are limited by address, over all names: the hundredth goes on, the next does not', async () => {
  for (let i = 0; i < 100; i++) expect(await signIn(`n${i}`, 'x', '192.0.2.9')).toEqual(wrong)
  expect(await signIn('t1', PASSWORD, '192.0.2.9')).toMatchObject({ refusal: { code: 'too-many-attempts' } })
  expect(await signIn('t1', PASSWORD, '192.0.2.8')).toMatchObject({ done: true })
})

describe('a session', () => {
  it('ends after twelve idle hours, and not a millisecond before', async () => {
    const token = await tokenOf('t1')
    school.now = START + 12 * HOUR - 1
    expect(await whoIs(token)).toMatchObject({ name: 't1' })
    const unused = await tokenOf('t2')
    school.now += 12 * HOUR
    expect(await whoIs(unused)).toBeNull()
  })

  it('ends after seven days, however much it is used', async () => {
    const token = await tokenOf('t1')
    const end = START + 7 * 24 * HOUR
    for (school.now = START; school.now < end; school.now += 11 * HOUR) {
      expect(await whoIs(token)).toMatchObject({ name: 't1' })
    }
    school.now = end - 1
    expect(await whoIs(token)).toMatchObject({ name: 't1' })
    school.now = end
    expect(await whoIs(token)).toBeNull()
  })

  it('ends at once when its owner signs out, and others’ don’t', async () => {
    const [token, other] = [await tokenOf('t1'), await tokenOf('t1')]
    const caller = { token, address: 'a', requestId: 'r' }
    const outcome = await answer(school.server, caller, 'sign-out', {})
    expect(outcome).toMatchObject({ done: true, session: { kind: 'ended' } })
    expect(await whoIs(token)).toBeNull()
    expect(await whoIs(other)).toMatchObject({ name: 't1' })
  })
})

it('cleaning up removes what is over and keeps what is not', async () => {
  await tokenOf('t1')
  await signIn('t1', 'x')
  school.now = START + 6 * HOUR
  const token = await tokenOf('t2')
  await signIn('t2', 'x')
  school.now = START + 12 * HOUR
  await signIn('t2', 'x')
  await cleanUpAccounts(school.server)
  expect(await whoIs(token)).toMatchObject({ name: 't2' })
  expect(await readAll(school.store, SESSIONS, { index: 'byEnd', equal: [] })).toHaveLength(1)
  const tries = await readAll(school.store, SIGN_IN_TRIES, { index: 'byLatest', equal: [] })
  expect(tries.every(({ latestAt }) => latestAt === school.now)).toBe(true)
})
