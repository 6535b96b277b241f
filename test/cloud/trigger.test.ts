import { instantOf } from '../../cloudfunctions/domain/time'
import { firing } from '../support/development-cloud/trigger'

const NOON = instantOf('2024-06-03', '12:00')
const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 1_440 * MINUTE

/** The instants of a minute in which it fires, as seconds of that minute. */
function secondsOf(config: string, minute = NOON): number[] {
  const fires = firing(config)
  return [...Array(60).keys()].filter(second => fires(minute + second * SECOND))
}

it('fires in the named second of every minute', () => {
  expect(secondsOf('0 * * * * * *')).toEqual([0])
  expect(secondsOf('7 * * * * * *')).toEqual([7])
})

it('takes lists, ranges and steps', () => {
  expect(secondsOf('*/20 * * * * * *')).toEqual([0, 20, 40])
  expect(secondsOf('1,5-7 * * * * * *')).toEqual([1, 5, 6, 7])
  expect(secondsOf('10-40/15 * * * * * *')).toEqual([10, 25, 40])
  expect(secondsOf('50/5 * * * * * *')).toEqual([50, 55])
})

it('means the hours and days of UTC+8, whatever the clock inside is', () => {
  const fires = firing('0 30 1 4 6 * *')
  expect(fires(instantOf('2024-06-04', '01:30'))).toBe(true)
  // The same words in UTC.
  expect(fires(Date.UTC(2024, 5, 4, 1, 30))).toBe(false)
})

it('fires on either, where a day and a weekday are named', () => {
  // 2024-06-03 is a Monday.
  const fires = firing('0 0 12 4 * 1 *')
  expect([0, 1, 2, 7].map(days => fires(NOON + days * DAY))).toEqual([true, true, false, true])
  const mondays = firing('0 0 12 * * 1 *')
  expect([0, 1, 7].map(days => mondays(NOON + days * DAY))).toEqual([true, false, true])
})

it('keeps to the years that it names', () => {
  expect(firing('0 0 12 * * * 2024')(NOON)).toBe(true)
  expect(firing('0 0 12 * * * 2025')(NOON)).toBe(false)
})

it.each([
  '* * * * *',
  '60 * * * * * *',
  '5-1 * * * * * *',
  '*/0 * * * * * *',
  'x * * * * * *',
  '0 0 24 * * * *',
])('takes %p for no expression', config => expect(() => firing(config)).toThrow())
