import { OPEN_PATH, TOKEN_PATH, VERDICT_PATH } from '../../support/wechat-face'
import type { WechatFault } from '../../support/wechat-face/faults'
import { type Bench, failureOf, openBench, PERSON } from './workbench'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})

const PATHS = [TOKEN_PATH, OPEN_PATH, VERDICT_PATH]
const PASSING: readonly [string, WechatFault][] = [
  ['the busy code', { kind: 'errcode', errcode: -1 }],
  ['a page of a gateway', { kind: 'answer', text: '<html>Bad Gateway</html>', status: 502 }],
  ['a page in place of JSON', { kind: 'answer', text: '<html></html>' }],
  ['nothing', { kind: 'answer', text: '' }],
  ['JSON that is no object', { kind: 'answer', text: '[10000]' }],
  ['an errcode that is a text', { kind: 'answer', text: '{"errcode":"0","verify_ret":10000}' }],
  ['half an answer', { kind: 'cut-short' }],
  ['an answer without an end', { kind: 'endless' }],
  ['a broken connection', { kind: 'cut' }],
  ['an answer that was lost', { kind: 'lost' }],
]

/** From no token to a verdict, at each of which something may come between. */
async function throughAll(): Promise<unknown> {
  return bench.service.verdict(await bench.ended(10000))
}

describe.each(PATHS)('at %s', path => {
  test.each(PASSING)('%s once is asked over after a moment', async (_, fault) => {
    bench.standIn.faults.add(fault, { path, times: 1 })
    expect(await throughAll()).toEqual({ outcome: 'passed', code: '10000' })
    expect(bench.callsTo(path)).toHaveLength(2)
    expect(bench.pauses).toEqual([300])
  })

  test.each(PASSING)('%s twice is an outage, told by the port’s error', async (_, fault) => {
    bench.standIn.faults.add(fault, { path, times: 2 })
    expect(await failureOf(throughAll())).toContain(path)
    expect(bench.callsTo(path)).toHaveLength(2)
    expect(await throughAll()).toEqual({ outcome: 'passed', code: '10000' })
  })

  test('silence is an outage after the time of one request, and is not asked over', async () => {
    const { standIn, another, callsTo } = await openBench()
    const service = another({ requestMs: 50 })
    standIn.faults.add({ kind: 'silence' }, { path, times: 1 })
    const asking =
      path === VERDICT_PATH
        ? service.verdict({ ...PERSON, verifyId: 'v', number: 'n' })
        : service.open(PERSON)
    expect(await failureOf(asking)).toBe(`${path}: no answer in time`)
    expect(callsTo(path)).toHaveLength(1)
  })

  test.each([45009, 45011])('%i leaves WeChat alone for a minute', async errcode => {
    bench.standIn.faults.add({ kind: 'errcode', errcode }, { path, times: 1 })
    expect(await failureOf(throughAll())).toContain(`errcode ${errcode}`)
    bench.clock.now += 59_999
    expect(await failureOf(throughAll())).toContain('not asked')
    expect(bench.callsTo(path)).toHaveLength(1)
    bench.clock.now += 1
    expect(await throughAll()).toEqual({ outcome: 'passed', code: '10000' })
  })
})

test('a slow answer within its time is taken', async () => {
  bench.standIn.faults.add({ kind: 'slow', ms: 40 })
  expect(await throughAll()).toEqual({ outcome: 'passed', code: '10000' })
})

test('all requests of a question together have an end', async () => {
  const { standIn, another } = await openBench()
  standIn.faults.add({ kind: 'slow', ms: 120 })
  // Each for itself would be in time: a token, then the check.
  const service = another({ requestMs: 1_000, inAllMs: 180 })
  expect(await failureOf(service.open(PERSON))).toBe(`${OPEN_PATH}: no answer in time`)
})

test('who waits for a token that another has asked for waits no longer than their own time', async () => {
  const { standIn, another, callsTo } = await openBench()
  standIn.faults.add({ kind: 'silence' }, { path: TOKEN_PATH, times: 1 })
  const service = another({ requestMs: 1_000, inAllMs: 60 })
  const both = [service.open(PERSON), service.open(PERSON)]
  for (const message of await Promise.all(both.map(failureOf))) {
    expect(message).toBe(`${TOKEN_PATH}: no answer in time`)
  }
  expect(callsTo(TOKEN_PATH)).toHaveLength(1)
})

test('where nothing listens it is an outage', async () => {
  const { another, standIn } = await openBench()
  await standIn.close()
  expect(await failureOf(another().open(PERSON))).toBe(`${TOKEN_PATH}: ECONNREFUSED`)
})

test('a redirect is not followed: what is sent goes to WeChat and nowhere else', async () => {
  bench.standIn.faults.add({ kind: 'redirect', to: '/elsewhere' }, { path: OPEN_PATH })
  await failureOf(bench.service.open(PERSON))
  expect(bench.callsTo(OPEN_PATH)).toHaveLength(2)
  expect(bench.callsTo('/elsewhere')).toHaveLength(0)
})

test('what was lost, refused and could not be judged is on the log, and nothing personal with it', async () => {
  const check = await bench.ended(10006)
  await bench.service.verdict(check)
  bench.standIn.faults.add({ kind: 'cut' }, { path: VERDICT_PATH, times: 2 })
  await failureOf(bench.service.verdict(check))
  bench.standIn.faults.add({ kind: 'errcode', errcode: 48001, errmsg: 'no right' }, { path: OPEN_PATH })
  await failureOf(bench.service.open(PERSON))
  expect(bench.logged).toEqual([
    { event: 'WeChat could not judge a face', path: VERDICT_PATH, verifyRet: '10006' },
    { event: 'WeChat gave no answer about a face', path: VERDICT_PATH, because: expect.any(String) },
    {
      event: 'WeChat refused a question about a face',
      path: OPEN_PATH,
      errcode: 48001,
      rid: null,
      words: null,
    },
  ])
})

test('what goes well is not on the log', async () => {
  await throughAll()
  expect(bench.logged).toEqual([])
})

test('what WeChat repeats of a question gets neither into the error nor on the log', async () => {
  const errmsg = `invalid name ${PERSON.name} ${PERSON.idNumber} ${PERSON.openId} rid: 65323054-6ddb04d2-0bdbf0ab`
  bench.standIn.faults.add({ kind: 'errcode', errcode: 48001, errmsg }, { path: OPEN_PATH })
  expect(await failureOf(bench.service.open(PERSON))).toBe(
    `${OPEN_PATH}: errcode 48001, rid: 65323054-6ddb04d2-0bdbf0ab`,
  )
  for (const personal of [PERSON.name, PERSON.idNumber, PERSON.openId]) {
    expect(JSON.stringify(bench.logged)).not.toContain(personal)
  }
})
