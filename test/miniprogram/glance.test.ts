import type { CheckInView, RollEntry } from '../../cloudfunctions/contract/app'
import { type GlanceDay, glanceOf } from '../../miniprogram/instructor/today/glance-words'
import { at, sooner } from '../support/timetable'

const REMIND = at('13:00')

const tap = (state: CheckInView['state']): CheckInView => ({
  attemptId: `tap ${state}`,
  kind: 'start',
  at: at('08:21'),
  arrivedAt: null,
  state,
  method: 'witnessed',
})

const entry = (traineeId: string, start: CheckInView | null): RollEntry => ({
  traineeId,
  name: traineeId,
  start,
  end: null,
  faceTries: null,
})

const DAY: GlanceDay = {
  lessons: [
    {
      lessonId: 'L1',
      title: '安全操作规程',
      start: at('08:30'),
      end: at('16:30'),
      hours: 8,
      kind: 'theory',
      delivery: 'onsite',
    },
  ],
  recording: 'flagged',
  roll: [entry('T1', tap('recorded')), entry('T2', tap('waiting')), entry('T3', null)],
  now: REMIND,
  window: { start: at('07:30'), end: at('17:30') },
  cameras: [],
  segmentCount: 1,
  segmentsNeeded: 2,
  segmentMinutes: 20,
  segmentsMissing: { count: 1, remindFrom: REMIND, beginBy: at('16:10') },
}

const said = (changed: Partial<GlanceDay> = {}, now = sooner(REMIND)) =>
  glanceOf({ ...DAY, ...changed }, now).map(({ words }) => words)

test('at a glance: the recordings, who waits for a witness, and how full the class is', () => {
  expect(said()).toEqual(['录像 1 / 2 段', '等待见证 1 次', '已签到 2 / 3 人'])
})

test('from the moment at which a recording is due that stands there too', () => {
  expect(said({}, REMIND)[0]).toBe('录像 1 / 2 段，该录第 2 段了')
})

test('nothing is said of what the day does not have', () => {
  expect(said({ roll: [entry('T1', tap('recorded'))] })).toEqual(['录像 1 / 2 段', '已签到 1 / 1 人'])
  expect(said({ recording: 'not-required' })).toEqual(['等待见证 1 次', '已签到 2 / 3 人'])
  expect(said({ lessons: [] })).toEqual([])
})
