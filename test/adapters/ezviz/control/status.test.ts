import { cameraStatus, storageOf } from '../../../../cloudfunctions/adapters/ezviz/control/status'
import type { Question } from '../../../../cloudfunctions/adapters/ezviz/question'
import { type Bench, CAMERA, camera, failureOf, openBench } from '../workbench'

const INFO = '/api/lapp/device/info'
const DETAILS = '/api/lapp/device/status/get'
const CHANNELS = '/api/v3/open/device/metadata/channel/status'
const SHELTER = '/api/lapp/device/scene/switch/status'

describe('the status of a camera', () => {
  let bench: Bench
  const status = () => bench.control.status(CAMERA, 'request-1')
  beforeEach(async () => {
    bench = await openBench([camera([])])
  })

  test('is online, open and with a card in order', async () => {
    expect(await status()).toEqual({ online: true, shelter: 'off', storage: 'ready' })
  })

  test('says when the privacy shelter is on', async () => {
    bench.standIn.setPrivacy('EX0000001', true)
    expect((await status()).shelter).toBe('on')
  })

  test('of a device that is offline is unknown in all else, and no more is asked', async () => {
    bench.standIn.setOnline('EX0000001', false)
    expect(await status()).toEqual({ online: false, shelter: 'unknown', storage: 'unknown' })
    expect(bench.standIn.calls.map(call => call.path)).toEqual(['/api/lapp/token/get', INFO])
  })

  test('is offline for a dead channel of a recorder that is online itself', async () => {
    bench.standIn.setCamera({ ...camera([], false), channelNo: 2 })
    const second = await bench.control.status({ ...CAMERA, channelNo: 2 }, 'r')
    expect(second.online).toBe(false)
    expect((await status()).online).toBe(true)
  })

  test('is the device own where the channel is not told', async () => {
    bench.standIn.fault({ kind: 'code', code: '10031' }, { path: CHANNELS })
    expect((await status()).online).toBe(true)
  })

  test('leaves unknown what the platform does not tell, and stands all the same', async () => {
    bench.standIn.fault({ kind: 'not-json' }, { path: DETAILS })
    bench.standIn.fault({ kind: 'code', code: '60020' }, { path: SHELTER })
    expect(await status()).toEqual({ online: true, shelter: 'unknown', storage: 'unknown' })
  })

  test('fails when not even the device is told', async () => {
    bench.standIn.fault({ kind: 'code', code: '49999' }, { path: INFO })
    expect(await failureOf(status())).toMatchObject({ fault: 'busy', code: '49999' })
    bench.standIn.fault({ kind: 'code', code: '20002' }, { path: INFO })
  })

  test('of a device that the account lacks needs a person', async () => {
    const failure = await failureOf(bench.control.status({ deviceSerial: 'EX9999999', channelNo: 1 }, 'r'))
    expect(failure).toMatchObject({ fault: 'configuration', code: '20002' })
  })
})

describe('where the device does not report its shelter', () => {
  const answers = (privacyStatus: number, shelter: unknown) => {
    const data: Readonly<Record<string, unknown>> = {
      [INFO]: { status: 1 },
      [DETAILS]: { privacyStatus, diskNum: 1, diskState: '0---------------' },
      [CHANNELS]: { channelInfoList: [{ superDevChannel: '1', status: 2 }] },
      [SHELTER]: shelter,
    }
    const asked: string[] = []
    const call = async ({ path }: Question) => {
      asked.push(path)
      return { code: '200', data: data[path] }
    }
    return { client: { call }, asked }
  }

  test.each([
    [-2, { enable: 1 }, 'on'],
    [-1, { enable: 0 }, 'off'],
    [2, null, 'unknown'],
    [2, { enable: 3 }, 'unknown'],
  ])('%i, the switch is asked: %j is %s', async (reported, shelter, told) => {
    const { client } = answers(reported, shelter)
    expect(await cameraStatus(client, CAMERA, 'r')).toEqual({ online: true, shelter: told, storage: 'ready' })
  })

  test.each([
    [0, 'off'],
    [1, 'on'],
  ])('it is not asked where it does: %i is %s', async (reported, told) => {
    const { client, asked } = answers(reported, null)
    expect((await cameraStatus(client, CAMERA, 'r')).shelter).toBe(told)
    expect(asked).not.toContain(SHELTER)
  })
})

describe('the storage', () => {
  const none = { privacyStatus: 0, diskNum: -1, diskState: '-1', nvrDiskNum: -2, nvrDiskState: '-2' }

  test.each([
    ['0---------------', 'ready'],
    ['00--------------', 'ready'],
    ['01--------------', 'faulty'],
    ['02--------------', 'unformatted'],
    ['03--------------', 'formatting'],
    ['321-------------', 'faulty'],
    ['9---------------', 'unknown'],
    ['', 'unknown'],
  ])('whose disks are %j is %s', (diskState, state) => {
    expect(storageOf({ ...none, diskNum: 1, diskState })).toBe(state)
  })

  test('is none without a card, unless a recorder has disks', () => {
    expect(storageOf({ ...none, diskNum: 0 })).toBe('none')
    expect(storageOf({ ...none, diskNum: 0, nvrDiskNum: 1, nvrDiskState: '0---------------' })).toBe('ready')
    expect(storageOf(none)).toBe('unknown')
  })
})
