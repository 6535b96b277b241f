import { CAMERA_DAYS } from '../../../cloudfunctions/services/documents/camera-days'
import { HEARD_DEVICES } from '../../../cloudfunctions/services/documents/heard-devices'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import type { Pull } from '../../../cloudfunctions/services/ingest/ask-all'
import { askHeard } from '../../../cloudfunctions/services/ingest/heard'
import { keepPlatformMessage } from '../../../cloudfunctions/services/platform-message'
import { DATE, NEXT_DATE, teach } from '../kept'
import { at, School } from '../school'
import { Platform } from './platform'

const CAMERAS = [
  { deviceSerial: 'CAM1', channelNo: 1 },
  { deviceSerial: 'NVR', channelNo: 1 },
  { deviceSerial: 'NVR', channelNo: 2 },
]

let school: School
let platform: Platform
let messages: number
beforeEach(async () => {
  school = await School.open()
  platform = new Platform(school, [])
  messages = 0
  await teach(school, 'C1', { cameras: CAMERAS })
})
afterEach(() => school.close())

const pull = (more: Partial<Pull> = {}): Pull => ({ requestId: 'r1', onAsked: () => true, ...more })
const ask = (more?: Partial<Pull>) => askHeard(platform.server, pull(more))
const hear = (deviceSerial: string, kind: 'recording' | 'camera-online' | 'camera-offline' | 'other') =>
  keepPlatformMessage(school.server, {
    messageId: `m${++messages}`,
    kind,
    type: 'ys.any',
    deviceSerial,
    channelNo: null,
    at: school.now,
    taskId: null,
    problem: null,
  })
const asked = async () =>
  (await readAll(school.store, CAMERA_DAYS, { index: 'byDate', equal: [] })).map(({ id }) => id)
const waiting = async () => (await read(school.store, HEARD_DEVICES, 'NVR'))?.waiting

describe('a device that has told something of itself', () => {
  it.each(['recording', 'camera-online'] as const)('is asked about after %s, and no other is', async kind => {
    school.now = at(DATE, '10:00')
    await hear('NVR', kind)
    expect(await ask()).toEqual({ left: false })
    expect(await asked()).toEqual([`NVR 1 ${DATE}`, `NVR 2 ${DATE}`])
  })

  it.each(['camera-offline', 'other'] as const)('is not asked about after %s', async kind => {
    school.now = at(DATE, '10:00')
    await hear('NVR', kind)
    await ask()
    expect(await asked()).toEqual([])
  })

  it('is asked about once, and again when it tells something more', async () => {
    school.now = at(DATE, '10:00')
    await hear('CAM1', 'recording')
    await ask()
    await ask()
    expect(platform.asked).toBe(1)
    school.now += 1
    await hear('CAM1', 'recording')
    await ask()
    expect(platform.asked).toBe(2)
  })

  it('is not asked about a day whose sessions have not begun', async () => {
    school.now = at(DATE, '08:30') - 1
    await hear('CAM1', 'camera-online')
    await ask()
    expect(await asked()).toEqual([])
    school.now = at(DATE, '08:30')
    await hear('CAM1', 'camera-online')
    await ask()
    expect(await asked()).toEqual([`CAM1 1 ${DATE}`])
  })

  it('nor about one that is known whole', async () => {
    school.now = at(DATE, '12:10')
    for (const _ of [1, 2]) {
      await hear('CAM1', 'recording')
      await ask()
    }
    expect(platform.asked).toBe(1)
  })

  it.each([
    ['that the platform surely keeps', at('2024-06-11', '00:00'), [`CAM1 1 ${DATE}`, `CAM1 1 ${NEXT_DATE}`]],
    ['and not before', at('2024-06-12', '00:00'), [`CAM1 1 ${NEXT_DATE}`]],
  ])('is asked about the days %s', async (_, now, dates) => {
    school.now = now
    await hear('CAM1', 'camera-online')
    await ask()
    expect(await asked()).toEqual(dates)
  })

  it('and that no class needs is settled without a question', async () => {
    school.now = at(DATE, '10:00')
    await hear('CAM9', 'camera-online')
    expect(await ask()).toEqual({ left: false })
    expect(platform.asked).toBe(0)
  })
})

