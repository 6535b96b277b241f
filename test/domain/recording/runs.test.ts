import { anotherClass, at, camera, type Fact, filmed, judge, theClass } from '../../support/situation'

/** R2. Inside the session 08:30-11:40 every run of the camera is one piece. */
function runs(...facts: readonly Fact[]): [number, number][] {
  return judge(...facts).classDay.pieces.map(piece => [piece.start, piece.end])
}

test('clips 10.000 seconds apart are one run', () => {
  expect(runs(filmed('08:30-09:00'), filmed('09:00:10-09:30'))).toEqual([[at('08:30'), at('09:30')]])
})

test('clips 10.001 seconds apart are two runs', () => {
  expect(runs(filmed('08:30-09:00'), filmed('09:00:10.001-09:30'))).toEqual([
    [at('08:30'), at('09:00')],
    [at('09:00:10.001'), at('09:30')],
  ])
})

test('a gap of 10 seconds counts as filmed: two clips of 9:55 around it hold one segment', () => {
  expect(judge(filmed('08:30-08:39:55'), filmed('08:40:05-08:50')).classDay.segmentCount).toBe(1)
})

test('cloud and local copies of the same minutes are one run', () => {
  expect(runs(filmed('08:30-09:00', { copy: 'cloud' }), filmed('08:45-09:20', { copy: 'local' }))).toEqual([
    [at('08:30'), at('09:20')],
  ])
})

test('a local copy fills the hole of the cloud copy', () => {
  const cloud = [filmed('08:30-08:45'), filmed('08:50-09:05')]
  expect(runs(...cloud)).toHaveLength(2)
  expect(runs(...cloud, filmed('08:44-08:51', { copy: 'local' }))).toEqual([[at('08:30'), at('09:05')]])
})

test('a clip inside another changes nothing, and the gap is measured from the latest end so far', () => {
  expect(runs(filmed('08:30-09:30'), filmed('08:40-08:50'), filmed('09:30:10-09:40'))).toEqual([
    [at('08:30'), at('09:40')],
  ])
})

test('clips outside the session take part in the merge: a gap over its start counts as filmed', () => {
  expect(runs(filmed('08:00-08:29:55'), filmed('08:30:05-09:00'))).toEqual([[at('08:30'), at('09:00')]])
})

test('two cameras are not merged, nor are two channels of one camera', () => {
  expect(
    runs(
      theClass({ cameras: [camera(1), camera(2)] }),
      filmed('08:30-09:00'),
      filmed('09:00-09:30', { camera: 2 }),
    ),
  ).toHaveLength(2)
  const secondChannel = { ...camera(1), channelNo: 2 }
  const both = judge(theClass({ cameras: [camera(1), secondChannel] }), filmed('08:30-09:00'), file =>
    file.recordings.push({ ...secondChannel, startTime: at('09:00'), endTime: at('09:30'), recType: 1 }),
  )
  expect(both.classDay.pieces.map(piece => piece.channelNo)).toEqual([1, 2])
})

describe('a clip whose end is not after its start', () => {
  test('of no length at all is dropped and reported', () => {
    const { classDay, droppedRecordings } = judge(filmed('08:30-08:30'))
    expect(classDay.flags).toEqual(['no-recording'])
    expect(droppedRecordings).toEqual([
      { ...camera(1), startTime: at('08:30'), endTime: at('08:30'), why: 'ends-before-it-starts' },
    ])
  })

  test('one millisecond long is a recording', () => {
    const { classDay, droppedRecordings } = judge(filmed('08:30-08:30:00.001'))
    expect(classDay.pieces).toHaveLength(1)
    expect(droppedRecordings).toEqual([])
  })

  test.each(['09:00:10-09:00:05', '09:00:10-09:00:10'])('bridges no gap: %s', nothing => {
    const around = [filmed('08:30-09:00'), filmed('09:00:20-09:30')]
    expect(runs(...around, filmed(nothing))).toHaveLength(2)
    expect(runs(...around, filmed('09:00:10-09:00:10.001'))).toHaveLength(1)
  })

  test('is reported by serial, channel, start and end, and only of a camera that a class has', () => {
    const { droppedRecordings } = judge(
      theClass({ cameras: [camera(1), camera(2)] }),
      filmed('09:00-08:40', { camera: 2 }),
      filmed('09:00-08:40', { camera: 3 }),
      filmed('09:00-08:30'),
      filmed('08:50-08:50'),
      filmed('09:00-08:20'),
    )
    expect(droppedRecordings.map(row => [row.deviceSerial, row.startTime, row.endTime])).toEqual([
      ['CAM1', at('08:50'), at('08:50')],
      ['CAM1', at('09:00'), at('08:20')],
      ['CAM1', at('09:00'), at('08:30')],
      ['CAM2', at('09:00'), at('08:40')],
    ])
  })

  test('is reported once, though two classes name the camera', () => {
    expect(judge(anotherClass('C2'), filmed('08:30-08:30')).droppedRecordings).toHaveLength(1)
  })
})

test('a camera that a class names twice is one', () => {
  const { classDay } = judge(theClass({ cameras: [camera(1), camera(1)] }), filmed('08:30-08:50'))
  expect(classDay.pieces).toHaveLength(1)
  expect(classDay.segmentCount).toBe(1)
})

test('a camera that two classes name serves each', () => {
  const { classDays } = judge(anotherClass('C2'), filmed('08:30-09:10'))
  expect(classDays.map(day => [day.classId, day.recording])).toEqual([
    ['C1', 'compliant'],
    ['C2', 'compliant'],
  ])
})

test('a recording of a camera that no class has is ignored', () => {
  expect(judge(filmed('08:30-11:40', { camera: 9 })).classDay.flags).toEqual(['no-recording'])
})
