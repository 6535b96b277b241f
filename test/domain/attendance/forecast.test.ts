import {
  type ClosedDay,
  type DayToCome,
  forecastOf,
  type Prospect,
} from '../../../cloudfunctions/domain/attendance/forecast'
import { EDITIONS } from '../../../cloudfunctions/domain/policy/editions'

const { figures } = EDITIONS[0]

/** Confirmed, or confirmed and provisional, of so many scheduled hours. */
const closed = (confirmed: number, scheduled: number, provisional = confirmed): ClosedDay => ({
  scheduledHours: scheduled,
  provisionalHours: provisional,
  confirmedHours: confirmed,
})

/** Days from Wednesday 2024-06-05 on, of so many hours. */
const toCome = (...hours: readonly number[]): DayToCome[] =>
  hours.map((n, i) => ({ date: `2024-06-0${5 + i}`, scheduledHours: n, hoursInFull: n }))

function prospects(past: readonly ClosedDay[], coming: readonly DayToCome[]) {
  const [subsidy, whole] = forecastOf(figures, past, coming).thresholds
  return { seventy: subsidy!, ninety: whole! }
}

const withinReach = (more: Partial<Prospect>) => expect.objectContaining({ kind: 'within-reach', ...more })

test('the thresholds are those of the edition that decide money, in hours of the whole class', () => {
  const { scheduledHours, hoursToCome, thresholds } = forecastOf(
    figures,
    [closed(8, 8), closed(6, 8)],
    toCome(8, 8, 8),
  )
  expect({ scheduledHours, hoursToCome }).toEqual({ scheduledHours: 40, hoursToCome: 24 })
  expect(thresholds.map(({ kind, percent, hoursNeeded }) => [kind, percent, hoursNeeded])).toEqual([
    ['subsidy', 70, 28],
    ['whole-cost', 90, 36],
  ])
})

test('the worked example: on Wednesday at noon, 14 of 16 hours confirmed and three days of 8 to come', () => {
  const { seventy, ninety } = prospects([closed(8, 8), closed(6, 8)], toCome(8, 8, 8))
  expect(ninety.ifNoneConfirmed).toEqual({
    kind: 'within-reach',
    fullDays: 3,
    on: '2024-06-07',
    mayMiss: 0,
    oneMoreMissed: 'surely-lost',
  })
  expect(seventy.ifNoneConfirmed).toEqual({
    kind: 'within-reach',
    fullDays: 2,
    on: '2024-06-06',
    mayMiss: 1,
    oneMoreMissed: 'surely-lost',
  })
  expect(seventy.ifAllConfirmed).toEqual(seventy.ifNoneConfirmed)
})

test.each([
  [28, { kind: 'reached' }],
  [27, withinReach({ fullDays: 1, on: '2024-06-05', mayMiss: 0 })],
  [20, withinReach({ fullDays: 1, on: '2024-06-05', mayMiss: 0 })],
  [19, { kind: 'out-of-reach', mostHours: 27, hoursShort: 1 }],
])('70 %% of 40 hours with %i confirmed and one day of 8 to come', (confirmed, expected) => {
  expect(prospects([closed(confirmed, 32)], toCome(8)).seventy.ifNoneConfirmed).toEqual(expected)
})

test.each([
  [36, { kind: 'reached' }],
  [35, withinReach({ fullDays: 1 })],
  [32, withinReach({ fullDays: 1, mayMiss: 0 })],
  [31, { kind: 'out-of-reach', mostHours: 35, hoursShort: 1 }],
])('90 %% of 40 hours with %i confirmed and one day of 4 to come', (confirmed, expected) => {
  expect(prospects([closed(confirmed, 36)], toCome(4)).ninety.ifNoneConfirmed).toEqual(expected)
})

test('a threshold that is no whole number of hours is reached with the next one', () => {
  // 70 % of 41 are 28.7 hours.
  expect(prospects([closed(28, 41)], []).seventy).toMatchObject({
    hoursNeeded: 29,
    ifNoneConfirmed: { kind: 'out-of-reach', mostHours: 28, hoursShort: 1 },
  })
  expect(prospects([closed(29, 41)], []).seventy.ifNoneConfirmed).toEqual({ kind: 'reached' })
})

test('of days that may be missed the longest are taken, so that it holds whichever they are', () => {
  // 4 + 8 + 4 to come, 12 needed of them: 4 may be spared, which the long day is not.
  const { seventy } = prospects([closed(16, 24)], toCome(4, 8, 4))
  expect(seventy.ifNoneConfirmed).toEqual(
    withinReach({ fullDays: 2, on: '2024-06-06', mayMiss: 0, oneMoreMissed: 'perhaps-lost' }),
  )
})

test('one hour more to spare, and the long day may be missed too', () => {
  const spareSeven = prospects([closed(19, 24)], toCome(4, 8, 4)).seventy.ifNoneConfirmed
  const spareEight = prospects([closed(20, 24)], toCome(4, 8, 4)).seventy.ifNoneConfirmed
  expect(spareSeven).toEqual(withinReach({ mayMiss: 0, oneMoreMissed: 'perhaps-lost' }))
  expect(spareEight).toEqual(withinReach({ mayMiss: 1, oneMoreMissed: 'perhaps-lost' }))
})

test('waiting hours are told apart: if none is confirmed, and if all are', () => {
  const { seventy, ninety } = prospects([closed(8, 32, 24)], toCome(8))
  expect(seventy.ifNoneConfirmed).toEqual({ kind: 'out-of-reach', mostHours: 16, hoursShort: 12 })
  expect(seventy.ifAllConfirmed).toEqual(withinReach({ fullDays: 1, mayMiss: 0 }))
  expect(ninety.ifAllConfirmed).toEqual({ kind: 'out-of-reach', mostHours: 32, hoursShort: 4 })
})

test('a day whose lessons are too short for their hours brings only what it is worth in full', () => {
  const short: DayToCome = { date: '2024-06-05', scheduledHours: 8, hoursInFull: 7 }
  expect(prospects([closed(20, 32)], [short]).seventy.ifNoneConfirmed).toEqual({
    kind: 'out-of-reach',
    mostHours: 27,
    hoursShort: 1,
  })
})

test('before the first day everything is within reach, and nobody has reached anything', () => {
  const { seventy, ninety } = prospects([], toCome(8, 8, 8, 8, 8))
  expect(seventy.ifNoneConfirmed).toEqual(withinReach({ fullDays: 4, mayMiss: 1 }))
  expect(ninety.ifNoneConfirmed).toEqual(withinReach({ fullDays: 5, mayMiss: 0 }))
})

test('after the last day a threshold is reached or it is not', () => {
  const { seventy, ninety } = prospects([closed(28, 40)], [])
  expect(seventy.ifNoneConfirmed).toEqual({ kind: 'reached' })
  expect(ninety.ifNoneConfirmed).toEqual({ kind: 'out-of-reach', mostHours: 28, hoursShort: 8 })
})

test('with nothing scheduled there is no rate and nothing to reach', () => {
  expect(forecastOf(figures, [], [])).toEqual({ scheduledHours: 0, hoursToCome: 0, thresholds: [] })
})
