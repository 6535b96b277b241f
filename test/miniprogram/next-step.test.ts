import type { TraineeToday } from '../../cloudfunctions/contract/app'
import { nextStep, refusalInWords, stepWithoutLine } from '../../miniprogram/trainee/today/next'

const at = (time: string) => Date.parse(`2026-05-20T${time}:00+08:00`)

const lesson = (lessonId: string, start: string, end: string): TraineeToday['lessons'][number] => ({
  lessonId,
  title: '示教编程',
  start: at(start),
  end: at(end),
  hours: 2,
  kind: 'theory',
  delivery: 'onsite',
})

const day = (changed: Partial<TraineeToday>): TraineeToday => ({
  now: at('08:00'),
  whose: 'mark-of-the-trainee',
  date: '2026-05-20',
  class: { classId: 'C1', title: '1 班', occupation: '操作员', provider: '技校', room: null },
  lessons: [lesson('2', '13:00', '14:30'), lesson('1', '08:30', '10:00')],
  window: { start: at('07:30'), end: at('15:30') },
  nextLessonDate: '2026-05-21',
  checkIns: [],
  next: 'start',
  face: { readiness: 'none', by: 'none', because: null },
  forgotten: null,
  ...changed,
})

test('before the first lesson the time runs to its start, from its start on to the end of the window', () => {
  expect(nextStep(day({}), at('08:30') - 1)).toMatchObject({ label: '距上课', until: at('08:30') })
  expect(nextStep(day({}), at('08:30'))).toMatchObject({ label: '距打卡截止', until: at('15:30') })
})

test('before the latest end leaving counts only so far, from then on it is time to check out', () => {
  const out = day({ next: 'end' })
  expect(nextStep(out, at('14:30') - 1)).toMatchObject({ label: '距下课', until: at('14:30') })
  expect(nextStep(out, at('14:30'))).toMatchObject({ label: '距打卡截止', until: at('15:30'), enabled: true })
})

test.each([
  ['not-yet', '还没到签到时间', '07:30 起可以签到。'],
  ['done', '今天已打卡', '签到、签退都收到了。'],
  ['closed', '打卡已截止', '今天的打卡在 15:30 截止。漏打卡可以申请补签。'],
] as const)('%s: the button rests and says why', (next, action, advice) => {
  expect(nextStep(day({ next }), at('08:00'))).toMatchObject({ action, advice, enabled: false })
})

test('a day without lessons names the next one, or says that there is none', () => {
  const free = { lessons: [], window: null, next: 'no-lesson' } as const
  expect(nextStep(day(free), at('08:00')).advice).toBe('下一次上课是 5月21日 周四。')
  expect(nextStep(day({ ...free, nextLessonDate: null }), at('08:00')).advice).toBe('后面还没有排课。')
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

const KEPT_HERE = '没有网络也可以打卡：先记在本机，连上后自动补发，按点击时间计。'

test('without a line the button goes on by what is remembered of the day, and says that taps are kept', () => {
  expect(stepWithoutLine(day({}), at('08:00'))).toMatchObject({
    action: '开始签到',
    enabled: true,
    label: '距上课',
    advice: `到了教室再签到。${KEPT_HERE}`,
  })
  expect(stepWithoutLine(day({ next: 'end' }), at('14:30'))).toMatchObject({
    action: '结束签退',
    advice: `下课了，离开前请签退。${KEPT_HERE}`,
  })
})

test('without a line and without the day’s lessons one may check in all the same, with no time to run to', () => {
  const unknown = day({ lessons: [], window: null })
  expect(stepWithoutLine(unknown, at('08:00'))).toMatchObject({
    action: '开始签到',
    enabled: true,
    until: null,
  })
  expect(stepWithoutLine({ ...unknown, next: 'end' }, at('08:00'))).toMatchObject({
    action: '结束签退',
    enabled: true,
  })
})

test('without a line too, a day that has none or both of its check-ins rests', () => {
  expect(stepWithoutLine(day({ next: 'done' }), at('16:00'))).toMatchObject({
    enabled: false,
    action: '今天已打卡',
  })
  expect(stepWithoutLine(day({ next: 'no-lesson' }), at('08:00')).enabled).toBe(false)
})
