import { createTokenKeeper } from '../../../cloudfunctions/adapters/ezviz/token'
import { type Bench, CAMERA, camera, DAY, failureOf, file, openBench, TODAY, TOKEN, VIDEO } from './workbench'

const ROW = file(2, 510, 540)
let bench: Bench
beforeEach(async () => {
  bench = await openBench([camera([ROW])])
})

const askTogether = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { rows } = await bench.source.recordings(CAMERA, TODAY, `request-${index}`)
      return rows
    }),
  )

test('calls at the same time share one token', async () => {
  const answers = await askTogether(8)
  expect(answers).toEqual(Array(8).fill([ROW]))
  expect(bench.callsTo(TOKEN)).toHaveLength(1)
})

test('a token the platform forgot is fetched once more for all calls at the same time', async () => {
  await bench.ask()
  bench.standIn.forgetTokens()
  expect(await askTogether(8)).toEqual(Array(8).fill([ROW]))
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
})

test('a token is kept while at least 24 hours of its 7 days are left', async () => {
  await bench.ask()
  bench.clock.now += 6 * DAY
  await bench.ask()
  expect(bench.callsTo(TOKEN)).toHaveLength(1)
  bench.clock.now += 1
  await bench.ask()
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
})

test.each(['10002', '10014'])('%s once is mended by a new token, without a pause', async code => {
  bench.standIn.fault({ kind: 'code', code }, { path: VIDEO, times: 1 })
  expect(await bench.ask()).toEqual([ROW])
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
  expect(bench.pauses).toEqual([])
})

test.each(['10002', '10014'])('%s again with the new token needs a person', async code => {
  bench.standIn.fault({ kind: 'code', code }, { path: VIDEO })
  expect(await failureOf(bench.ask())).toMatchObject({ fault: 'configuration', code })
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
  expect(bench.callsTo(VIDEO)).toHaveLength(2)
})

test('a token is renewed once for a question, also where another setback comes between', async () => {
  bench.standIn.fault({ kind: 'code', code: '10002' }, { path: VIDEO, times: 1 })
  bench.standIn.fault({ kind: 'code', code: '20008' }, { path: VIDEO, times: 1 })
  bench.standIn.fault({ kind: 'code', code: '10002' }, { path: VIDEO, times: 1 })
  expect(await failureOf(bench.ask())).toMatchObject({ fault: 'configuration', code: '10002' })
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
  expect(bench.callsTo(VIDEO)).toHaveLength(3)
})

test('a failed fetch fails the calls that waited for it, and the next call fetches anew', async () => {
  bench.standIn.fault({ kind: 'code', code: '10005' }, { path: TOKEN, times: 1 })
  const failures = await Promise.all([failureOf(bench.ask()), failureOf(bench.ask())])
  expect(failures.map(failure => failure.code)).toEqual(['10005', '10005'])
  expect(await bench.ask()).toEqual([ROW])
  expect(bench.callsTo(TOKEN)).toHaveLength(2)
})

test('a busy token desk is asked again after a pause', async () => {
  bench.standIn.fault({ kind: 'code', code: '49999' }, { path: TOKEN, times: 2 })
  expect(await bench.ask()).toEqual([ROW])
  expect(bench.pauses).toEqual([500, 1000])
})

test('a call that comes late with the old token does not drop the new one', async () => {
  let given = 0
  const fetch = async () => {
    given += 1
    return { accessToken: `at.${given}`, expireTime: 7 * DAY }
  }
  const keeper = createTokenKeeper(fetch, () => 0)
  const old = await keeper.get('r')
  keeper.drop(old)
  expect(await keeper.get('r')).toBe('at.2')
  keeper.drop(old)
  expect(await keeper.get('r')).toBe('at.2')
})
