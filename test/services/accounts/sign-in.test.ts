import { replace } from '../../../cloudfunctions/ports/store'
import { cleanUpAccounts } from '../../../cloudfunctions/services/accounts/cleanup'
import { endSession, signedInBy } from '../../../cloudfunctions/services/accounts/sessions'
import { ACCOUNTS, SESSIONS, SIGN_IN_TRIES } from '../../../cloudfunctions/services/documents/accounts'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { HERE, Office, PASSWORD, START } from './office'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const ELSEWHERE = '198.51.100.7'

let office: Office
beforeEach(async () => {
  office = await Office.open()
})
afterEach(() => office.close())

const wrong = { done: false, refusal: { code: 'wrong-name-or-password' } }
const welcome = { done: true }
const wait = (retryAfterSeconds: number) => ({
  done: false,
  refusal: { code: 'too-many-attempts', retryAfterSeconds },
})
/** An address for each number, all different. */
const address = (n: number) => `203.0.113.${n}`

async function fail(times: number, name = 't1', from: (n: number) => string = () => HERE): Promise<void> {
  for (let n = 0; n < times; n++) expect(await office.signIn(name, 'x', from(n))).toEqual(wrong)
}

describe('signing in', () => {
  it('takes the name in any case, width and with blanks around it', async () => {
    expect(await office.signIn(' Ｔ1 ')).toMatchObject({
      done: true,
      answer: { name: 't1', role: 'trainee' },
    })
  })

  it('answers a wrong password, an unknown name and a closed account alike', async () => {
    const kept = await office.store.get(ACCOUNTS, 'A-t2')
    if (kept === null) throw new Error('no account')
    await office.store.commit([replace(ACCOUNTS, { ...kept.document, closedAt: START }, kept.version)])
    expect(await office.signIn('t1', 'x')).toEqual(wrong)
    expect(await office.signIn('nobody', 'x')).toEqual(wrong)
    expect(await office.signIn('t2')).toEqual(wrong)
  })

  it('gives a token that the store does not hold', async () => {
    const { token } = await office.signedIn('t1')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const kept = await readAll(office.store, SESSIONS, { index: 'byEnd', equal: [] })
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(await office.whoIs(token)).toBe('t1')
  })

  it('knows nobody by a token that is none', async () => {
    expect(await office.whoIs('x')).toBeNull()
    expect(await office.whoIs(null)).toBeNull()
  })
})

describe('tries with one name from one address', () => {
  it('lets the fifth in and not the sixth, even with the right password', async () => {
    await fail(4)
    expect(await office.signIn('t1')).toMatchObject(welcome)
    await fail(5)
    expect(await office.signIn('t1')).toEqual(wait(15 * 60))
  })

  it('counts down, and ends when the first try is 15 minutes old', async () => {
    await fail(5)
    office.now = START + 15 * MINUTE - 1
    expect(await office.signIn('t1')).toEqual(wait(1))
    office.now = START + 15 * MINUTE
    expect(await office.signIn('t1')).toMatchObject(welcome)
  })

  it('holds for unknown names too, so that it tells nothing', async () => {
    await fail(5, 'nobody')
    expect(await office.signIn('nobody', 'x')).toEqual(wait(15 * 60))
  })

  it('keeps out neither other names nor the same name elsewhere', async () => {
    await fail(5)
    expect(await office.signIn('t2')).toMatchObject(welcome)
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toMatchObject(welcome)
    expect(await office.signIn('t1')).toEqual(wait(15 * 60))
  })

  it('lets no more than five through when they come all at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => office.signIn('t1', 'x')))
    const tried = outcomes.filter(outcome => !outcome.done && outcome.refusal.code !== 'too-many-attempts')
    expect(tried).toHaveLength(5)
  })

  it('takes a line’s IPv6 addresses for one', async () => {
    await fail(5, 't1', n => `2001:db8:1:2::${n}`)
    expect(await office.signIn('t1', PASSWORD, '2001:db8:1:2:ffff::1')).toEqual(wait(15 * 60))
    expect(await office.signIn('t1', PASSWORD, '2001:db8:1:3::1')).toMatchObject(welcome)
  })
})

