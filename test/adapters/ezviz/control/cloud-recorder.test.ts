import type { CloudRecording } from '../../../../cloudfunctions/adapters/ezviz/config'
import { type Bench, CAMERA, camera, DAY, failureOf, HOUR, MINUTE, openBench, TOKEN } from '../workbench'

const SPACE = 44028
const PROJECT = 'training-2024'
const V1 = { kind: 'cloud-1.0', projectId: PROJECT } as const
const V2 = { kind: 'cloud-2.0', spaceId: SPACE } as const
const START = {
  'cloud-1.0': '/api/open/cloud/v1/instant/record/save',
  'cloud-2.0': '/api/service/cloudrecord/video/plan/oneOff',
}
const STOP = {
  'cloud-1.0': '/api/v3/open/cloud/video/frame/stop',
  'cloud-2.0': '/api/service/cloudrecord/video/plan/oneOff/stop',
}
const TASKS = '/api/v3/open/cloud/tasks'

let bench: Bench
const open = async (recording?: CloudRecording) => {
  const rows = { card: 'none', cloud: { kind: 'cloud-2.0', spaceId: SPACE } } as const
  bench = await openBench(
    [camera([])],
    { rows, ...(recording ? { recording } : {}) },
    { spaceIds: [SPACE], projectIds: [PROJECT], cloudLagMs: 0 },
  )
}
const start = (from = bench.clock.now, until = bench.clock.now + HOUR) =>
  bench.control.startRecording(CAMERA, { from, until }, 'request-1')
const stop = (taskId: string) => bench.control.stopRecording(taskId, 'request-1')

describe.each([V1, V2])('recording with $kind', recording => {
  const { kind } = recording
  beforeEach(() => open(recording))

  test('is started, stopped, and stopped again without harm', async () => {
    const taskId = await start()
    bench.clock.now += 20 * MINUTE
    expect(await stop(taskId)).toBe('stopped')
    bench.clock.now += 1
    expect(await stop(taskId)).toBe('had-ended')
  })

  test('that came to its end by itself counts as stopped, on the next day too', async () => {
    const taskId = await start()
    bench.clock.now += HOUR
    expect(await stop(taskId)).toBe('had-ended')
    bench.clock.now += 3 * DAY
    expect(await stop(taskId)).toBe('had-ended')
  })

  test('that the platform does not know is not going on', async () => {
    expect(await stop('4711')).toBe('had-ended')
  })

  test('that is in the state already counts as stopped', async () => {
    const taskId = await start()
    bench.standIn.fault({ kind: 'code', code: '60022' }, { path: STOP[kind] })
    expect(await stop(taskId)).toBe('had-ended')
  })

  test.each(['400', '412'])('that refuses to stop by %s while it goes on is an error', async code => {
    const taskId = await start()
    bench.clock.now += MINUTE
    bench.standIn.fault({ kind: 'code', code }, { path: STOP[kind] })
    expect(await failureOf(stop(taskId))).toMatchObject({ fault: 'configuration', code })
  })

  test.each([['cut'], ['not-json'], ['http-500']] as const)(
    'is not started twice when %s leaves it unclear whether it began',
    async fault => {
      bench.standIn.fault({ kind: fault }, { path: START[kind], times: 1 })
      const failure = await failureOf(start())
      expect(failure.fault).toBe('unreachable')
      expect(failure.message).toContain('可能已经开始')
      expect(bench.callsTo(START[kind])).toHaveLength(1)
    },
  )

  test.each(['49999', '500', '20008'])('is not started twice after %s either', async code => {
    bench.standIn.fault({ kind: 'code', code }, { path: START[kind], times: 1 })
    const failure = await failureOf(start())
    expect(failure).toMatchObject({ fault: 'busy', code })
    expect(failure.message).toContain('可能已经开始')
    expect(bench.callsTo(START[kind])).toHaveLength(1)
  })

  test.each(['10029', '429'])('is asked for again after %s, which nobody heard', async code => {
    bench.standIn.fault({ kind: 'code', code }, { path: START[kind], times: 2 })
    await start()
    expect(bench.callsTo(START[kind])).toHaveLength(3)
    expect(bench.pauses).toEqual([500, 1_000])
  })

  test('is started with a new token where the old one is not known', async () => {
    await bench.source.devices('r')
    bench.standIn.forgetTokens()
    await start()
    expect(bench.callsTo(TOKEN)).toHaveLength(2)
    bench.standIn.fault({ kind: 'code', code: '10002' }, { path: START[kind] })
    expect(await failureOf(start())).toMatchObject({ fault: 'configuration', code: '10002' })
  })

  test('is stopped after setbacks', async () => {
    const taskId = await start()
    bench.clock.now += MINUTE
    bench.standIn.fault({ kind: 'cut' }, { path: STOP[kind], times: 1 })
    bench.standIn.fault({ kind: 'code', code: '500' }, { path: STOP[kind], times: 1 })
    expect(await stop(taskId)).toBe('stopped')
  })

  test('lasts for some time, up to 24 hours', async () => {
    const { now } = bench.clock
    await expect(start(now, now)).rejects.toThrow(RangeError)
    await expect(start(now, now + DAY + 1)).rejects.toThrow(RangeError)
    expect(await start(now, now + DAY)).toMatch(/./)
    expect(await start(now - 2 * DAY, now + MINUTE)).toMatch(/./)
  })

  test('whose end the clock has passed is refused with a sentence, and not asked for', async () => {
    const { now } = bench.clock
    const failure = await failureOf(start(now - HOUR, now))
    expect(failure).toMatchObject({ fault: 'not-supported', code: null })
    expect(failure.message).toContain('来不及')
    expect(bench.standIn.calls).toEqual([])
  })
})