describe('what was heard is not lost', () => {
  beforeEach(async () => {
    school.now = at(DATE, '10:00')
    await hear('NVR', 'camera-online')
  })

  it('when nothing follows on the message: any later round asks', async () => {
    school.now = at(DATE, '10:20')
    await ask()
    expect(await asked()).toHaveLength(2)
    expect(await waiting()).toBe(0)
  })

  it('when the round is stopped before it asks', async () => {
    expect(await ask({ goOn: () => false })).toEqual({ left: true })
    expect(await asked()).toEqual([])
    expect(await ask()).toEqual({ left: false })
    expect(await asked()).toHaveLength(2)
  })

  it('when it is stopped half-way: the next asks for what is left and for nothing twice', async () => {
    for (const serial of ['D1', 'D2', 'D3', 'D4', 'D5']) await hear(serial, 'camera-online')
    const cameras = ['D1', 'D2', 'D3', 'D4', 'D5'].map(deviceSerial => ({ deviceSerial, channelNo: 1 }))
    await teach(school, 'C1', { cameras: [...CAMERAS, ...cameras] })
    school.now += 1
    expect(await ask({ onAsked: () => false })).toEqual({ left: true })
    expect(platform.asked).toBeLessThan(7)
    expect(await ask()).toEqual({ left: false })
    expect(await asked()).toHaveLength(7)
    expect(platform.asked).toBe(7)
  })

  it('when the round breaks', async () => {
    const recordings = () => Promise.reject(new TypeError('broken'))
    const recordingSource = { devices: platform.devices, recordings }
    await expect(askHeard({ ...platform.server, recordingSource }, pull())).rejects.toThrow('broken')
    expect(await waiting()).toBe(1)
    await ask()
    expect(await asked()).toHaveLength(2)
  })

  it('when the device tells something more while it is asked about', async () => {
    const recordings: Platform['recordings'] = async (camera, span) => {
      if (camera.channelNo === 2) await hear('NVR', 'recording')
      return platform.recordings(camera, span)
    }
    const recordingSource = { devices: platform.devices, recordings }
    expect(await askHeard({ ...platform.server, recordingSource }, pull())).toEqual({ left: true })
    expect(await waiting()).toBe(1)
    expect(await ask()).toEqual({ left: false })
    expect(await waiting()).toBe(0)
  })

  it('when two rounds ask at once, and the device tells something after the faster one', async () => {
    const overtaken = {
      ...platform.server,
      store: { ...storeOf(school), commit: overtakenCommit },
    }
    let isFirst = true
    async function overtakenCommit(...[writes]: Parameters<School['store']['commit']>) {
      if (isFirst && writes.some(({ collection }) => collection === HEARD_DEVICES)) {
        isFirst = false
        await ask()
        await hear('NVR', 'recording')
      }
      return school.store.commit(writes)
    }
    await askHeard(overtaken, pull())
    expect(await waiting()).toBe(1)
  })
})

it('a message that comes again says nothing new', async () => {
  school.now = at(DATE, '10:00')
  await hear('NVR', 'camera-online')
  await ask()
  messages -= 1
  expect(await hear('NVR', 'camera-online')).toBe(false)
  expect(await waiting()).toBe(0)
})

it('after a power cut many devices are asked about in turns', async () => {
  school.now = at(DATE, '10:00')
  const cameras = Array.from({ length: 51 }, (_, n) => ({ deviceSerial: `D${100 + n}`, channelNo: 1 }))
  await teach(school, 'C1', { cameras })
  for (const { deviceSerial } of cameras) await hear(deviceSerial, 'camera-online')
  expect(await ask()).toEqual({ left: true })
  expect(await asked()).toHaveLength(50)
  expect(await ask()).toEqual({ left: false })
  expect(await asked()).toHaveLength(51)
})

function storeOf({ store }: School): School['store'] {
  return {
    get: (...asked) => store.get(...asked),
    range: (...asked) => store.range(...asked),
    commit: writes => store.commit(writes),
    close: () => store.close(),
  }
}
