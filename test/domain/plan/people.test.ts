import type { PlanRule } from '../../../cloudfunctions/domain/model'
import { isIdNumber, maskIdNumber } from '../../../cloudfunctions/domain/plan/id-number'
import {
  anotherClass,
  anotherProject,
  enrolled,
  type Fact,
  judge,
  lesson,
  lessons,
  NEXT_DAY,
  online,
  theClass,
  theProject,
} from '../../support/situation'

/** R13: what the trainees must hold. The numbers are the standard's own examples, nobody's. */
const ZHANG = '11010519491231002X'
const LI = '440524188001010014'

const found = (rule: PlanRule, ...facts: readonly Fact[]) =>
  judge(...facts).planProblems.flatMap(problem =>
    problem.rule === rule ? [`${problem.classId} ${problem.detail}`] : [],
  )

describe('over-enrolment: at most the floor of plan × 1.2, over all the project’s classes', () => {
  const trainees = (n: number, classId = 'C1') =>
    Array.from({ length: n }, (_, i) => enrolled(`${classId}-T${i}`, { classId }))
  const over = (plan: number, ...people: readonly Fact[]) =>
    found('over-enrolment', theProject({ plannedTrainees: plan }), file => file.trainees.splice(0), ...people)

  test.each([
    [30, 36],
    [5, 6],
    [4, 4],
    [1, 1],
    [9, 10],
  ])('a plan of %i takes %i and no more', (plan, atMost) => {
    expect(over(plan, ...trainees(atMost))).toEqual([])
    expect(over(plan, ...trainees(atMost + 1))).toHaveLength(1)
  })

  test('the trainees of all its classes are counted together, and each class is told', () => {
    const two = [anotherClass('C2'), ...trainees(3), ...trainees(3, 'C2')]
    expect(over(5, ...two)).toEqual([])
    expect(over(5, ...two, enrolled('X'))).toEqual([
      expect.stringContaining('C1 项目学员共 7 人'),
      expect.stringContaining('C2 项目学员共 7 人'),
    ])
  })

  test('those of another project are not', () => {
    const other = [anotherProject('P2'), anotherClass('C2', { projectId: 'P2' }), ...trainees(1, 'C2')]
    expect(over(1, ...other, ...trainees(1))).toEqual([])
  })
})

test('population: anyone outside the six is named', () => {
  expect(found('population', enrolled('T1', { population: 'employment-hardship' }))).toEqual([])
  expect(found('population', enrolled('T1', { population: 'other' }))).toEqual(['C1 学员 T1 不属于补贴人群'])
})

describe('id-number', () => {
  test.each([
    ['with X as check character', ZHANG, true],
    ['with a small x', '11010519491231002x', true],
    ['with a digit as check character', LI, true],
    ['with a wrong check character', '110105194912310021', false],
    ['with two digits changed places', '11010519491213002X', false],
    ['X where 0 belongs', '44052418800101001X', false],
    ['of 15 digits', '110105491231002', false],
    ['of 17 digits', '11010519491231002', false],
    ['of 19 characters', `${ZHANG}0`, false],
    ['with X before its last place', '1101051949123100XX', false],
    ['that is empty', '', false],
  ])('a number %s (%s)', (_, idNumber, valid) => {
    expect(isIdNumber(idNumber)).toBe(valid)
    expect(found('id-number', enrolled('T1', { idNumber }))).toHaveLength(valid ? 0 : 1)
  })

  test('every check character, for the sums 0 to 10', () => {
    const first17 = Array.from({ length: 11 }, (_, i) => `1101051949123100${'0123456789'[i % 10]}`)
    for (const digits of first17) {
      const valid = [...'0123456789X'].filter(character => isIdNumber(digits + character))
      expect(valid).toHaveLength(1)
    }
  })

  test('none at all is no problem', () => {
    expect(found('id-number')).toEqual([])
  })

  test('a message shows its last four characters only', () => {
    expect(maskIdNumber('110105194912310021')).toBe('**************0021')
    expect(found('id-number', enrolled('T1', { idNumber: '110105194912310021' }))).toEqual([
      'C1 学员 T1 的身份证号 **************0021 有误',
    ])
  })
})

describe('duplicate-trainee', () => {
  test('one number twice in a class, also with a small x', () => {
    const twice = [enrolled('T1', { idNumber: ZHANG }), enrolled('T2', { idNumber: ZHANG.toLowerCase() })]
    expect(found('duplicate-trainee', ...twice)).toEqual(['C1 学员 T1 与 T2 的身份证号相同'])
  })

  test('two numbers, or none twice, are no problem', () => {
    const two = [enrolled('T1', { idNumber: ZHANG }), enrolled('T2', { idNumber: LI })]
    expect(found('duplicate-trainee', ...two, enrolled('T3'), enrolled('T4'))).toEqual([])
  })

  test('one number in two classes is none of this rule', () => {
    const apart = [
      anotherClass('C2'),
      enrolled('T1', { idNumber: ZHANG }),
      enrolled('T2', { classId: 'C2', idNumber: ZHANG }),
    ]
    expect(found('duplicate-trainee', ...apart)).toEqual([])
  })
})

describe('schedule-conflict: one number in two classes at the same hours', () => {
  const conflict = (own: Fact, other: Parameters<typeof anotherClass>[1], idNumber = ZHANG) =>
    found(
      'schedule-conflict',
      own,
      anotherClass('C2', other),
      enrolled('T1', { idNumber: ZHANG }),
      enrolled('T2', { classId: 'C2', idNumber }),
    )
  const MORNING_ONLY = lessons(lesson('08:30-10:00', 2))

  test('lessons that touch do not conflict, a minute in common does; both classes are told', () => {
    expect(conflict(MORNING_ONLY, { lessons: [lesson('10:00-11:30', 2)] })).toEqual([])
    expect(conflict(MORNING_ONLY, { lessons: [lesson('09:59-11:29', 2)] })).toEqual([
      'C1 学员 T1 同时段还在班级 C2 上课',
      'C2 学员 T2 同时段还在班级 C1 上课',
    ])
    expect(conflict(MORNING_ONLY, { lessons: [lesson('07:00-08:30', 2)] })).toEqual([])
    expect(conflict(MORNING_ONLY, { lessons: [lesson('07:01-08:31', 2)] })).toHaveLength(2)
  })

  test('online lessons conflict like the others, and a class of another project too', () => {
    expect(conflict(MORNING_ONLY, { lessons: [online('09:00-09:45', 1)] })).toHaveLength(2)
    const elsewhere = [anotherProject('P2'), theClass({ projectId: 'P2' })]
    expect(conflict(file => elsewhere.forEach(fact => void fact(file)), {})).toHaveLength(2)
  })

  test('the same hours on another date do not', () => {
    expect(conflict(MORNING_ONLY, { lessons: [lesson('08:30-10:00', 2, { date: NEXT_DAY })] })).toEqual([])
  })

  test('two people do not', () => {
    expect(conflict(MORNING_ONLY, {}, LI)).toEqual([])
  })

  test('nor do two trainees whose numbers nobody wrote down', () => {
    expect(found('schedule-conflict', anotherClass('C2'), enrolled('T2', { classId: 'C2' }))).toEqual([])
  })
})
