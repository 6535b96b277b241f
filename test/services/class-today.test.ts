import { lesson } from '../support/timetable'
import { DATE, NEXT_DATE, teach } from './kept'
import { at, clip, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
  const day = (date: string) => [lesson('08:30-11:40', 4, { date }), lesson('13:00-16:30', 4, { date })]
  await teach(school, 'C1', { lessons: [...day(DATE), ...day(NEXT_DATE)] })
})
afterEach(() => school.close())

/** The platform holds so many minutes of the morning, and was asked at one o'clock. */
async function recorded(minutes: number) {
  if (minutes > 0) school.platform.set('CAM1', [clip('CAM1', DATE, '08:31', minutes)])
  school.now = at(DATE, '13:00')
  await school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DATE })
  return school.answer('i1', 'class-today', { classId: 'C1' })
}

describe('what the day must still record is told with the time by which it must begin', () => {
  it.each([
    ['nothing', 0, { count: 2, remindFrom: at(DATE, '13:00'), beginBy: at(DATE, '15:50') }],
    ['20 minutes', 20, { count: 1, remindFrom: at(DATE, '13:00'), beginBy: at(DATE, '16:10') }],
    ['39 minutes', 39, { count: 1, remindFrom: at(DATE, '13:00'), beginBy: at(DATE, '16:10') }],
    ['40 minutes', 40, null],
  ])('after %s in the morning', async (_, minutes, told) => {
    expect((await recorded(minutes)).segmentsMissing).toEqual(told)
  })

  it('and nothing on a day without lessons', async () => {
    const day = await school.answer('i1', 'class-today', { classId: 'C1', date: '2024-06-08' })
    expect([day.lessons, day.segmentsMissing]).toEqual([[], null])
  })
})

it('a look at the class asks nothing of its project, which judges no day', async () => {
  school.now = at(DATE, '13:00')
  const get = jest.spyOn(school.store, 'get')
  await school.answer('i1', 'class-today', { classId: 'C1' })
  expect(get.mock.calls.map(([{ name }]) => name)).not.toContain('projects')
  get.mockRestore()
})