describe('cloud recording 1.0', () => {
  beforeEach(() => open(V1))

  test('is asked for in a project, in whole seconds, with the camera in the headers', async () => {
    const { now } = bench.clock
    await start(now, now + 90_500)
    expect(bench.callsTo(START['cloud-1.0'])[0]?.params).toEqual({
      deviceSerial: 'EX0000001',
      localIndex: '1',
      projectId: PROJECT,
      recordSeconds: '91',
      retryNum: '5',
    })
  })

  test('begins when it is asked for: up to a minute before its time, not earlier', async () => {
    const { now } = bench.clock
    await start(now + MINUTE, now + HOUR)
    expect(await failureOf(start(now + MINUTE + 1, now + HOUR))).toMatchObject({ fault: 'not-supported' })
    expect(bench.callsTo(START['cloud-1.0'])).toHaveLength(1)
  })

  test('finds a task that was made yesterday, over many pages', async () => {
    const taskId = await start(bench.clock.now, bench.clock.now + 13 * HOUR)
    await start()
    await start()
    bench.standIn.setListing({ maxRowsPerPage: 1, emptyAsNull: true })
    bench.clock.now += DAY - 1
    expect(await stop(taskId)).toBe('had-ended')
    bench.clock.now += 1
    expect(await stop(taskId)).toBe('had-ended')
    const days = bench.callsTo(TASKS).map(({ params }) => params.startTime)
    expect(new Set(days)).toEqual(new Set(['20240605000000', '20240606000000']))
  })

  test('is not taken to be over when its tasks can not be listed', async () => {
    const taskId = await start()
    bench.clock.now += HOUR
    bench.standIn.fault({ kind: 'not-json' }, { path: TASKS })
    expect((await failureOf(stop(taskId))).fault).toBe('unreachable')
  })

  test('in a project that is not there needs a person', async () => {
    await open({ kind: 'cloud-1.0', projectId: 'other' })
    expect(await failureOf(start())).toMatchObject({ fault: 'configuration', code: '404' })
  })
})

describe('cloud recording 2.0', () => {
  beforeEach(() => open(V2))

  test('records into its space from ten seconds after it was asked for', async () => {
    const began = bench.clock.now
    const taskId = await start()
    expect(taskId).toMatch(/^\d+$/)
    bench.clock.now += 21 * MINUTE
    await stop(taskId)
    bench.clock.now += MINUTE
    const rows = await bench.ask({ start: began, end: bench.clock.now })
    expect(Math.min(...rows.map(row => row.startTime))).toBe(began + 10_000)
    expect(Math.max(...rows.map(row => row.endTime))).toBe(began + 21 * MINUTE)
  })

  test('can be planned, and called off before it begins', async () => {
    const { now } = bench.clock
    const taskId = await start(now + HOUR, now + 2 * HOUR)
    expect(await stop(taskId)).toBe('stopped')
    bench.clock.now += 3 * HOUR
    expect(await bench.ask({ start: now, end: now + 3 * HOUR })).toEqual([])
  })

  test('needs longer than it takes to begin', async () => {
    const { now } = bench.clock
    expect((await failureOf(start(now, now + 10_000))).message).toContain('来不及')
    expect(await start(now, now + 11_000)).toMatch(/./)
  })

  test('of a camera that the platform did not take is not started', async () => {
    const failure = await failureOf(
      bench.control.startRecording(
        { deviceSerial: 'EX9999999', channelNo: 1 },
        { from: bench.clock.now, until: bench.clock.now + HOUR },
        'r',
      ),
    )
    expect(failure).toMatchObject({ fault: 'configuration', code: '412' })
  })

  test('in a space that is not there needs a person', async () => {
    await open({ kind: 'cloud-2.0', spaceId: 1 })
    expect(await failureOf(start())).toMatchObject({ fault: 'configuration', code: '412' })
  })
})

test('without cloud recording starting and stopping are refused with a sentence, and nothing is asked', async () => {
  await open()
  for (const failure of [await failureOf(start()), await failureOf(stop('1'))]) {
    expect(failure).toMatchObject({ fault: 'not-supported', code: null })
    expect(failure.message).toContain('没有设置云录制')
  }
  expect(bench.standIn.calls).toEqual([])
})
