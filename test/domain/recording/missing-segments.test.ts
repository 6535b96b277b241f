import type { Interval } from '../../../cloudfunctions/domain/model'
import {
  type MissingSegments,
  missingSegments,
} from '../../../cloudfunctions/domain/recording/missing-segments'
import { layStretches } from '../../../cloudfunctions/domain/recording/segments'
import { at } from '../../support/timetable'

const LENGTH = 20 * 60_000

function session(clock: string): Interval {
  const [start = '', end = ''] = clock.split('-')
  return { start: at(start), end: at(end) }
}

const missing = (sessions: readonly string[], held: number) =>
  missingSegments(sessions.map(session), held, 2, LENGTH)

const asTold = (count: number, remindFrom: string, beginBy: string): MissingSegments => ({
  count,
  remindFrom: at(remindFrom),
  beginBy: at(beginBy),
})

const DAY = ['08:30-11:40', '13:00-16:30']

describe('worked cases', () => {
  test('one is missing: it must begin by 16:10, and is reminded of from 13:00', () => {
    expect(missing(DAY, 1)).toEqual(asTold(1, '13:00', '16:10'))
  })

  test('two are missing: they must begin by 15:50', () => {
    expect(missing(DAY, 0)).toEqual(asTold(2, '13:00', '15:50'))
  })

  test('an afternoon of 35 minutes holds one of two: the other must begin by 11:20', () => {
    expect(missing(['08:30-11:40', '13:00-13:35'], 0)).toEqual(asTold(2, '09:55', '11:20'))
  })
})

test.each([
  [0, 2],
  [1, 1],
])('with %s there, %s are missing', (held, count) => {
  expect(missing(DAY, held)?.count).toBe(count)
})

test.each([2, 3])('with %s there, nothing is missing', held => {
  expect(missing(DAY, held)).toBeNull()
})

test('a day without sessions misses nothing', () => {
  expect(missing([], 0)).toBeNull()
})

test.each([
  ['exactly 20 minutes holds one', '13:00-13:20', asTold(1, '13:00', '13:00')],
  [
    'a millisecond less holds none: the morning is the last chance',
    '13:00-13:19:59.999',
    asTold(1, '09:55', '11:20'),
  ],
])('a session of %s', (_, afternoon, told) => {
  expect(missing(['08:30-11:40', afternoon], 1)).toEqual(told)
})

test.each([
  ['40 minutes holds two', '08:30-09:10', asTold(2, '08:30', '08:30')],
  ['a millisecond less holds one, and two are never to be had', '08:30-09:09:59.999', null],
])('a day whose only session of %s', (_, only, told) => {
  expect(missing([only], 0)).toEqual(told)
})

test('in a day’s only session it is reminded of half-way to the last chance', () => {
  expect(missing(['08:30-11:40'], 1)).toEqual(asTold(1, '09:55', '11:20'))
})

test.each([
  [DAY, 0],
  [DAY, 1],
  [['08:30-11:40', '13:00-13:35'], 0],
  [['08:30-08:50', '10:00-10:10', '13:00-13:20'], 0],
] as const)(
  'in %s with %s there, a recording from the last chance on holds what is missing, a millisecond later it does not',
  (clocks, held) => {
    const sessions = clocks.map(session)
    const told = missingSegments(sessions, held, 2, LENGTH)
    if (told === null) throw new Error('nothing is missing')
    const recordedFrom = (from: number) => {
      const pieces = sessions
        .filter(({ end }) => end > from)
        .map(({ start, end }) => ({ start: Math.max(start, from), end, deviceSerial: 'CAM1', channelNo: 1 }))
      return layStretches(pieces, LENGTH).length
    }
    expect(recordedFrom(told.beginBy)).toBe(told.count)
    expect(recordedFrom(told.beginBy + 1)).toBe(told.count - 1)
  },
)
