import type { CameraDayView, ClassToday } from '../../cloudfunctions/contract/app'
import { waitBefore } from '../../miniprogram/api/pace'
import { freshFrom, isRecordingNow, shownOf } from '../../miniprogram/instructor/today/freshness'
import { at } from '../support/timetable'

const MINUTE = 60_000
const window = { start: at('07:30'), end: at('17:30') }

const day = (changed: Partial<ClassToday> = {}): ClassToday => ({
  now: at('08:21'),
  date: '2024-06-03',
  classes: [],
  class: { classId: 'C1', title: '班', occupation: '工种', room: null, provider: '甲校' },
  lessons: [],
  window,
  roll: [],
  cameras: [],
  segmentCount: 0,
  segmentsNeeded: 2,
  segmentMinutes: 20,
  segmentsMissing: null,
  recording: 'unknown',
  flags: [],
  openQuestions: 0,
  ...changed,
})

const camera: CameraDayView = {
  deviceSerial: 'D1',
  channelNo: 1,
  state: 'not-asked',
  askedAt: null,
  problem: null,
  runs: [],
  deleted: [],
  offline: [],
  recordingSince: null,
}

describe('a day', () => {
  it('is asked for again from the opening of its window to its end, and no moment longer', () => {
    expect(freshFrom(day(), window.start - 90 * MINUTE)).toBe(90 * MINUTE)
    expect(freshFrom(day(), window.start)).toBe(0)
    expect(freshFrom(day(), window.end - 1)).toBe(0)
    expect(freshFrom(day(), window.end)).toBeNull()
  })

  it('without lessons is not', () => {
    expect(freshFrom(day({ window: null }), at('08:21'))).toBeNull()
  })

  it('is another one when anything on it is, and not by the time alone', () => {
    expect(shownOf(day({ now: at('08:22') }))).toBe(shownOf(day()))
    expect(shownOf(day({ segmentCount: 1 }))).not.toBe(shownOf(day()))
  })
})

describe('it is asked for', () => {
  it('every half minute while something has just changed or a recording runs, otherwise every two minutes', () => {
    expect(waitBefore(0, false)).toBe(30_000)
    expect(waitBefore(5 * MINUTE - 1, false)).toBe(30_000)
    expect(waitBefore(5 * MINUTE, false)).toBe(2 * MINUTE)
    expect(waitBefore(60 * MINUTE, true)).toBe(30_000)
  })

  it('with a recording that one camera runs, not with a camera alone', () => {
    expect(isRecordingNow(day({ cameras: [camera] }))).toBe(false)
    const running = { ...camera, recordingSince: at('08:20') }
    expect(isRecordingNow(day({ cameras: [camera, running] }))).toBe(true)
  })
})
