import type { DayView } from '../../cloudfunctions/contract/app'
import { keyOf } from '../../miniprogram/api/random-key'
import { dateInWords, hourMinute, stretch } from '../../miniprogram/components/time'
import { dayReason, dayStanding, presence } from '../../miniprogram/trainee/days/reason'

const at = (time: string) => Date.parse(`2026-05-20T${time}:00+08:00`)

const day = (changed: Partial<DayView>): DayView => ({
  date: '2026-05-20',
  open: false,
  status: 'clean',
  classDayStatus: 'compliant',
  start: at('08:21'),
  end: at('16:42'),
  flags: [],
  scheduledHours: 8,
  provisionalHours: 8,
  confirmedHours: 8,
  ...changed,
})

test('times are those of Shanghai, also after midnight there', () => {
  expect(hourMinute(at('08:05'))).toBe('08:05')
  expect(hourMinute(Date.parse('2026-05-19T16:00:00Z'))).toBe('00:00')
  expect(dateInWords('2026-11-22')).toBe('11月22日 周日')
})

test('a stretch is said to the second, never rounded up to twenty minutes', () => {
  expect(stretch({ start: 0, end: 20 * 60_000 - 1 })).toBe('19 分 59 秒')
  expect(stretch({ start: 0, end: 20 * 60_000 })).toBe('20 分 00 秒')
  expect(stretch({ start: 0, end: 3_723_000 })).toBe('1 小时 2 分 03 秒')
})

test('a day in order has no reason; a flagged one has all of them, the class day too', () => {
  expect(dayReason(day({}))).toBe('')
  expect(dayReason(day({ flags: ['late', 'missing-end'], classDayStatus: 'flagged' }))).toBe(
    '迟到，没有签退，当天课堂录像待核查',
  )
})

test('a day in order waits, or is lost, with the day of its class', () => {
  expect(dayStanding(day({})).text).toBe('正常')
  expect(dayStanding(day({ classDayStatus: 'flagged' })).text).toBe('待核查')
  expect(dayStanding(day({ classDayStatus: 'rejected' })).text).toBe('不予认可')
  expect(dayStanding(day({ status: 'absent', classDayStatus: 'flagged' })).text).toBe('缺勤')
  expect(dayStanding(day({ open: true, status: 'absent' })).text).toBe('进行中')
})

test('what is missing is said as missing, unless the day is not over', () => {
  expect(presence(day({}))).toBe('08:21 – 16:42')
  expect(presence(day({ end: null }))).toBe('08:21 – 未签退')
  expect(presence(day({ start: null, end: null }))).toBe('未打卡')
  expect(presence(day({ open: true, end: null }))).toBe('08:21 起')
})

test('a key has one letter for each byte, of those that the contract takes', () => {
  const key = keyOf(Uint8Array.from({ length: 24 }, (_, i) => i * 11))
  expect(key).toMatch(/^[A-Za-z0-9_-]{24}$/)
})