describe('tries from one address, over all names', () => {
  it('the hundredth goes on, the next does not, and other addresses go on', async () => {
    for (let n = 0; n < 99; n++) expect(await office.signIn(`n${n}`, 'x')).toEqual(wrong)
    expect(await office.signIn('t1')).toMatchObject(welcome)
    expect(await office.signIn('n99', 'x')).toEqual(wrong)
    expect(await office.signIn('t1')).toEqual(wait(15 * 60))
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toMatchObject(welcome)
  })

  it('don’t count when they succeed: a school’s trainees all come in one quarter of an hour', async () => {
    for (let n = 0; n < 130; n++) expect(await office.signIn('t1')).toMatchObject(welcome)
    const tries = await readAll(office.store, SIGN_IN_TRIES, { index: 'byLatest', equal: [] })
    expect(tries).toEqual([])
  })
})

describe('tries with one name, over all addresses', () => {
  const slow = () => fail(50, 't1', address)

  it('the fiftieth goes on at once, the next waits a second', async () => {
    await fail(49, 't1', address)
    expect(await office.signIn('t1', 'x', address(49))).toEqual(wrong)
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toEqual(wait(1))
    office.now += SECOND - 1
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toEqual(wait(1))
    office.now += 1
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toMatchObject(welcome)
  })

  it('each further failure doubles the wait, up to a quarter of an hour', async () => {
    await slow()
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      expect(await office.signIn('t1', 'x', address(100))).toEqual(wait(seconds))
      office.now += seconds * SECOND
      expect(await office.signIn('t1', 'x', address(101 + (seconds % 100)))).toEqual(wrong)
    }
  })

  it('is over when the failures are a day old', async () => {
    await slow()
    office.now = START + DAY - 1
    await fail(1, 't1', () => ELSEWHERE)
    expect(await office.signIn('t1', 'x', address(100))).toEqual(wait(2))
    office.now = START + DAY
    expect(await office.signIn('t1', 'x', address(100))).toEqual(wrong)
  })

  it('leaves other names alone, and a success forgives no stranger', async () => {
    await slow()
    expect(await office.signIn('t2', PASSWORD, ELSEWHERE)).toMatchObject(welcome)
    office.now += SECOND
    expect(await office.signIn('t1', PASSWORD, ELSEWHERE)).toMatchObject(welcome)
    expect(await office.signIn('t1', 'x', ELSEWHERE)).toEqual(wrong)
    expect(await office.signIn('t1', 'x', ELSEWHERE)).toEqual(wait(2))
  })
})

describe('a device that signed in with the name before', () => {
  it('gets in whatever others tried, here and elsewhere', async () => {
    const { device } = await office.signedIn('t1')
    await fail(5)
    await fail(45, 't1', address)
    for (let n = 0; n < 95; n++) await office.signIn(`n${n}`, 'x')
    expect(await office.signIn('t1')).toMatchObject({ refusal: { code: 'too-many-attempts' } })
    expect(await office.signIn('t1', PASSWORD, HERE, device)).toMatchObject(welcome)
  })

  it('has five tries of its own, and no sixth', async () => {
    const { device } = await office.signedIn('t1')
    for (let n = 0; n < 4; n++) expect(await office.signIn('t1', 'x', address(n), device)).toEqual(wrong)
    expect(await office.signIn('t1', PASSWORD, HERE, device)).toMatchObject(welcome)
    for (let n = 0; n < 5; n++) expect(await office.signIn('t1', 'x', address(n), device)).toEqual(wrong)
    expect(await office.signIn('t1', PASSWORD, HERE, device)).toEqual(wait(15 * 60))
    // Whoever comes without the mark is counted as before.
    expect(await office.signIn('t1')).toMatchObject(welcome)
  })

  it('keeps its mark from one sign-in to the next', async () => {
    const first = await office.signedIn('t1')
    const again = await office.signedIn('t1', PASSWORD, HERE, first.device)
    expect(again.device).toBe(first.device)
    expect((await office.signedIn('t1')).device).not.toBe(first.device)
  })

  it.each([
    ['another name’s', async () => (await office.signedIn('t2')).device],
    ['a forged', async () => `${'A'.repeat(22)}.${'A'.repeat(43)}`],
    ['a changed', async () => (await office.signedIn('t1')).device?.replace(/^../, '__') ?? null],
    ['an empty', async () => ''],
  ])('is not known by %s mark', async (_, mark) => {
    const device = await mark()
    await fail(5)
    expect(await office.signIn('t1', PASSWORD, HERE, device)).toEqual(wait(15 * 60))
  })
})

