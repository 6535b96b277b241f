import { type Bench, DAY, openBench, SERIAL, SPACE } from './ezviz-stand-in-bench'

const UNIFY = '/api/v3/device/local/video/unify/query'
const CHANNELS = '/api/v3/open/device/metadata/channel/status'
const FILES = '/api/open/cloud/v1/files'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

const devices = async () => (await bench.wire.lapp('device/list')).body
const unify = () => bench.wire.get(UNIFY, {}, bench.wire.channel())

describe('a code on demand', () => {
  test.each(['10002', '10014', '20008', '49999'])('%s comes in the envelope of each family', async code => {
    bench.standIn.fault({ kind: 'code', code })
    expect(await devices()).toMatchObject({ code, data: null })
    expect((await unify()).body).toMatchObject({ meta: { code: Number(code), moreInfo: null }, data: null })
    const { body } = await bench.wire.get(CHANNELS, {}, bench.wire.channel())
    expect(body).toMatchObject({ result: { code, data: null } })
  })

  test.each([
    ['20007', 412],
    ['20018', 403],
    ['10031', 403],
    ['20032', 404],
    ['500', 500],
    ['10029', 200],
  ])('%s comes with HTTP %d where codes are numbers', async (code, status) => {
    bench.standIn.fault({ kind: 'code', code }, { path: UNIFY })
    expect((await unify()).status).toBe(status)
  })

  test('comes with the HTTP status asked for', async () => {
    bench.standIn.fault({ kind: 'code', code: '20007', httpStatus: 200 }, { path: UNIFY })
    expect((await unify()).status).toBe(200)
  })

  test('hits the device named in a header too', async () => {
    bench.standIn.fault({ kind: 'code', code: '20008' }, { deviceSerial: SERIAL, times: 1 })
    expect((await devices()).code).toBe('200')
    expect((await unify()).body.meta.code).toBe(20008)
  })
})

test('a slow answer is right when it comes, and late for who does not wait', async () => {
  bench.standIn.fault({ kind: 'slow', ms: 30 }, { times: 2 })
  const began = performance.now()
  expect((await devices()).code).toBe('200')
  // A timer may fire a millisecond early by another clock.
  expect(performance.now() - began).toBeGreaterThanOrEqual(29)
  const hasty = fetch(bench.wire.url + UNIFY, { signal: AbortSignal.timeout(5) })
  await expect(hasty).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('a body that is no JSON, and one of a gateway, are no answers', async () => {
  bench.standIn.fault({ kind: 'not-json' }, { times: 1 })
  const page = await fetch(bench.wire.url + UNIFY)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8'])
  bench.standIn.fault({ kind: 'http-500' }, { times: 1 })
  expect((await fetch(bench.wire.url + UNIFY)).status).toBe(500)
})

describe('what the edition allows', () => {
  test('is so many calls a Shanghai day, tokens among them', async () => {
    bench.standIn.setLimits({ callsPerDay: 3 })
    // The bench has asked for its token today already.
    expect((await devices()).code).toBe('200')
    expect((await unify()).body.meta.code).toBe(10001)
    expect((await devices()).code).toBe('10007')
    expect((await unify()).body.meta.code).toBe(10007)
    bench.wire.at(DAY - 1)
    expect((await devices()).code).toBe('10007')
    bench.wire.at(DAY)
    expect((await devices()).code).toBe('200')
  })

  test('is so many calls a second, 429 in cloud recording', async () => {
    bench.clock.now += 1_000
    bench.standIn.setLimits({ callsPerSecond: 2 })
    await devices()
    bench.clock.now += 999
    expect((await devices()).code).toBe('200')
    expect((await devices()).code).toBe('10029')
    expect((await unify()).body.meta.code).toBe(10029)
    expect(await bench.wire.get(FILES)).toMatchObject({ status: 429, body: { meta: { code: 429 } } })
    bench.clock.now += 1
    expect((await devices()).code).toBe('200')
  })

  test('can be set from the start', async () => {
    const { wire } = await openBench({ limits: { callsPerDay: 1 } })
    expect((await wire.lapp('device/list')).body.code).toBe('10007')
  })
})

describe('calls', () => {
  test('are kept with their method and what they named, wherever it stood', async () => {
    await bench.wire.get(UNIFY, { pageSize: '7' }, bench.wire.channel())
    expect(bench.standIn.calls.at(-1)).toEqual({
      at: bench.clock.now,
      method: 'GET',
      path: UNIFY,
      params: { pageSize: '7', deviceSerial: SERIAL, localIndex: '1' },
      outcome: '10001',
    })
    expect(JSON.stringify(bench.standIn.calls)).not.toContain(bench.wire.token)
  })

  test('of a known address by another method find nothing', async () => {
    const response = await fetch(bench.wire.url + FILES, { method: 'POST' })
    expect(response.status).toBe(404)
  })

  test('with the token in the wrong place are refused', async () => {
    const list = '/api/service/cloudrecord/video/info/list'
    const query = { accessToken: bench.wire.token, spaceId: String(SPACE) }
    expect((await bench.wire.get(list, query)).body.meta.code).toBe(10001)
    const { body } = await bench.wire.get(FILES, {}, { accessToken: bench.wire.token })
    expect(body.meta.code).toBe(10001)
  })
})
