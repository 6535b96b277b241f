import {
  hashPassword,
  PASSWORD_COST,
  passwordMatches,
} from '../../../cloudfunctions/services/accounts/password'

const CHEAP = { N: 16, r: 1, p: 1 }

it('is memory-hard: 32 MiB or more a guess', () => {
  expect(128 * PASSWORD_COST.N * PASSWORD_COST.r).toBeGreaterThanOrEqual(32 * 1024 * 1024)
})

it('is kept as salt, hash and parameters, and matches at the full cost', async () => {
  const record = await hashPassword('正确的密码', PASSWORD_COST)
  expect(record).toMatchObject(PASSWORD_COST)
  expect(JSON.stringify(record)).not.toContain('正确的密码')
  expect(await passwordMatches('正确的密码', record, PASSWORD_COST)).toBe(true)
  expect(await passwordMatches('正确的密码 ', record, PASSWORD_COST)).toBe(false)
})

it('is salted anew each time', async () => {
  const [one, other] = [await hashPassword('p', CHEAP), await hashPassword('p', CHEAP)]
  expect(one.salt).not.toBe(other.salt)
  expect(one.hash).not.toBe(other.hash)
})

it('goes by the parameters kept beside the hash when the present ones are others', async () => {
  const record = await hashPassword('p', CHEAP)
  expect(await passwordMatches('p', record, { N: 32, r: 2, p: 1 })).toBe(true)
})

it('matches the same letters typed in full width or as composed characters', async () => {
  const record = await hashPassword('Ｃａｆé1', CHEAP)
  expect(await passwordMatches('Cafe\u03011', record, CHEAP)).toBe(true)
})

it('never matches where there is no account, though it takes the same work', async () => {
  expect(await passwordMatches('', null, CHEAP)).toBe(false)
  const started = performance.now()
  await passwordMatches('p', null, PASSWORD_COST)
  const unknown = performance.now() - started
  const record = await hashPassword('p', PASSWORD_COST)
  const again = performance.now()
  await passwordMatches('q', record, PASSWORD_COST)
  const known = performance.now() - again
  expect(unknown).toBeGreaterThan(known / 4)
})
