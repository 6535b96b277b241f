import type { CameraDayView } from '../../cloudfunctions/contract/app'
import { segmentsStanding, wantedCamera } from '../../miniprogram/instructor/today/segments-standing'
import { at, later, sooner } from '../support/timetable'

const CAMERA: CameraDayView = {
  deviceSerial: 'CAM1',
  channelNo: 1,
  state: 'has-recordings',
  askedAt: at('13:10'),
  problem: null,
  runs: [],
  deleted: [],
  offline: [],
  recordingSince: null,
}

/** Lessons until 16:30; one segment is there, the other must begin by 16:10. */
const DAY = {
  now: at('13:10'),
  window: { start: at('07:30'), end: at('17:30') },
  cameras: [CAMERA],
  segmentCount: 1,
  segmentsNeeded: 2,
  segmentMinutes: 20,
  segmentsMissing: { count: 1, remindFrom: at('13:00'), beginBy: at('16:10') },
}

const NOT_YET = { words: { text: '段数还不够', tone: 'wait' }, todo: null }

test('before it is time nothing is asked for', () => {
  expect(segmentsStanding(DAY, sooner(at('13:00')))).toEqual(NOT_YET)
})

test.each([at('13:00'), at('16:10')])('from then on to the last chance it says what, and by when', now => {
  const { words, todo } = segmentsStanding(DAY, now)
  expect(words).toEqual({ text: '该录第 2 段了', tone: 'wait' })
  expect(todo).toContain('目前查到的还差 1 段：最晚 16:10 开始录制，才能在下课前再录满 20 分钟')
})

test('where two are missing it says both', () => {
  const two = {
    ...DAY,
    segmentCount: 0,
    segmentsMissing: { count: 2, remindFrom: at('13:00'), beginBy: at('15:50') },
  }
  const { words, todo } = segmentsStanding(two, at('13:00'))
  expect(words.text).toBe('该录第 1 段了')
  expect(todo).toContain('目前查到的还差 2 段：最晚 15:50 开始录制，才能在下课前再录满 40 分钟')
})

test.each([later(at('16:10')), sooner(at('17:30'))])(
  'a millisecond later it says that it is too late, and what can still be done',
  now => {
    const { words, todo } = segmentsStanding(DAY, now)
    expect(words).toEqual({ text: '来不及再录满', tone: 'bad' })
    expect(todo).toContain('向平台查询最新录像')
  },
)

test('once the day’s window has closed nothing is asked for any more', () => {
  expect(segmentsStanding(DAY, at('17:30'))).toEqual(NOT_YET)
})

test('while a recording runs it is not asked for another; one over a camera that is off is none', () => {
  const running = { ...CAMERA, recordingSince: at('13:05') }
  expect(segmentsStanding({ ...DAY, cameras: [running] }, at('13:10'))).toEqual(NOT_YET)
  const off = { ...running, state: 'camera-offline' as const }
  expect(segmentsStanding({ ...DAY, cameras: [off] }, at('13:10')).words.text).toBe('该录第 2 段了')
})

test('with enough there it is said, whatever the hour', () => {
  const enough = { ...DAY, segmentCount: 2, segmentsMissing: null }
  expect(segmentsStanding(enough, at('16:20'))).toEqual({
    words: { text: '段数已够', tone: 'good' },
    todo: null,
  })
})

describe('a recording is to be begun', () => {
  const second = { ...CAMERA, deviceSerial: 'CAM2' }
  const both = { ...DAY, cameras: [CAMERA, second] }

  it('at one camera of several, the first that can record', () => {
    expect(wantedCamera(both)).toBe(CAMERA)
    const off = { ...CAMERA, state: 'camera-offline' as const }
    expect(wantedCamera({ ...both, cameras: [off, second] })).toBe(second)
    expect(wantedCamera({ ...both, cameras: [off] })).toBeNull()
  })

  it('nowhere while one runs, or where enough is recorded', () => {
    const running = { ...second, recordingSince: at('13:05') }
    expect(wantedCamera({ ...both, cameras: [CAMERA, running] })).toBeNull()
    expect(wantedCamera({ ...both, segmentCount: 2 })).toBeNull()
    expect(wantedCamera({ ...both, segmentCount: 1 })).toBe(CAMERA)
  })
})
