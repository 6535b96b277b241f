import { inflateSync } from 'node:zlib'
import { type Bench, camera, DAY, HOUR, openBench, SERIAL } from './ezviz-stand-in-bench'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

const capture = async (form = {}) =>
  (await bench.wire.lapp('device/capture', { deviceSerial: SERIAL, channelNo: '1', ...form })).body

describe('a capture', () => {
  test('is a real picture at an address of the stand-in', async () => {
    const { code, data } = await capture()
    expect(code).toBe('200')
    expect(data.picUrl).toContain(`${bench.standIn.url}/capture/`)
    const response = await fetch(data.picUrl)
    expect(response.headers.get('content-type')).toBe('image/png')
    const png = Buffer.from(await response.arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 36])
    const at = png.indexOf('IDAT')
    expect(inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))).toHaveLength(65 * 36)
  })

  test('is gone after two hours', async () => {
    const { data } = await capture()
    bench.clock.now += 2 * HOUR - 1
    expect((await fetch(data.picUrl)).status).toBe(200)
    bench.clock.now += 1
    expect((await fetch(data.picUrl)).status).toBe(403)
  })

  test('is shown to nobody who changes its address', async () => {
    const { data } = await capture()
    for (const [given, forged] of [
      ['Signature=', 'Signature=0'],
      ['Expires=', 'Expires=9'],
      [SERIAL, 'EX0000002'],
    ] as const)
      expect((await fetch(data.picUrl.replace(given, forged))).status).toBe(403)
  })

  test('comes at most every four seconds from one camera', async () => {
    await capture()
    bench.clock.now += 3_999
    expect((await capture()).code).toBe('20008')
    bench.clock.now += 1
    expect((await capture()).code).toBe('200')
  })

  test('comes only so often a day', async () => {
    bench.standIn.setLimits({ capturesPerDay: 2 })
    const codes: string[] = []
    for (let i = 0; i < 3; i++) {
      codes.push((await capture()).code)
      bench.clock.now += 4_000
    }
    expect(codes).toEqual(['200', '200', '10028'])
    bench.clock.now += DAY
    expect((await capture()).code).toBe('200')
  })

  test('shows nothing of a camera that is offline or behind its privacy shelter', async () => {
    bench.standIn.setPrivacy(SERIAL, true)
    expect(await capture()).toMatchObject({ code: '60026', data: null })
    bench.standIn.setOnline(SERIAL, false)
    expect((await capture()).code).toBe('20007')
  })

  test('must name its channel', async () => {
    const { body } = await bench.wire.lapp('device/capture', { deviceSerial: SERIAL })
    expect(body.code).toBe('10001')
    expect((await capture({ channelNo: '2' })).code).toBe('20032')
  })

  test('is no call of the platform when it is looked at', async () => {
    const { data } = await capture()
    const { length } = bench.standIn.calls
    await fetch(data.picUrl)
    expect(bench.standIn.calls).toHaveLength(length)
  })
})

test('cameras are spaced apart from one another', async () => {
  bench.standIn.setCamera({ ...camera(), channelNo: 2 })
  expect([(await capture()).code, (await capture({ channelNo: '2' })).code]).toEqual(['200', '200'])
})
