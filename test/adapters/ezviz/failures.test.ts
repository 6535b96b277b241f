import { inspect } from 'node:util'
import type { EzvizConfig } from '../../../cloudfunctions/adapters/ezviz/config'
import type { RecordingSourceFault } from '../../../cloudfunctions/ports/recording-source'
import {
  APP_SECRET,
  type Bench,
  CAMERA,
  camera,
  DAY,
  failureOf,
  file,
  MIDNIGHT,
  openBench,
  TOKEN,
  VIDEO,
} from './workbench'

const ROW = file(2, 510, 540)
let bench: Bench
beforeEach(async () => {
  bench = await openBench([camera([ROW])])
})

const CLASSES: [RecordingSourceFault, string[]][] = [
  ['configuration', ['10001', '10004', '10005', '10006', '10008', '10009', '10010', '10011', '10013']],
  ['configuration', ['10017', '10018', '10026', '10027', '10030', '10031', '10051', '400', '403', '404']],
  ['configuration', ['20001', '20002', '20010', '20014', '20018', '20032', '9048', '9049', '412']],
  ['configuration', ['60019', '60026', '60058', '60061', '12345']],
  ['not-supported', ['20015', '20019', '60000', '60020', '406']],
  ['quota', ['10007', '10028']],
]
const once = CLASSES.flatMap(([fault, codes]) => codes.map(code => [code, fault] as const))

test.each(once)('code %s is %s and is not asked again', async (code, fault) => {
  bench.standIn.fault({ kind: 'code', code }, { path: VIDEO })
  const failure = await failureOf(bench.ask())
  expect(failure).toMatchObject({ fault, code })
  expect(failure.message).toContain(code)
  expect(bench.callsTo(VIDEO)).toHaveLength(1)
})

test('code 20007 is camera-offline and is not asked again, neither of the card nor of the cloud', async () => {
  bench.standIn.fault({ kind: 'code', code: '20007' }, { path: VIDEO })
  expect(await failureOf(bench.ask())).toMatchObject({ fault: 'camera-offline', code: '20007' })
  expect(bench.callsTo(VIDEO).map(call => call.params.recType)).toEqual(['2', '1'])
})

test.each(['20008', '10029', '429', '49999', '50000', '5000', '500', '60012', '60024'])(
  'code %s is busy, and after three more tries given up',
  async code => {
    bench.standIn.fault({ kind: 'code', code }, { path: VIDEO })
    expect(await failureOf(bench.ask())).toMatchObject({ fault: 'busy', code })
    expect(bench.callsTo(VIDEO)).toHaveLength(4)
    expect(bench.pauses).toEqual([500, 1000, 2000])
  },
)

test.each(['not-json', 'http-500', 'cut'] as const)(
  '%s is unreachable, after three more tries',
  async kind => {
    bench.standIn.fault({ kind }, { path: VIDEO })
    expect(await failureOf(bench.ask())).toMatchObject({ fault: 'unreachable', code: null })
    expect(bench.callsTo(VIDEO)).toHaveLength(4)
  },
)

test('code 60017, no picture taken, is asked for once more', async () => {
  bench.standIn.fault({ kind: 'code', code: '60017' }, { path: VIDEO })
  expect(await failureOf(bench.ask())).toMatchObject({ fault: 'busy', code: '60017' })
  expect(bench.callsTo(VIDEO)).toHaveLength(2)
})

test('code 20006 is unreachable', async () => {
  bench.standIn.fault({ kind: 'code', code: '20006' }, { path: VIDEO })
  expect((await failureOf(bench.ask())).fault).toBe('unreachable')
})

test.each([
  { kind: 'code', code: '20008' },
  { kind: 'code', code: '10029' },
  { kind: 'not-json' },
  { kind: 'http-500' },
  { kind: 'cut' },
] as const)('three times %j and then an answer is an answer', async fault => {
  bench.standIn.fault(fault, { path: VIDEO, times: 3 })
  expect(await bench.ask()).toEqual([ROW])
})

test('the body is read before the HTTP status', async () => {
  bench.standIn.fault({ kind: 'code', code: '20007', httpStatus: 412 }, { path: VIDEO })
  expect((await failureOf(bench.ask())).fault).toBe('camera-offline')
})

