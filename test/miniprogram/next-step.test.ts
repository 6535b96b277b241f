import type { CheckInView } from '../../cloudfunctions/contract/app'
import {
  leavesEarlyBy,
  nextMoment,
  nextStep,
  refusalInWords,
  stepWithoutLine,
} from '../../miniprogram/trainee/today/next'
import { at, checkIn, traineeToday as day } from '../support/views'

test('before the first lesson the time runs to its start, from its start on to the end of the window', () => {
  expect(nextStep(day({}), at('08:30') - 1, [])).toMatchObject({ label: '距上课', until: at('08:30') })
  expect(nextStep(day({}), at('08:30'), [])).toMatchObject({ label: '距打卡截止', until: at('15:30') })
})

test('before the latest end leaving counts only so far, but for the grace; from then on it is time to check out', () => {
  const out = day({ next: 'end' })
  const inClass = { label: '距下课', until: at('14:30'), enabled: true }
  expect(nextStep(out, at('14:20') - 1, [])).toMatchObject({
    ...inClass,
    advice: expect.stringContaining('学时只算到现在'),
  })
  expect(nextStep(out, at('14:20'), [])).toMatchObject({ ...inClass, advice: '快下课了，离开前请签退。' })
  expect(nextStep(out, at('14:30'), [])).toMatchObject({
    label: '距打卡截止',
    until: at('15:30'),
    enabled: true,
  })
})

describe('R7 a check-out is early before the last lesson’s end less the grace', () => {
  it.each([
    [at('14:20') - 1, 10 * 60_000 + 1],
    [at('14:20'), null],
    [at('14:40'), null],
  ])('at %i: by %p ms', (now, by) => {
    expect(leavesEarlyBy(day({}), now)).toBe(by)
  })

  it('without the day’s lessons nobody can tell', () => {
    expect(leavesEarlyBy(day({ lessons: [], window: null }), at('09:00'))).toBeNull()
  })
})

describe('both were tapped', () => {
  const both = (end: string, more: readonly CheckInView[] = []) =>
    day({ next: 'done', checkIns: [checkIn('start', '08:21'), checkIn('end', end), ...more] })

  it('in time: the button rests, and says that all is well', () => {
    const rests = { action: '今天已打卡', advice: '签到、签退都收到了。', enabled: false }
    expect(nextStep(both('14:20'), at('14:40'), [])).toMatchObject(rests)
  })

  it('one that was early is told with its time and how to mend it, until the window closes', () => {
    const early = both('10:30')
    expect(nextStep(early, at('15:30'), [])).toMatchObject({
      action: '已签退',
      advice: '10:30 已签退，学时只算到那时。还在上课的，离开前请再签退一次。',
      enabled: false,
    })
    expect(nextStep(early, at('15:30') + 1, []).action).toBe('今天已打卡')
  })

  it('a later one mends it, also one that has not arrived', () => {
    expect(nextStep(both('10:30', [checkIn('end', '14:31')]), at('14:40'), []).action).toBe('今天已打卡')
    expect(nextStep(both('10:30'), at('14:40'), [{ kind: 'end', at: at('14:31') }])).toMatchObject({
      action: '今天已打卡',
      advice: '签到、签退都打了。还没有送达的，连上后自动补发。',
    })
  })
})

describe('the moments at which the page says something else', () => {
  it.each([
    ['07:00', '07:30'],
    ['07:31', '08:30'],
    ['08:31', '08:40'],
    ['08:41', '14:20'],
    ['14:21', '14:30'],
    ['14:31', '15:30'],
    ['15:31', null],
  ])('after %s it is %s', (now, moment) => {
    expect(nextMoment(day({}), at(now))).toBe(moment && at(moment))
  })

  it('there is none on a day without lessons', () => {
    expect(nextMoment(day({ lessons: [], window: null }), at('08:00'))).toBeNull()
  })
})

test.each([
  ['not-yet', '还没到签到时间', '07:30 起可以签到。'],
  ['closed', '打卡已截止', '今天的打卡在 15:30 截止。漏打卡可以申请补签。'],
] as const)('%s: the button rests and says why', (next, action, advice) => {
  expect(nextStep(day({ next }), at('08:00'), [])).toMatchObject({ action, advice, enabled: false })
})

test('a day without lessons names the next one, or says that there is none', () => {
  const free = { lessons: [], window: null, next: 'no-lesson' } as const
  expect(nextStep(day(free), at('08:00'), []).advice).toBe('下一次上课是 5月21日 周四。')
  expect(nextStep(day({ ...free, nextLessonDate: null }), at('08:00'), []).advice).toBe('后面还没有排课。')
})

test('a refusal says when one may, or that it is over', () => {
  const refused = { kind: 'outside-window', opensAt: at('07:30'), closesAt: at('15:30') } as const
  expect(refusalInWords({ ...refused, now: at('07:29') })).toBe('还没到打卡时间，07:30 起可以打卡。')
  expect(refusalInWords({ ...refused, now: at('15:31') })).toBe(
    '今天的打卡已在 15:30 截止。漏打卡可以申请补签。',
  )
})

test('a tap that came too late is told with when it was made and how long is taken', () => {
  expect(
    refusalInWords({
      kind: 'too-late',
      tappedAt: at('08:21'),
      now: at('08:21') + 8 * 86_400_000,
      mostDays: 7,
    }),
  ).toBe('这次打卡是 5月20日 08:21 点击的，超过 7 天才送达，不能再计入。漏打卡请告诉教师。')
})

test('without a line the button goes on by what is remembered of the day', () => {
  expect(stepWithoutLine(day({}), at('08:00'), [])).toEqual(nextStep(day({}), at('08:00'), []))
  const out = day({ next: 'end' })
  expect(stepWithoutLine(out, at('14:30'), [])).toMatchObject({ action: '结束签退', enabled: true })
})

test('without a line and without the day’s lessons one may check in all the same, with no time to run to', () => {
  const unknown = day({ lessons: [], window: null })
  expect(stepWithoutLine(unknown, at('08:00'), [])).toMatchObject({
    action: '开始签到',
    enabled: true,
    until: null,
  })
  expect(stepWithoutLine({ ...unknown, next: 'end' }, at('08:00'), [])).toMatchObject({
    action: '结束签退',
    enabled: true,
  })
})

test('without a line too, a day that has none or both of its check-ins rests', () => {
  const both = [checkIn('start', '08:21'), checkIn('end', '14:31')]
  expect(stepWithoutLine(day({ next: 'done', checkIns: both }), at('15:00'), [])).toMatchObject({
    enabled: false,
    action: '今天已打卡',
  })
  const taps = both.map(({ kind, at: time }) => ({ kind, at: time }))
  const unknown = day({ next: 'done', lessons: [], window: null })
  expect(stepWithoutLine(unknown, at('15:00'), taps)).toMatchObject({ enabled: false, action: '今天已打卡' })
  expect(stepWithoutLine(day({ next: 'no-lesson' }), at('08:00'), []).enabled).toBe(false)
})
