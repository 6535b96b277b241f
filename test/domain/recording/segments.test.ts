import { camera, type Fact, filmed, judge, lesson, lessons, theClass } from '../../support/situation'

/** R4, in the session 08:30-11:40 unless told otherwise. */
function segments(...facts: readonly Fact[]): number {
  return judge(theClass({ cameras: [camera(1), camera(2), camera(3)] }), ...facts).classDay.segmentCount
}

test.each([
  ['19:59.999', '08:30-08:49:59.999', 0],
  ['20:00.000', '08:30-08:50', 1],
  ['39:59.999', '08:30-09:09:59.999', 1],
  ['40:00.000', '08:30-09:10', 2],
  ['59:59.999', '08:30-09:29:59.999', 2],
  ['60:00.000', '08:30-09:30', 3],
])('a run of %s', (_, clip, count) => {
  expect(segments(filmed(clip))).toBe(count)
})

test('the whole session of 190 minutes holds nine segments', () => {
  expect(segments(filmed('08:00-12:00'))).toBe(9)
})

describe('worked cases', () => {
  test('camera 1 from 08:31 to 08:56 and from 09:10 to 09:40: two', () => {
    expect(segments(filmed('08:31-08:56'), filmed('09:10-09:40'))).toBe(2)
  })

  test('camera 1 from 08:31 to 08:56, camera 2 from 08:40 to 09:05: one', () => {
    expect(segments(filmed('08:31-08:56'), filmed('08:40-09:05', { camera: 2 }))).toBe(1)
  })

  test('camera 2 until 09:11 instead: two, a millisecond less: one', () => {
    expect(segments(filmed('08:31-08:56'), filmed('08:40-09:11', { camera: 2 }))).toBe(2)
    expect(segments(filmed('08:31-08:56'), filmed('08:40-09:10:59.999', { camera: 2 }))).toBe(1)
  })
})

test('two cameras that film the same 20 minutes are one segment', () => {
  expect(segments(filmed('08:30-08:50'), filmed('08:30-08:50', { camera: 2 }))).toBe(1)
})

test('touching ends do not overlap, a millisecond of overlap does', () => {
  expect(segments(filmed('08:30-08:50'), filmed('08:50-09:10', { camera: 2 }))).toBe(2)
  expect(segments(filmed('08:30-08:50'), filmed('08:49:59.999-09:09:59.999', { camera: 2 }))).toBe(1)
})

test('a segment lies wholly inside one piece: two cameras of ten minutes each make none', () => {
  expect(segments(filmed('08:30-08:40'), filmed('08:40-08:50', { camera: 2 }))).toBe(0)
})

test('two files of 19:59.999 that touch are one run of nearly 40 minutes and hold one segment', () => {
  expect(segments(filmed('08:30-08:49:59.999'), filmed('08:49:59.999-09:09:59.998'))).toBe(1)
})

test('each stretch starts as soon as it may, also in the middle of a piece, so that the next one fits', () => {
  const before = [filmed('08:30-08:50'), filmed('08:40-09:10', { camera: 2 })]
  expect(segments(...before, filmed('09:05-09:30', { camera: 3 }))).toBe(3)
  expect(segments(...before, filmed('09:05-09:29:59.999', { camera: 3 }))).toBe(2)
})

test('more recording never makes a day worse: the whole morning is worth at least what was cut out of it', () => {
  expect(segments(filmed('08:30-08:50'), filmed('09:00-09:20'))).toBe(2)
  expect(segments(filmed('08:30-08:50'), filmed('09:00-09:20'), filmed('08:30-11:40'))).toBe(9)
})

test('the segments of a day are counted over all its sessions', () => {
  const day = lessons(lesson('08:30-10:00', 2), lesson('13:00-14:30', 2))
  expect(segments(day, filmed('09:40-13:20'))).toBe(2)
  expect(segments(day, filmed('09:40:00.001-13:20'))).toBe(1)
})
