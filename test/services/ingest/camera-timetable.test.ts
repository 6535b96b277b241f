import type { Camera, Lesson, TrainingClass } from '../../../cloudfunctions/domain/model'
import type { ClassRecord } from '../../../cloudfunctions/services/documents/classes'
import { CameraTimetable } from '../../../cloudfunctions/services/ingest/camera-timetable'
import { DATE, NEXT_DATE } from '../kept'
import { at } from '../school'

const BEFORE = '2024-06-02'
const CAM1 = { deviceSerial: 'CAM1', channelNo: 1 }
const CAM2 = { deviceSerial: 'CAM2', channelNo: 1 }

const lesson = (date: string, start: string, end: string): Lesson => ({
  id: `${date} ${start}`,
  date,
  start,
  end,
  hours: 2,
  kind: 'practice',
  delivery: 'onsite',
})

function record(id: string, cameras: readonly Camera[], ...lessons: Lesson[]): ClassRecord {
  const training: TrainingClass = { id, projectId: 'P1', occupationCode: '6-31-07-03', cameras, lessons }
  return { id, title: id, occupation: '', provider: 'S', room: null, training, lessonTitles: {} }
}

const MORNING = lesson(DATE, '08:30', '10:00')
const morning = { start: at(DATE, '08:30'), end: at(DATE, '10:00') }
const EVENING = lesson(DATE, '19:00', '20:30')
const evening = { start: at(DATE, '19:00'), end: at(DATE, '20:30') }

describe('the cameras’ dates that the timetables need', () => {
  it('are one for each camera and date, with the sessions of all classes', () => {
    const timetable = new CameraTimetable([
      record('C1', [CAM1, CAM1], MORNING),
      record('C2', [CAM2, CAM1], EVENING),
    ])
    expect(timetable.datesBetween(DATE, DATE)).toEqual([
      { camera: CAM1, date: DATE, sessions: [morning, evening] },
      { camera: CAM2, date: DATE, sessions: [evening] },
    ])
  })

  it('are those of the dates asked for, both included, in order', () => {
    const days = [NEXT_DATE, BEFORE, DATE].map(date => lesson(date, '08:30', '10:00'))
    const timetable = new CameraTimetable([record('C1', [CAM1], ...days)])
    const datesOf = (from: string, to: string) => timetable.datesBetween(from, to).map(({ date }) => date)
    expect(datesOf(BEFORE, NEXT_DATE)).toEqual([BEFORE, DATE, NEXT_DATE])
    expect(datesOf(DATE, NEXT_DATE)).toEqual([DATE, NEXT_DATE])
    expect(datesOf(BEFORE, DATE)).toEqual([BEFORE, DATE])
    expect(datesOf('2024-06-05', '2024-06-09')).toEqual([])
  })
})

describe('the cameras’ dates of late', () => {
  const days = [BEFORE, DATE, NEXT_DATE].map(date => lesson(date, '08:30', '10:00'))
  const timetable = new CameraTimetable([record('C1', [CAM1], ...days)])

  it.each([
    ['up to today, however early it is', 0, at(DATE, '00:00'), [DATE]],
    ['and a millisecond before midnight', 0, at(NEXT_DATE, '00:00') - 1, [DATE]],
    ['from the date of the instant so long ago', 60_000, at(DATE, '00:01') - 1, [BEFORE, DATE]],
    ['and no earlier', 60_000, at(DATE, '00:01'), [DATE]],
  ])('are those %s', (_, ago, now, dates) => {
    expect(timetable.datesSince(ago, now).map(({ date }) => date)).toEqual(dates)
  })
})

describe('a camera’s date bears upon', () => {
  const timetable = new CameraTimetable([
    record(
      'C1',
      [CAM1],
      ...[BEFORE, DATE, NEXT_DATE, '2024-06-05'].map(date => lesson(date, '08:30', '10:00')),
    ),
    record('C2', [CAM2, CAM1], MORNING),
    record('C3', [CAM2], MORNING),
    record('C4', [{ ...CAM1, channelNo: 2 }], MORNING),
  ])

  it('the class-days of all classes that name the camera, and those of the dates beside it', () => {
    expect(timetable.classDaysOf(CAM1, DATE)).toEqual([
      { classId: 'C1', date: BEFORE },
      { classId: 'C1', date: DATE },
      { classId: 'C1', date: NEXT_DATE },
      { classId: 'C2', date: DATE },
    ])
  })

  it('nothing where no class names it', () => {
    expect(timetable.classDaysOf({ ...CAM2, channelNo: 9 }, DATE)).toEqual([])
  })
})
