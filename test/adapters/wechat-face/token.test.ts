import { OPEN_PATH, TOKEN_PATH, VERDICT_PATH } from '../../support/wechat-face'
import { ACCOUNT, type Bench, failureOf, MINUTE, openBench, PERSON, SECOND } from './workbench'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})

const openTogether = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => bench.service.open({ ...PERSON, openId: `o-${index}` })),
  )
const tokensAsked = () => bench.callsTo(TOKEN_PATH).length

test('a token is asked for in the stable way, and never by force', async () => {
  await bench.service.open(PERSON)
  expect(bench.standIn.calls[0]).toMatchObject({
    path: TOKEN_PATH,
    token: null,
    body: { grant_type: 'client_credential', appid: ACCOUNT.appId, secret: ACCOUNT.appSecret },
  })
  expect(bench.standIn.calls[0]?.body).not.toHaveProperty('force_refresh')
})

test('questions at the same time share one token', async () => {
  expect(new Set((await openTogether(8)).map(({ verifyId }) => verifyId)).size).toBe(8)
  expect(tokensAsked()).toBe(1)
})

test('a token is kept until four minutes before its end', async () => {
  await bench.service.open(PERSON)
  bench.clock.now += 7_200 * SECOND - 4 * MINUTE - 1
  await bench.service.open(PERSON)
  expect(tokensAsked()).toBe(1)
  bench.clock.now += 1
  await bench.service.open(PERSON)
  expect(tokensAsked()).toBe(2)
  expect(new Set(bench.callsTo(OPEN_PATH).map(({ token }) => token)).size).toBe(2)
})

test('a token of which less is left than that serves the question at hand, and no other', async () => {
  const text = (name: string) => `{"access_token":"tok_${name}","expires_in":200}`
  bench.standIn.faults.add({ kind: 'answer', text: text('one') }, { path: TOKEN_PATH, times: 1 })
  bench.standIn.faults.add({ kind: 'answer', text: text('two') }, { path: TOKEN_PATH, times: 1 })
  bench.standIn.faults.add({ kind: 'answer', text: '{"errcode":0,"verify_id":"v"}' }, { path: OPEN_PATH })
  await bench.service.open(PERSON)
  await bench.service.open(PERSON)
  expect(bench.callsTo(OPEN_PATH).map(({ token }) => token)).toEqual(['tok_one', 'tok_two'])
})

test('instances share WeChat’s token, and none takes it from another', async () => {
  await bench.service.open(PERSON)
  await bench.another().open(PERSON)
  await bench.service.open(PERSON)
  expect(tokensAsked()).toBe(2)
  expect(new Set(bench.callsTo(OPEN_PATH).map(({ token }) => token)).size).toBe(1)
})

test('a token that somebody has replaced is asked for anew once, for all questions at the same time', async () => {
  await bench.service.open(PERSON)
  bench.standIn.forgetTokens()
  expect(await openTogether(8)).toHaveLength(8)
  expect(tokensAsked()).toBe(2)
})

test('a token that has come to its end by WeChat’s clock is asked for anew', async () => {
  const behind = await openBench({ tokenSeconds: 400 })
  const check = await behind.opened()
  behind.standIn.faults.add({ kind: 'errcode', errcode: 42001 }, { path: VERDICT_PATH, times: 1 })
  behind.standIn.forgetTokens()
  expect(await behind.service.verdict(check)).toBeNull()
  expect(behind.callsTo(TOKEN_PATH)).toHaveLength(2)
})

test.each([40001, 40014, 41001, 42001])('%i is mended by a new token, once', async errcode => {
  await bench.service.open(PERSON)
  bench.standIn.faults.add({ kind: 'errcode', errcode }, { path: OPEN_PATH, times: 1 })
  bench.standIn.forgetTokens()
  expect(await bench.service.open(PERSON)).toBeTruthy()
  expect([tokensAsked(), bench.callsTo(OPEN_PATH).length]).toEqual([2, 3])
  expect(bench.pauses).toEqual([])
})

test.each([40001, 40014, 41001, 42001])('%i with the new token too ends there', async errcode => {
  await bench.service.open(PERSON)
  bench.standIn.faults.add({ kind: 'errcode', errcode }, { path: OPEN_PATH })
  bench.standIn.forgetTokens()
  expect(await failureOf(bench.service.open(PERSON))).toContain(`errcode ${errcode}`)
  expect([tokensAsked(), bench.callsTo(OPEN_PATH).length]).toEqual([2, 3])
})

test('a token that WeChat gives again though it refuses it is not tried again', async () => {
  await bench.service.open(PERSON)
  bench.standIn.faults.add({ kind: 'errcode', errcode: 40001 }, { path: OPEN_PATH })
  expect(await failureOf(bench.service.open(PERSON))).toContain('errcode 40001')
  expect([tokensAsked(), bench.callsTo(OPEN_PATH).length]).toEqual([2, 2])
})

test('a failed request for a token fails those who waited for it, and the next one asks anew', async () => {
  bench.standIn.faults.add({ kind: 'errcode', errcode: 50002 }, { path: TOKEN_PATH, times: 1 })
  const opening = [bench.service.open(PERSON), bench.service.open(PERSON)]
  for (const message of await Promise.all(opening.map(failureOf))) expect(message).toContain('errcode 50002')
  expect(await bench.service.open(PERSON)).toBeTruthy()
  expect(tokensAsked()).toBe(2)
})

test.each([
  ['the AppID', { appId: 'wxffffffffffffffff' }, 'errcode 40013, invalid appid'],
  ['the AppSecret', { appSecret: 'f'.repeat(32) }, 'errcode 40125, invalid appsecret'],
])('%s that is wrong is told by its code', async (_, wrong, words) => {
  expect(await failureOf(bench.another(wrong).open(PERSON))).toContain(words)
})

test('an address that WeChat’s list does not have is named, so that it can be put there', async () => {
  const errmsg = 'invalid ip 111.202.167.88 ipv6 ::ffff:111.202.167.88, not in whitelist rid: 667d07cc'
  bench.standIn.faults.add({ kind: 'errcode', errcode: 40164, errmsg }, { path: TOKEN_PATH })
  const message = await failureOf(bench.service.open(PERSON))
  expect(message).toContain('errcode 40164')
  expect(message).toContain('111.202.167.88')
  expect(bench.logged).toEqual([
    {
      event: 'WeChat refused a question about a face',
      path: TOKEN_PATH,
      errcode: 40164,
      rid: '667d07cc',
      words: 'invalid ip 111.202.167.88 ipv6 ::ffff:111.202.167.88, not in whitelist',
    },
  ])
})

test.each(['{}', '{"access_token":"","expires_in":7200}', '{"access_token":"t"}', '{"access_token":1}'])(
  '%s is no token',
  async text => {
    bench.standIn.faults.add({ kind: 'answer', text }, { path: TOKEN_PATH })
    expect(await failureOf(bench.service.open(PERSON))).toContain('an answer without a token')
  },
)