test('a platform that says nothing is unreachable when the time is up', async () => {
  const hasty = await openBench([camera([ROW])], { timeoutMs: 40 })
  hasty.standIn.fault({ kind: 'hang' }, { path: VIDEO })
  expect((await failureOf(hasty.ask())).fault).toBe('unreachable')
})

describe('one question has one deadline', () => {
  const SOON = 400
  const took = async (answer: Promise<unknown>) => {
    const from = performance.now()
    expect((await failureOf(answer)).fault).toBe('unreachable')
    return performance.now() - from
  }

  test.each([
    ['the token', TOKEN],
    ['a list', VIDEO],
  ])('%s: silence is not asked again beyond it', async (_, path) => {
    const hasty = await openBench([camera([ROW])], { questionTimeoutMs: SOON })
    hasty.standIn.fault({ kind: 'hang' }, { path })
    expect(await took(hasty.ask())).toBeLessThan(10 * SOON)
    expect(hasty.callsTo(path)).toHaveLength(1)
  })

  test('the token, both lists and every page have it together', async () => {
    const slow = await openBench([camera([ROW])], { questionTimeoutMs: SOON })
    slow.standIn.fault({ kind: 'slow', ms: 0.8 * SOON })
    await took(slow.ask())
    expect(slow.callsTo(TOKEN)).toHaveLength(1)
    expect(slow.callsTo(VIDEO).length).toBeLessThanOrEqual(1)
  })

  test('what fails at once is not asked again after a pause that would outlast it', async () => {
    const hasty = await openBench([camera([ROW])], { questionTimeoutMs: 800 })
    hasty.standIn.fault({ kind: 'code', code: '20008' }, { path: VIDEO })
    expect(await failureOf(hasty.ask())).toMatchObject({ fault: 'busy', code: '20008' })
    expect(hasty.pauses).toEqual([500])
  })

  test('who waits for a place in vain is not sent afterwards, and the place is free for others', async () => {
    const full = await openBench([camera([ROW])], { questionTimeoutMs: SOON, maxConcurrentCalls: 1 })
    await full.ask()
    const lift = full.standIn.fault({ kind: 'hang' }, { path: VIDEO })
    const before = full.callsTo(VIDEO).length
    await Promise.all([took(full.ask()), took(full.ask())])
    expect(full.callsTo(VIDEO).length - before).toBeLessThanOrEqual(1)
    lift()
    expect(await full.ask()).toEqual([ROW])
  })
})

test('a platform that is not there is unreachable', async () => {
  await bench.standIn.close()
  expect((await failureOf(bench.ask())).fault).toBe('unreachable')
})

test('a used-up quota stops every call until the next day in Shanghai', async () => {
  bench.clock.now = MIDNIGHT + 2 * DAY - 1
  bench.standIn.fault({ kind: 'code', code: '10007' }, { path: VIDEO, times: 1 })
  expect((await failureOf(bench.ask())).fault).toBe('quota')
  const made = bench.standIn.calls.length
  expect((await failureOf(bench.ask())).fault).toBe('quota')
  expect((await failureOf(bench.source.devices('r'))).fault).toBe('quota')
  expect(bench.standIn.calls).toHaveLength(made)
  bench.clock.now += 1
  expect(await bench.ask()).toEqual([ROW])
})

test('the day has its budget of calls, the token included, and the next day a new one', async () => {
  const thrifty = await openBench([camera([ROW])], { dailyCallBudget: 3 })
  expect(await thrifty.ask()).toEqual([ROW])
  expect((await failureOf(thrifty.ask())).fault).toBe('quota')
  expect(thrifty.standIn.calls).toHaveLength(3)
  thrifty.clock.now += DAY
  expect(await thrifty.ask()).toEqual([ROW])
})

test('wrong keys need a person', async () => {
  const stranger = await openBench([camera([])], { appKey: 'other' })
  expect(await failureOf(stranger.ask())).toMatchObject({ fault: 'configuration', code: '10017' })
  const mistyped = await openBench([camera([])], { appSecret: 'other' })
  expect(await failureOf(mistyped.ask())).toMatchObject({ fault: 'configuration', code: '10030' })
  expect(mistyped.callsTo(TOKEN)).toHaveLength(1)
})

