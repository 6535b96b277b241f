import type { PlatformMessage } from '../../cloudfunctions/ports/platform-messages'
import { CAMERA_LINES } from '../../cloudfunctions/services/documents/camera-lines'
import { HEARD_DEVICES } from '../../cloudfunctions/services/documents/heard-devices'
import { read, readAll } from '../../cloudfunctions/services/documents/read'
import { keepPlatformMessage } from '../../cloudfunctions/services/platform-message'
import { DATE, judgedDay, NEXT_DATE } from './kept'
import { at, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '12:00')
})
afterEach(() => school.close())

const message = (messageId: string, more: Partial<PlatformMessage> = {}): PlatformMessage => ({
  messageId,
  kind: 'camera-offline',
  type: 'ys.onoffline',
  deviceSerial: 'CAM1',
  channelNo: null,
  at: at(DATE, '10:00'),
  taskId: null,
  problem: null,
  ...more,
})
const keep = (messageId: string, more: Partial<PlatformMessage> = {}) =>
  keepPlatformMessage(school.server, message(messageId, more))
const lines = () => readAll(school.store, CAMERA_LINES, { index: 'byDate', equal: [] })
const offline = async () =>
  (await school.answer('i1', 'class-today', { classId: 'C1' })).cameras[0]?.offline.map(({ start, end }) => [
    start,
    end,
  ])

const off = (time: string) => keep(`off ${time}`, { at: at(DATE, time) })
const back = (time: string) => keep(`on ${time}`, { kind: 'camera-online', at: at(DATE, time) })

describe('what the platform tells of a device is kept once', () => {
  it('however often it comes, and at once', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => keep('m1')))
    expect(kept.filter(isNew => isNew)).toHaveLength(1)
    expect(await lines()).toMatchObject([
      {
        id: `CAM1 ${DATE}`,
        events: [{ type: 'camera-offline', messageId: 'm1', happenedAt: at(DATE, '10:00') }],
      },
    ])
  })

  it('on the date on which it happened, or came where it does not say', async () => {
    await keep('m1', { at: at(NEXT_DATE, '00:00') - 1 })
    await keep('m2', { at: null })
    school.now = at(NEXT_DATE, '09:00')
    await keep('m3', { at: null })
    expect((await lines()).map(({ date, events }) => [date, events.map(event => event.messageId)])).toEqual([
      [DATE, ['m1', 'm2']],
      [NEXT_DATE, ['m3']],
    ])
  })

  it('and not where it is about no device', async () => {
    expect(await keep('m1', { deviceSerial: null })).toBe(false)
    expect(await lines()).toEqual([])
  })

  it('with the mark that the device is to be asked about, in one commit', async () => {
    const commit = jest.spyOn(school.store, 'commit')
    await keep('m1', { kind: 'recording' })
    await keep('m1', { kind: 'recording' })
    const written = commit.mock.calls.map(([writes]) => writes.map(({ collection }) => collection.name))
    expect(written).toEqual([['camera-lines', 'heard-devices']])
    const mark = await read(school.store, HEARD_DEVICES, 'CAM1')
    expect(mark).toEqual({ id: 'CAM1', at: school.now, waiting: 1 })
    jest.restoreAllMocks()
  })

  it('without a mark where the device holds nothing new', async () => {
    await keep('m1', { kind: 'camera-offline' })
    await keep('m2', { kind: 'other' })
    expect(await read(school.store, HEARD_DEVICES, 'CAM1')).toBeNull()
  })

  it('and says nothing of what was recorded', async () => {
    await keep('m1', { kind: 'recording' })
    expect(await judgedDay(school)).toMatchObject({ recording: 'unknown', pieces: [] })
  })
})

describe('when a camera was off within the day’s window', () => {
  it('is from going off to coming back', async () => {
    await off('09:00')
    await back('09:20')
    expect(await offline()).toEqual([[at(DATE, '09:00'), at(DATE, '09:20')]])
  })

  it('is the same whatever the order in which it is told', async () => {
    for (const tell of [() => back('10:40'), () => off('09:00'), () => off('10:30'), () => back('09:20')]) {
      await tell()
    }
    expect(await offline()).toEqual([
      [at(DATE, '09:00'), at(DATE, '09:20')],
      [at(DATE, '10:30'), at(DATE, '10:40')],
    ])
  })

  it('begins with the first of two that say it is off', async () => {
    await off('09:00')
    await off('09:10')
    await back('09:20')
    expect(await offline()).toEqual([[at(DATE, '09:00'), at(DATE, '09:20')]])
  })

  it('lasts to the window’s end while nothing says that it is back', async () => {
    await off('09:00')
    expect(await offline()).toEqual([[at(DATE, '09:00'), at(DATE, '12:40')]])
  })

  it('is cut to the window, and is nothing outside it', async () => {
    await off('07:00')
    await back('08:00')
    await off('12:40')
    await back('13:00')
    expect(await offline()).toEqual([[at(DATE, '07:30'), at(DATE, '08:00')]])
  })
})
