import type { EzvizConfig } from '../../../../cloudfunctions/adapters/ezviz/config'
import { type Bench, CAMERA, camera, DAY, failureOf, HOUR, MIDNIGHT, MINUTE, openBench } from '../workbench'

const ADDRESS = '/api/lapp/v2/live/address/get'
const MORNING = { start: MIDNIGHT + 8.5 * HOUR, end: MIDNIGHT + 9 * HOUR }

describe('an address for watching', () => {
  let bench: Bench
  const open = async (overrides: Partial<EzvizConfig> = {}) => {
    bench = await openBench([camera([])], overrides)
  }
  const address = (span = MORNING, recType: 1 | 2 = 2) =>
    bench.control.playbackAddress(CAMERA, span, recType, 'request-1')
  const asked = () => bench.callsTo(ADDRESS).at(-1)?.params

  test('lives for as long as the stretch plays, and ten minutes', async () => {
    await open()
    const given = await address()
    expect(given).toMatchObject({ shows: MORNING, cutAtMidnight: false })
    expect(given.expiresAt).toBe(bench.clock.now + 40 * MINUTE)
    expect(asked()).toMatchObject({
      startTime: '2024-06-03 08:30:00',
      stopTime: '2024-06-03 09:00:00',
      expireTime: '2400',
      protocol: '4',
      channelNo: '1',
    })
  })

  test.each([
    [2, '2', 'rec=local'],
    [1, '3', 'rec=cloud'],
  ] as const)('of recType %i asks for type %s', async (recType, type, where) => {
    await open()
    expect((await address(MORNING, recType)).url).toContain(where)
    expect(asked()).toMatchObject({ type })
  })

  test('of a stretch that ends at midnight is whole, one that crosses it is cut and says so', async () => {
    await open()
    const evening = { start: MIDNIGHT + 23 * HOUR, end: MIDNIGHT + DAY }
    expect(await address(evening)).toMatchObject({ shows: evening, cutAtMidnight: false })
    expect(asked()).toMatchObject({ startTime: '2024-06-03 23:00:00', stopTime: '2024-06-03 23:59:59' })
    const longer = await address({ start: evening.start, end: evening.end + 1 })
    expect(longer).toMatchObject({ shows: evening, cutAtMidnight: true })
    expect(asked()).toMatchObject({ stopTime: '2024-06-03 23:59:59', expireTime: '4200' })
  })

  test('takes in the seconds in which the stretch begins and ends', async () => {
    await open()
    await address({ start: MORNING.start + 1, end: MORNING.end + 1 })
    expect(asked()).toMatchObject({ startTime: '2024-06-03 08:30:00', stopTime: '2024-06-03 09:00:01' })
  })

  test('of a stretch without length is a mistake of the caller', async () => {
    await open()
    await expect(address({ start: MORNING.start, end: MORNING.start })).rejects.toThrow(RangeError)
  })

  test('from a space of cloud recording names the space and has no end of its own', async () => {
    await open({ rows: { card: 'by-time', cloud: { kind: 'cloud-2.0', spaceId: 44028 } } })
    const given = await address(MORNING, 1)
    expect(given.expiresAt).toBeNull()
    expect(given.url).toMatch(/^ezopen:.*busType=7&.*spaceId=44028$/)
    expect(asked()).toMatchObject({ protocol: '1', type: '3', busType: '7' })
    expect((await address(MORNING, 2)).url).toContain('rec=local')
  })

  test('is refused for a card behind a camera that is offline, and for an encrypted camera', async () => {
    await open()
    bench.standIn.setCamera({ ...camera([]), verificationCode: 'ABCDEF' })
    const encrypted = await failureOf(address())
    expect(encrypted).toMatchObject({ fault: 'configuration', code: '60019' })
    expect(encrypted.message).toContain('视频加密')
    bench.standIn.setCamera(camera([], false))
    expect(await failureOf(address())).toMatchObject({ fault: 'camera-offline' })
  })

  test('is none where the answer has no address', async () => {
    await open()
    bench.standIn.fault({ kind: 'code', code: '200' }, { path: ADDRESS })
    expect((await failureOf(address())).fault).toBe('unreachable')
  })
})
