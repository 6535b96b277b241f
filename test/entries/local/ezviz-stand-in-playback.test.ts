import { type Bench, camera, openBench, SERIAL } from './ezviz-stand-in-bench'

const MORNING = { startTime: '2024-06-03 09:00:00', stopTime: '2024-06-03 09:30:00' }
const LOCAL = { type: '2', ...MORNING }
const CLOUD = { type: '3', ...MORNING }

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

const ask = async (form = {}) =>
  (await bench.wire.lapp('v2/live/address/get', { deviceSerial: SERIAL, channelNo: '1', ...form })).body
const disable = async (urlId: string) =>
  (await bench.wire.lapp('v2/live/address/disable', { deviceSerial: SERIAL, urlId })).body

describe('an ezopen address', () => {
  test.each([
    ['live', {}, `ezopen://open.ys7.com/${SERIAL}/1.hd.live`],
    ['live and smooth', { quality: '2' }, `ezopen://open.ys7.com/${SERIAL}/1.live`],
    ['of the card', LOCAL, `ezopen://open.ys7.com/${SERIAL}/1.rec?begin=20240603090000&end=20240603093000`],
    [
      'of the cloud',
      CLOUD,
      `ezopen://open.ys7.com/${SERIAL}/1.cloud.rec?begin=20240603090000&end=20240603093000`,
    ],
    [
      'of cloud recording 2.0',
      { ...CLOUD, busType: '7' },
      `ezopen://open.ys7.com/${SERIAL}/1.cloud.rec?busType=7&begin=20240603090000&end=20240603093000`,
    ],
  ])('%s', async (_, form, url) => {
    expect(await ask(form)).toMatchObject({
      code: '200',
      data: { url, id: expect.stringMatching(/^\d{18}$/) },
    })
  })

  test('holds the code of an encrypted camera', async () => {
    bench.standIn.setCamera({ ...camera(), verificationCode: 'ABCDEF' })
    expect((await ask()).code).toBe('60019')
    expect((await ask({ code: 'WRONGS' })).code).toBe('20010')
    expect((await ask({ code: 'ABCDEF' })).data.url).toContain('ezopen://ABCDEF@open.ys7.com/')
    expect(JSON.stringify(bench.standIn.calls)).not.toContain('ABCDEF')
  })
})

describe('a stream address', () => {
  test('of the card says its stretch and when it ends, in Beijing time', async () => {
    const { data } = await ask({ ...LOCAL, protocol: '4', expireTime: '600' })
    expect(data.expireTime).toBe('2024-06-03 12:10:00')
    expect(data.url).toMatch(
      /\.flv\?begin=20240603090000&end=20240603093000&expire=\d{10}&id=\d{18}&rec=local/,
    )
  })

  test('live may be HLS, playback may not', async () => {
    expect((await ask({ protocol: '2' })).data.url).toContain('.m3u8')
    expect((await ask({ ...LOCAL, protocol: '2' })).code).toBe('10001')
  })
})

test.each([
  ['seconds for a text', { ...LOCAL, startTime: '1717376400' }],
  ['14 digits', { ...LOCAL, startTime: '20240603090000' }],
  ['a day that does not exist', { ...LOCAL, startTime: '2024-06-31 09:00:00' }],
  ['an end before the start', { ...LOCAL, stopTime: '2024-06-03 08:59:59' }],
  ['playback without times', { type: '2' }],
  ['the cloud over midnight', { ...CLOUD, stopTime: '2024-06-04 00:00:00' }],
  ['29 seconds of life', { expireTime: '29' }],
  ['an unknown protocol', { protocol: '6' }],
  ['cloud recording by another protocol', { ...CLOUD, busType: '7', protocol: '4' }],
  ['an unknown bus', { busType: '8' }],
])('refuses %s with 10001', async (_, form) => {
  expect((await ask(form)).code).toBe('10001')
})

test('the card of an offline camera is 20007, while its cloud still plays', async () => {
  bench.standIn.setOnline(SERIAL, false)
  expect((await ask()).code).toBe('20007')
  expect((await ask(LOCAL)).code).toBe('20007')
  expect((await ask(CLOUD)).code).toBe('200')
})

test('behind its privacy shelter a camera is not shown live, while its past still plays', async () => {
  bench.standIn.setPrivacy(SERIAL, true)
  expect((await ask()).code).toBe('60026')
  expect((await ask(LOCAL)).code).toBe('200')
})

test('an address is taken back once', async () => {
  const { data } = await ask()
  expect(await disable(data.id)).toEqual({ code: '200', msg: expect.any(String) })
  expect((await disable(data.id)).code).toBe('404')
  expect((await disable('')).code).toBe('10001')
})
