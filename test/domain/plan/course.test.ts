import type { Lesson, PlanRule } from '../../../cloudfunctions/domain/model'
import { courseDay } from '../../support/course'
import { type Fact, judge, lesson, lessons, online, theClass, theProject } from '../../support/situation'

/** R13: what the project and the timetable must hold. */
const details = (rule: PlanRule, ...facts: readonly Fact[]) =>
  judge(...facts).planProblems.flatMap(problem => (problem.rule === rule ? [problem.detail] : []))
const broken = (rule: PlanRule, ...facts: readonly Fact[]) => details(rule, ...facts).length > 0

const hours = (theory: number, practice: number): Fact =>
  lessons(
    ...Array.from({ length: theory }, (_, i) => courseDay(i, 1, { kind: 'theory' })),
    ...Array.from({ length: practice }, (_, i) => courseDay(theory + i, 1)),
  )

test('a plan in order has no problems', () => {
  const week = [0, 1, 2, 3, 4].flatMap(i => [
    courseDay(i, 4, { kind: i < 4 ? 'theory' : 'practice' }),
    lesson('13:00-16:00', 4, { date: courseDay(i, 1).date }),
  ])
  expect(judge(theProject({ employmentDemand: 5 }), lessons(...week)).planProblems).toEqual([])
})

test('employer-demand: 5 workers are enough, 4 are not', () => {
  expect(broken('employer-demand', theProject({ employmentDemand: 5 }))).toBe(false)
  expect(details('employer-demand', theProject({ employmentDemand: 4 }))).toEqual([
    '企业用工需求 4 人，少于 5 人',
  ])
})

test('training-hours: 40 are enough, 39 are not', () => {
  expect(broken('training-hours', hours(0, 40))).toBe(false)
  expect(broken('training-hours', hours(0, 39))).toBe(true)
})

test('theory-share: 16 of 40 hours are 40 % and allowed, 17 of 41 are more', () => {
  expect(broken('theory-share', hours(16, 24))).toBe(false)
  expect(broken('theory-share', hours(17, 24))).toBe(true)
  expect(broken('theory-share', hours(2, 3))).toBe(false)
})

describe('minutes-per-hour', () => {
  const held = (clock: string, n: number) => broken('minutes-per-hour', lessons(lesson(clock, n)))

  test('45 minutes are an hour, 44 are not', () => {
    expect(held('08:30-09:15', 1)).toBe(false)
    expect(held('08:30-09:14', 1)).toBe(true)
  })

  test('90 minutes are two hours, 89 are not; more minutes are allowed', () => {
    expect(held('08:30-10:00', 2)).toBe(false)
    expect(held('08:30-09:59', 2)).toBe(true)
    expect(held('08:30-12:00', 2)).toBe(false)
  })

  test('each lesson that breaks it is named', () => {
    const two = lessons(lesson('08:30-09:14', 1, { id: 'L1' }), lesson('10:00-10:44', 1, { id: 'L2' }))
    expect(details('minutes-per-hour', two)).toEqual([
      expect.stringContaining('L1'),
      expect.stringContaining('L2'),
    ])
  })
})

test('hours-per-day: 8 are allowed, 9 are not, online ones too; the date is named', () => {
  expect(broken('hours-per-day', lessons(courseDay(0, 4), lesson('13:00-16:00', 4)))).toBe(false)
  expect(details('hours-per-day', lessons(courseDay(0, 4), online('13:00-16:45', 5)))).toEqual([
    '2024-06-03 共 9 学时，超过每天 8 学时',
  ])
})