describe('a session', () => {
  it('ends after twelve idle hours, and not a millisecond before', async () => {
    const { token } = await office.signedIn('t1')
    office.now = START + 12 * HOUR - 1
    expect(await office.whoIs(token)).toBe('t1')
    const unused = await office.signedIn('t2')
    office.now += 12 * HOUR
    expect(await office.whoIs(unused.token)).toBeNull()
  })

  it('ends after seven days, however much it is used', async () => {
    const { token } = await office.signedIn('t1')
    const end = START + 7 * DAY
    for (office.now = START; office.now < end; office.now += 11 * HOUR) {
      expect(await office.whoIs(token)).toBe('t1')
    }
    office.now = end - 1
    expect(await office.whoIs(token)).toBe('t1')
    office.now = end
    expect(await office.whoIs(token)).toBeNull()
  })

  it('ends at once when its owner signs out, and others’ don’t', async () => {
    const [{ token }, other] = [await office.signedIn('t1'), await office.signedIn('t1')]
    const signedIn = await signedInBy(office, token)
    await endSession(office, signedIn?.sessionId ?? '')
    expect(await office.whoIs(token)).toBeNull()
    expect(await office.whoIs(other.token)).toBe('t1')
  })
})

it('cleaning up is stopped when it is told to, and gone on with', async () => {
  for (const name of ['t1', 't2', 'instructor']) await office.signedIn(name)
  for (let n = 0; n < 20; n++) await office.signIn(`nobody-${n}`, 'x')
  office.now = START + 20 * DAY
  const left = async () =>
    (await readAll(office.store, SESSIONS, { index: 'byEnd', equal: [] })).length +
    (await readAll(office.store, SIGN_IN_TRIES, { index: 'byLatest', equal: [] })).length
  const slices = []
  for (let isDone = false; !isDone; ) {
    const before = await left()
    isDone = await cleanUpAccounts(office, async () => false)
    slices.push(before - (await left()))
  }
  expect(await left()).toBe(0)
  // What was begun at one time is finished, and nothing more is begun.
  expect(Math.max(...slices)).toBeLessThanOrEqual(6)
  expect(slices.length).toBeGreaterThan(4)
})

it('cleaning up removes what is over and keeps what is not', async () => {
  await office.signedIn('t1')
  await office.signIn('t1', 'x')
  office.now = START + 1
  await office.signIn('t2', 'x')
  office.now = START + 20 * HOUR
  const { token } = await office.signedIn('instructor')
  office.now = START + DAY
  expect(await cleanUpAccounts(office, async () => true)).toBe(true)
  expect(await office.whoIs(token)).toBe('instructor')
  expect(await readAll(office.store, SESSIONS, { index: 'byEnd', equal: [] })).toHaveLength(1)
  const tries = await readAll(office.store, SIGN_IN_TRIES, { index: 'byLatest', equal: [] })
  // t2's, by name and by name at the address; t1's are a day old.
  expect(tries.map(({ latestAt }) => latestAt)).toEqual([START + 1, START + 1])
})