test('every line of the log names its request, and no line and no error holds a secret or a token', async () => {
  bench.standIn.fault({ kind: 'cut' }, { path: VIDEO })
  const failure = await failureOf(bench.ask())
  bench.standIn.fault({ kind: 'cut' }, { path: TOKEN })
  bench.standIn.forgetTokens()
  const second = await failureOf((await openBench([], { baseUrl: bench.standIn.url })).ask())
  const told = inspect([bench.logged, failure, second], { depth: 20 })
  expect(told).not.toContain(APP_SECRET)
  expect(told).not.toContain('stand-in-key')
  expect(told).not.toMatch(/at\.[0-9a-f]{8}/)
  expect(bench.logged.length).toBeGreaterThan(4)
  expect(bench.logged.every(line => line.requestId === 'request-1')).toBe(true)
})

describe('addresses of every family', () => {
  const spaceId = 44028
  const CALLS: [string, string, (bench: Bench) => Promise<unknown>][] = [
    ['lapp', '/api/lapp/device/capture', ({ control }) => control.snapshot(CAMERA, 'request-1')],
    ['meta', '/api/v3/device/local/video/unify/query', ({ answer }) => answer()],
    [
      'meta of the service',
      '/api/service/cloudrecord/video/plan/oneOff',
      ({ control, clock }) =>
        control.startRecording(CAMERA, { from: clock.now, until: clock.now + DAY }, 'request-1'),
    ],
  ]
  const openAll = (overrides: Partial<EzvizConfig> = {}) =>
    openBench(
      [camera([ROW])],
      {
        rows: { card: 'unified', cloud: { kind: 'cloud-2.0', spaceId } },
        recording: { kind: 'cloud-2.0', spaceId },
        ...overrides,
      },
      { spaceIds: [spaceId] },
    )

  test.each(CALLS)('%s: a used-up quota stops it, and it stops the others', async (_, path, ask) => {
    const all = await openAll()
    all.standIn.fault({ kind: 'code', code: '10007' }, { path, times: 1 })
    expect(await failureOf(ask(all))).toMatchObject({ fault: 'quota', code: '10007' })
    const made = all.standIn.calls.length
    for (const [, , other] of CALLS) expect(await failureOf(other(all))).toMatchObject({ fault: 'quota' })
    expect(all.standIn.calls).toHaveLength(made)
  })

  test.each(CALLS)('%s: it counts in the budget of the day', async (_, path, ask) => {
    const thrifty = await openAll({ dailyCallBudget: 1 })
    expect((await failureOf(ask(thrifty))).fault).toBe('quota')
    expect(thrifty.callsTo(path)).toHaveLength(0)
    expect(thrifty.callsTo(TOKEN)).toHaveLength(1)
  })

  test.each(CALLS)('%s: the body is read before the HTTP status', async (_, path, ask) => {
    const all = await openAll()
    all.standIn.fault({ kind: 'code', code: '10031', httpStatus: 403 }, { path })
    expect(await failureOf(ask(all))).toMatchObject({ fault: 'configuration', code: '10031' })
  })

  test.each(CALLS)('%s: nothing said in time is unreachable', async (_, path, ask) => {
    const hasty = await openAll({ timeoutMs: 60 })
    hasty.standIn.fault({ kind: 'slow', ms: 5_000 }, { path })
    expect((await failureOf(ask(hasty))).fault).toBe('unreachable')
  })

  test.each(CALLS)('%s: its lines in the log name the request, and hold no token', async (_, path, ask) => {
    const all = await openAll()
    all.standIn.fault({ kind: 'code', code: '10029' }, { path, times: 1 })
    all.standIn.fault({ kind: 'cut' }, { path })
    const told = inspect([await failureOf(ask(all)), all.logged], { depth: 20 })
    expect(all.logged.filter(line => line.path === path).length).toBeGreaterThan(2)
    expect(all.logged.every(line => line.requestId === 'request-1')).toBe(true)
    expect(told).not.toMatch(/at\.[0-9a-f]{8}/)
  })

  test('never more than the bound are under way together', async () => {
    const rooms = Array.from({ length: 9 }, (_, i) => ({ ...camera([]), deviceSerial: `EX000010${i}` }))
    const bound = await openBench(rooms, { maxConcurrentCalls: 2 })
    bound.standIn.fault({ kind: 'slow', ms: 20 })
    const began = Date.now()
    await Promise.all(
      rooms.map(({ deviceSerial }) => bound.control.snapshot({ deviceSerial, channelNo: 1 }, 'r')),
    )
    // One for the token, then nine by twos.
    expect(Date.now() - began).toBeGreaterThanOrEqual(6 * 20 - 5)
  })
})
