import type { Lesson } from '../../../cloudfunctions/domain/model'
import { filmed, judge, lesson, lessons, online } from '../../support/situation'

/** R1. A camera that runs all day shows the sessions: each leaves one piece. */
const ALL_DAY = filmed('00:00-23:59')

function sessions(...timetable: readonly Lesson[]): string[] {
  return judge(lessons(...timetable), ALL_DAY).classDay.pieces.map(
    piece => `${clock(piece.start)}-${clock(piece.end)}`,
  )
}

const clock = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(11, 16)

test('a break of exactly 30 minutes keeps the session together', () => {
  expect(sessions(lesson('08:30-10:00', 2), lesson('10:30-11:40', 1))).toEqual(['08:30-11:40'])
})

test('a break of 31 minutes parts it in two', () => {
  expect(sessions(lesson('08:30-10:00', 2), lesson('10:31-11:40', 1))).toEqual(['08:30-10:00', '10:31-11:40'])
})

test('the break is measured from the latest end so far, not from the end of the lesson before', () => {
  const timetable = [lesson('08:00-11:00', 4), lesson('08:30-09:15', 1), lesson('11:30-12:15', 1)]
  expect(sessions(...timetable)).toEqual(['08:00-12:15'])
  expect(sessions(...timetable.slice(1))).toEqual(['08:30-09:15', '11:30-12:15'])
})

test('the session ends at its latest end, though a shorter lesson started later', () => {
  expect(sessions(lesson('08:00-11:00', 4), lesson('08:30-09:15', 1))).toEqual(['08:00-11:00'])
})

test('the order in which the timetable lists the lessons does not matter', () => {
  expect(sessions(lesson('13:00-14:30', 2), lesson('08:30-10:00', 2))).toEqual(['08:30-10:00', '13:00-14:30'])
})

test('online lessons are left out first: one between two on-site lessons bridges no break', () => {
  expect(sessions(lesson('08:30-10:00', 2), online('10:00-10:45', 1), lesson('10:45-12:15', 2))).toEqual([
    '08:30-10:00',
    '10:45-12:15',
  ])
})

test('an online lesson before or after lengthens no session', () => {
  expect(sessions(online('08:00-08:45', 1), lesson('08:45-10:15', 2), online('10:15-11:00', 1))).toEqual([
    '08:45-10:15',
  ])
})

test('a day without on-site lessons needs no recording, and what was filmed leaves no piece', () => {
  expect(judge(lessons(online('08:30-10:00', 2)), ALL_DAY).classDay).toMatchObject({
    recording: 'not-required',
    status: 'not-required',
    pieces: [],
    segmentCount: 0,
    flags: [],
  })
})

test('one on-site lesson among online ones makes recording required', () => {
  expect(judge(lessons(online('08:30-10:00', 2), lesson('13:00-13:45', 1))).classDay.recording).toBe(
    'flagged',
  )
})

test('a lesson whose end is not after its start makes no session', () => {
  expect(sessions(lesson('08:30-08:30', 1), lesson('10:00-09:00', 1), lesson('13:00-13:45', 1))).toEqual([
    '13:00-13:45',
  ])
})
