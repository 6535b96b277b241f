import { at, camera, filmed, judge, lesson, lessons, theClass } from '../../support/situation'

/** R3, in the session 08:30-11:40. */
test('a run that ends as the session starts leaves no piece, one millisecond later it does', () => {
  expect(judge(filmed('08:00-08:30')).classDay.pieces).toEqual([])
  expect(judge(filmed('08:00-08:30:00.001')).classDay.pieces).toEqual([
    { ...camera(1), start: at('08:30'), end: at('08:30:00.001') },
  ])
})

test('a run that starts as the session ends leaves no piece, one millisecond sooner it does', () => {
  expect(judge(filmed('11:40-12:00')).classDay.pieces).toEqual([])
  expect(judge(filmed('11:39:59.999-12:00')).classDay.pieces).toEqual([
    { ...camera(1), start: at('11:39:59.999'), end: at('11:40') },
  ])
})

const TWO_SESSIONS = lessons(lesson('08:30-10:00', 2), lesson('10:31-12:01', 2))

test('a piece never crosses a session: a run over the break is two pieces', () => {
  expect(judge(TWO_SESSIONS, filmed('09:50-10:41')).classDay.pieces).toEqual([
    { ...camera(1), start: at('09:50'), end: at('10:00') },
    { ...camera(1), start: at('10:31'), end: at('10:41') },
  ])
})

test('minutes on either side of a break make no segment together', () => {
  expect(judge(TWO_SESSIONS, filmed('09:45-10:46')).classDay.segmentCount).toBe(0)
  expect(judge(TWO_SESSIONS, filmed('09:40-10:51')).classDay.segmentCount).toBe(2)
})

test('what was filmed in the break alone leaves no piece', () => {
  expect(judge(TWO_SESSIONS, filmed('10:00-10:31')).classDay.flags).toEqual(['no-recording'])
})

test('pieces come by start, then end, then serial, then channel as a number', () => {
  const channel = (n: number) => ({ deviceSerial: 'CAM1', channelNo: n })
  const { classDay } = judge(
    theClass({ cameras: [channel(10), channel(9), camera(2)] }),
    filmed('09:00-09:30', { camera: 2 }),
    filmed('09:00-09:20', { camera: 2, copy: 'local' }),
    file =>
      file.recordings.push(
        { ...channel(10), startTime: at('09:00'), endTime: at('09:30'), recType: 1 },
        { ...channel(9), startTime: at('09:00'), endTime: at('09:30'), recType: 1 },
        { ...channel(10), startTime: at('08:30'), endTime: at('08:31'), recType: 1 },
        { ...channel(9), startTime: at('10:00'), endTime: at('10:31'), recType: 1 },
        { ...channel(10), startTime: at('10:00'), endTime: at('10:30'), recType: 1 },
      ),
  )
  expect(classDay.pieces.map(piece => [piece.start, piece.deviceSerial, piece.channelNo])).toEqual([
    [at('08:30'), 'CAM1', 10],
    [at('09:00'), 'CAM1', 9],
    [at('09:00'), 'CAM1', 10],
    [at('09:00'), 'CAM2', 1],
    [at('10:00'), 'CAM1', 10],
    [at('10:00'), 'CAM1', 9],
  ])
})
