import { type Bench, CAMERA, camera, DAY, failureOf, HOUR, MIDNIGHT, openBench } from '../workbench'

const CAPTURE = '/api/lapp/device/capture'
const OTHER = { deviceSerial: 'EX0000002', channelNo: 1 }

describe('a snapshot', () => {
  let bench: Bench
  const take = (of = CAMERA) => bench.control.snapshot(of, 'request-1')
  beforeEach(async () => {
    bench = await openBench([camera([]), { ...camera([]), ...OTHER }])
    bench.clock.moves = true
  })

  test('is an address that is good for two hours', async () => {
    const began = bench.clock.now
    const snapshot = await take()
    expect(snapshot).toMatchObject({ takenAt: began, expiresAt: began + 2 * HOUR })
    expect((await fetch(snapshot.url)).status).toBe(200)
    bench.clock.now = snapshot.expiresAt
    expect((await fetch(snapshot.url)).status).toBe(403)
  })

  test('of one camera is taken 4 seconds after the last, of another at once', async () => {
    const first = await take()
    await take(OTHER)
    expect(bench.pauses).toEqual([])
    bench.clock.now += 1_000
    const second = await take()
    expect(bench.pauses).toEqual([3_000])
    expect(second.takenAt - first.takenAt).toBe(4_000)
    bench.clock.now += 4_000
    await take()
    expect(bench.pauses).toEqual([3_000])
  })

  test('is one for all who ask while it is being taken', async () => {
    const snapshots = await Promise.all([take(), take(), take()])
    expect(new Set(snapshots.map(({ url }) => url)).size).toBe(1)
    expect(bench.callsTo(CAPTURE)).toHaveLength(1)
  })

  test('that did not come out is taken once more, 4 seconds later', async () => {
    bench.standIn.fault({ kind: 'code', code: '60017' }, { path: CAPTURE, times: 1 })
    await take()
    const [first, second] = bench.callsTo(CAPTURE)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(4_000)
    bench.standIn.fault({ kind: 'code', code: '60017' }, { path: CAPTURE })
    expect(await failureOf(take())).toMatchObject({ fault: 'busy', code: '60017' })
    expect(bench.callsTo(CAPTURE)).toHaveLength(4)
  })

  test('a failed one does not stand in the way of the next', async () => {
    bench.standIn.fault({ kind: 'code', code: '60012' }, { path: CAPTURE, times: 4 })
    expect((await failureOf(take())).fault).toBe('busy')
    expect((await take()).url).toContain('/capture/')
  })

  test('is not given of a camera that is offline or sheltered', async () => {
    bench.standIn.setPrivacy('EX0000001', true)
    const sheltered = await failureOf(take())
    expect(sheltered).toMatchObject({ fault: 'configuration', code: '60026' })
    expect(sheltered.message).toContain('隐私遮蔽')
    bench.standIn.setOnline('EX0000001', false)
    expect(await failureOf(take())).toMatchObject({ fault: 'camera-offline', code: '20007' })
  })

  test('is not asked for again on a day whose pictures are used up; everything else goes on', async () => {
    bench.clock.now = MIDNIGHT + 2 * DAY - 5_000
    bench.standIn.setLimits({ capturesPerDay: 1 })
    await take(OTHER)
    expect(await failureOf(take())).toMatchObject({ fault: 'quota', code: '10028' })
    expect((await failureOf(take(OTHER))).fault).toBe('quota')
    expect(bench.callsTo(CAPTURE)).toHaveLength(2)
    expect(await bench.ask()).toEqual([])
    bench.clock.now = MIDNIGHT + 2 * DAY
    expect((await take()).url).toContain('/capture/')
  })

  test('is no picture where the answer has no address', async () => {
    const broken = await openBench([camera([])])
    broken.standIn.fault({ kind: 'code', code: '200' }, { path: CAPTURE })
    expect((await failureOf(broken.control.snapshot(CAMERA, 'r'))).fault).toBe('unreachable')
  })
})
