import type { DayView } from '../../cloudfunctions/contract/app'
import { policyWords } from '../../cloudfunctions/contract/words'
import { EDITIONS } from '../../cloudfunctions/domain/policy/editions'
import { keyOf } from '../../miniprogram/api/random-key'
import {
  bothTimes,
  clock,
  dateInWords,
  fullDate,
  hourMinute,
  stretch,
  timeOn,
} from '../../miniprogram/components/time'
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
  appeals: [],
  ...changed,
})

test('times are those of Shanghai, also after midnight there', () => {
  expect(hourMinute(at('08:05'))).toBe('08:05')
  expect(hourMinute(Date.parse('2026-05-19T16:00:00Z'))).toBe('00:00')
  expect(dateInWords('2026-11-22')).toBe('11月22日 周日')
  expect(fullDate('2027-01-31')).toBe('2027年1月31日')
})

test('every edition of the policy has a name for people', () => {
  for (const { id } of EDITIONS) expect(policyWords[id]).toMatch(/^\p{Script=Han}+ \d{4} 版$/u)
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

test("a day whose recordings are not known yet is nobody's fault, and is said so", () => {
  expect(dayStanding(day({ classDayStatus: 'waiting' })).text).toBe('录像待查清')
  expect(dayReason(day({ classDayStatus: 'waiting' }))).toContain('不是您的问题')
  expect(dayReason(day({ status: 'absent', flags: ['absent'], classDayStatus: 'waiting' }))).toBe(
    '没有签到和签退',
  )
})

test('a tap that waited is told with both its times, and with the date where that is another', () => {
  const [at0821, at0931] = [at('08:21'), at('09:31')]
  expect(bothTimes({ at: at0821, arrivedAt: at0931 }, '2026-05-20')).toBe('08:21 点击，09:31 到达')
  expect(bothTimes({ at: at0821, arrivedAt: at0931 + 86_400_000 }, '2026-05-20')).toBe(
    '08:21 点击，5月21日 09:31 到达',
  )
  expect(timeOn('2026-05-21', at0821)).toBe('5月20日 08:21')
})

test('the clock of a recording is full at twenty minutes, not a moment before', () => {
  expect(clock(-1)).toBe('00:00')
  expect(clock(20 * 60_000 - 1)).toBe('19:59')
  expect(clock(20 * 60_000)).toBe('20:00')
  expect(clock(61 * 60_000 + 5_000)).toBe('61:05')
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