describe('lesson-overlap', () => {
  const overlap = (...timetable: readonly Lesson[]) => details('lesson-overlap', lessons(...timetable))

  test('touching lessons do not overlap, a minute does', () => {
    expect(overlap(lesson('08:30-10:00', 2), lesson('10:00-11:30', 2))).toEqual([])
    expect(overlap(lesson('08:30-10:00', 2), lesson('09:59-11:29', 2))).toHaveLength(1)
  })

  test('a lesson inside another one, and one after it that the other still covers', () => {
    const long = lesson('08:00-12:00', 5)
    expect(overlap(long, lesson('09:00-09:45', 1), lesson('10:00-10:45', 1))).toHaveLength(2)
  })

  test('lessons of the same minutes on two dates do not overlap', () => {
    expect(overlap(courseDay(0, 2), courseDay(1, 2))).toEqual([])
  })

  test('an on-site and an online lesson do', () => {
    expect(overlap(lesson('08:30-10:00', 2), online('09:00-10:30', 2))).toHaveLength(1)
  })
})

describe('lesson-times', () => {
  test('an end one minute after the start is possible, an end at the start or before it is not', () => {
    expect(broken('lesson-times', lessons(lesson('08:30-08:31', 1)))).toBe(false)
    expect(broken('lesson-times', lessons(lesson('08:30-08:30', 1)))).toBe(true)
    expect(broken('lesson-times', lessons(lesson('08:30-08:29', 1)))).toBe(true)
  })

  test('an impossible lesson overlaps nothing, but its hours are planned hours all the same', () => {
    const impossible = lesson('10:00-09:00', 1)
    expect(broken('lesson-overlap', lessons(lesson('08:30-10:30', 2), impossible))).toBe(false)
    const thirtyNine = Array.from({ length: 39 }, (_, i) => courseDay(i, 1))
    expect(broken('training-hours', lessons(...thirtyNine, impossible))).toBe(false)
  })
})

describe('no-camera', () => {
  const NO_CAMERA = theClass({ cameras: [] })

  test('a class with an on-site lesson needs one', () => {
    expect(broken('no-camera', NO_CAMERA)).toBe(true)
    expect(broken('no-camera')).toBe(false)
  })

  test('a class that is all online needs none', () => {
    expect(broken('no-camera', NO_CAMERA, lessons(online('08:30-10:00', 2)))).toBe(false)
    expect(broken('no-camera', NO_CAMERA, lessons(online('08:30-10:00', 2), courseDay(1, 1)))).toBe(true)
  })
})

test('occupation: in the catalogue, or an exception that was approved', () => {
  const exception = { occupationCode: '0-00-00-00', occupationException: true, category: 'B' } as const
  expect(broken('occupation')).toBe(false)
  expect(broken('occupation', theClass({ occupationCode: '0-00-00-00' }))).toBe(true)
  expect(broken('occupation', theClass(exception))).toBe(false)
  expect(broken('occupation', theClass({ ...exception, occupationException: false }))).toBe(true)
})

test('all problems of a class come at once, each with its clause, by rule', () => {
  const problems = judge(
    theProject({ employmentDemand: 4 }),
    theClass({ cameras: [], occupationCode: '0-00-00-00' }),
    lessons(lesson('08:30-17:00', 9, { kind: 'theory' }), lesson('09:00-09:44', 1), lesson('10:00-10:00', 1)),
  ).planProblems
  expect(problems.map(({ classId, rule, clause }) => [classId, rule, clause])).toEqual([
    ['C1', 'employer-demand', '三（一）'],
    ['C1', 'hours-per-day', '三 培训课程及时限要求'],
    ['C1', 'lesson-overlap', '三（二）'],
    ['C1', 'lesson-times', '三（二）'],
    ['C1', 'minutes-per-hour', '三 培训课程及时限要求'],
    ['C1', 'minutes-per-hour', '三 培训课程及时限要求'],
    ['C1', 'no-camera', '三（三）'],
    ['C1', 'occupation', '二（一）'],
    ['C1', 'theory-share', '三 培训课程及时限要求'],
    ['C1', 'training-hours', '三 培训课程及时限要求'],
  ])
})

test('plan problems change neither hours nor money', () => {
  const overfull = lessons(lesson('08:00-17:00', 9, { kind: 'theory' }))
  expect(judge(overfull).classDay.scheduledHours).toBe(8)
})
