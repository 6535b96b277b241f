import { type Bench, camera, openBench, SERIAL } from './ezviz-stand-in-bench'

const CHANNEL_STATUS = '/api/v3/open/device/metadata/channel/status'

let bench: Bench

beforeEach(async () => {
  bench = await openBench({ cameras: [camera(), { ...camera(), channelNo: 2 }] })
})

const status = async (form = {}) =>
  (await bench.wire.lapp('device/status/get', { deviceSerial: SERIAL, ...form })).body

describe('device/status/get', () => {
  test('tells of the disk, the cloud storage and the privacy shelter', async () => {
    expect(await status()).toMatchObject({
      code: '200',
      data: { privacyStatus: 0, diskNum: 1, diskState: '0---------------', cloudStatus: 1 },
    })
    bench.standIn.setPrivacy(SERIAL, true)
    expect((await status()).data.privacyStatus).toBe(1)
    bench.standIn.setPrivacy(SERIAL, false)
    expect((await status()).data.privacyStatus).toBe(0)
  })

  test('names its field channel, and answers while the device is offline', async () => {
    bench.standIn.setOnline(SERIAL, false)
    expect((await status({ channel: '2' })).code).toBe('200')
    expect((await status({ channel: '3' })).code).toBe('20032')
    expect((await status({ channel: 'two' })).code).toBe('10001')
  })
})

describe('device/scene/switch/status', () => {
  const shelter = async (deviceSerial: string) =>
    (await bench.wire.lapp('device/scene/switch/status', { deviceSerial })).body

  test('tells of the privacy shelter alone', async () => {
    expect((await shelter(SERIAL)).data).toEqual({ deviceSerial: SERIAL, channelNo: 1, enable: 0 })
    bench.standIn.setPrivacy(SERIAL, true)
    expect((await shelter(SERIAL)).data.enable).toBe(1)
    expect((await shelter('EX9999999')).code).toBe('20002')
  })
})

describe('device/camera/list', () => {
  test('lists the channels of one device without pages', async () => {
    const { body } = await bench.wire.lapp('device/camera/list', { deviceSerial: SERIAL })
    expect(body).toMatchObject({
      code: '200',
      data: [
        { channelNo: 1, ipcSerial: SERIAL, status: 1, relatedIpc: false },
        { channelNo: 2, localChannelName: 'Camera 2' },
      ],
    })
    expect(body).not.toHaveProperty('page')
  })

  test('refuses a device that the account lacks with 20002', async () => {
    expect((await bench.wire.lapp('device/camera/list', { deviceSerial: 'EX9999999' })).body).toEqual({
      code: '20002',
      msg: expect.any(String),
      data: null,
    })
  })
})

describe('the status of the channels', () => {
  const ask = (headers: Record<string, string>) => bench.wire.get(CHANNEL_STATUS, {}, headers)

  test('comes in the third envelope, whose code is a text', async () => {
    const { status, body } = await ask(bench.wire.channel())
    expect(status).toBe(200)
    expect(body.result).toMatchObject({ code: '200', data: { deviceSerial: SERIAL, status: 1 } })
    expect(body.result.data.channelInfoList).toEqual([
      { superDevChannel: 1, status: 1 },
      { superDevChannel: 2, status: 1 },
    ])
    bench.standIn.setOnline(SERIAL, false)
    expect((await ask(bench.wire.channel())).body.result.data.status).toBe(0)
  })

  test('refuses in that envelope too', async () => {
    expect((await ask({ ...bench.wire.channel(), accessToken: 'at.junk' })).body.result.code).toBe('10002')
    expect((await ask({ accessToken: bench.wire.token })).body.result.code).toBe('10001')
  })
})

describe('a device that goes offline', () => {
  test('is offline in every list, and online again when it is back', async () => {
    const told = async () => {
      const info = await bench.wire.lapp('device/info', { deviceSerial: SERIAL })
      const list = await bench.wire.lapp('device/list')
      const cameras = await bench.wire.lapp('camera/list')
      return [info.body.data.status, list.body.data[0].status, cameras.body.data[1].status]
    }
    bench.standIn.setOnline(SERIAL, false)
    expect(await told()).toEqual([0, 0, 0])
    bench.standIn.setOnline(SERIAL, true)
    expect(await told()).toEqual([1, 1, 1])
  })

  test('must be one of the account', () => {
    expect(() => bench.standIn.setOnline('EX9999999', false)).toThrow('EX9999999')
    expect(() => bench.standIn.setPrivacy('EX9999999', true)).toThrow('EX9999999')
    expect(() => bench.standIn.setClockSkew('EX9999999', 1)).toThrow('EX9999999')
  })
})

test('an encrypted device says so', async () => {
  bench.standIn.setCamera({ ...camera(), verificationCode: 'ABCDEF' })
  const { body } = await bench.wire.lapp('device/info', { deviceSerial: SERIAL })
  expect(body.data.isEncrypt).toBe(1)
})

test('pages cut short go by the size that they are cut to', async () => {
  bench.standIn.setListing({ maxRowsPerPage: 1 })
  const page = async (pageStart: string) =>
    (await bench.wire.lapp('camera/list', { pageStart, pageSize: '50' })).body
  expect((await page('0')).page).toEqual({ total: 2, page: 0, size: 1 })
  expect((await page('1')).data).toMatchObject([{ channelNo: 2 }])
  expect((await page('2')).data).toBeNull()
})
