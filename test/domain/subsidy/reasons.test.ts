import type { NoSubsidyReason, Trainee, TrainingClass } from '../../../cloudfunctions/domain/model'
import { APPROVED, attended, CERTIFIED, EMPLOYED, heldCourse } from '../../support/course'
import {
  anotherClass,
  asOf,
  at,
  enrolled,
  type Fact,
  judge,
  lesson,
  lessons,
  theClass,
  theProject,
} from '../../support/situation'

/** R12: the reasons for `none`. T1 has everything that the subsidy asks, until a fact takes it away. */
const ALL_RIGHT: Partial<Trainee> = {
  population: 'registered-unemployed',
  assessment: CERTIFIED,
  employment: EMPLOYED,
}

interface Lack {
  readonly trainee?: Partial<Trainee>
  readonly class?: Partial<TrainingClass>
  readonly held?: number
  readonly hours?: number
  readonly facts?: readonly Fact[]
}

function settled(lack: Lack = {}) {
  const { settlement } = judge(
    theClass({ ...APPROVED, ...lack.class }),
    heldCourse(lack.held ?? 40),
    enrolled('T1', { ...ALL_RIGHT, ...lack.trainee }),
    attended('T1', lack.hours ?? lack.held ?? 40),
    ...(lack.facts ?? []),
  )
  return settlement.trainees[0]!
}

const none = (reason: NoSubsidyReason) => ({
  outcome: 'none',
  reason,
  amountFen: 0,
  onsiteHours: 0,
  onlineHours: 0,
})

test('who lacks nothing has no reason', () => {
  expect(settled()).toMatchObject({ outcome: 'full', reason: null, amountFen: 80_000 })
})

describe('employment-below-threshold', () => {
  /** Each of `employed` trainees works, T1 among them; the rest of the file is as it should be. */
  const gate = (employed: number, demand: number, planned: number) => {
    const others = Array.from({ length: employed - 1 }, (_, i) => enrolled(`U${i}`, { employment: EMPLOYED }))
    const { settlement } = judge(
      theProject({ employmentDemand: demand, plannedTrainees: planned }),
      theClass(APPROVED),
      heldCourse(40),
      enrolled('T1', ALL_RIGHT),
      attended('T1', 40),
      ...others,
    )
    return [settlement.employment.met, settlement.trainees[0]!.reason]
  }

  test.each([
    [7, 10, 10],
    [21, 30, 30],
    [8, 11, 10],
    [8, 10, 11],
    [4, 5, 5],
    [1, 1, 1],
  ])('%i employed of a demand of %i and a plan of %i meet both 70 %%', (employed, demand, planned) => {
    expect(gate(employed, demand, planned)).toEqual([true, null])
  })

  test.each([
    [6, 10, 10],
    [20, 30, 30],
    [7, 11, 10],
    [7, 10, 11],
    [3, 5, 5],
    [1, 2, 1],
    [1, 1, 2],
  ])('%i employed of a demand of %i and a plan of %i do not', (employed, demand, planned) => {
    expect(gate(employed, demand, planned)).toEqual([false, 'employment-below-threshold'])
  })

  test('every trainee of every class of the project counts, whatever else they lack', () => {
    const { employment } = judge(
      theProject({ employmentDemand: 5, plannedTrainees: 5 }),
      anotherClass('C2', { occupationCode: '0-00-00-00' }),
      anotherClass('C3', { projectId: 'P2' }),
      file => file.projects.push({ ...file.projects[0]!, id: 'P2' }),
      enrolled('T1', { employment: EMPLOYED, population: 'other' }),
      enrolled('T2', { classId: 'C2', employment: EMPLOYED, assessment: { passed: false } }),
      enrolled('T3', { classId: 'C3', employment: EMPLOYED }),
      enrolled('T4', { employment: { ...EMPLOYED, contract: false } }),
    ).settlement
    expect(employment).toEqual({ employed: 2, demand: 5, planned: 5, met: false })
  })

  test('a project without trainees does not meet it', () => {
    expect(judge(file => file.trainees.splice(0)).settlement).toMatchObject({
      employment: { employed: 0, met: false },
      trainees: [],
      totalFen: 0,
    })
  })
})

describe('class-not-approved', () => {
  test('approved on the first lesson’s date is in time, a day later is not', () => {
    expect(settled({ class: { approvedOn: '2024-06-03' } }).reason).toBeNull()
    expect(settled({ class: { approvedOn: '2024-06-04' } })).toMatchObject(none('class-not-approved'))
  })

  test('no approval at all', () => {
    const unapproved: Fact = file => {
      const { approvedOn: _, ...known } = file.classes[0]!
      file.classes.splice(0, 1, known)
    }
    expect(settled({ facts: [unapproved] })).toMatchObject(none('class-not-approved'))
  })

  test('a lesson with impossible times is not the first lesson', () => {
    const brokenBefore: Fact = file =>
      lessons(lesson('10:00-09:00', 1, { date: '2024-06-01' }), ...file.classes[0]!.lessons)(file)
    expect(settled({ facts: [brokenBefore] }).reason).toBeNull()
  })
})

describe('occupation-not-covered', () => {
  test('not in the catalogue, and no exception', () => {
    expect(settled({ class: { occupationCode: '6-31-07-04' } })).toMatchObject(none('occupation-not-covered'))
  })

  test('an approved exception is covered by its category, one that was not approved is not', () => {
    const code = '0-00-00-00'
    const exception = { occupationCode: code, occupationException: true, category: 'C' } as const
    expect(settled({ class: exception }).reason).toBeNull()
    expect(settled({ class: { ...exception, occupationException: false } })).toMatchObject(
      none('occupation-not-covered'),
    )
  })
})

describe('population-not-covered', () => {
  test.each([
    'poverty-relapse-monitored',
    'graduating-college-student',
    'unenrolled-school-leaver',
    'rural-migrant-worker',
    'registered-unemployed',
    'employment-hardship',
  ] as const)('%s is covered', population => {
    expect(settled({ trainee: { population } }).reason).toBeNull()
  })

  test('anyone else is not', () => {
    expect(settled({ trainee: { population: 'other' } })).toMatchObject(none('population-not-covered'))
  })
})

describe('assessment-not-passed', () => {
  test.each([
    ['failed', { passed: false, certificateNo: '证0001' }],
    ['passed, but without a certificate number', { passed: true }],
    ['passed with an empty certificate number', { passed: true, certificateNo: '' }],
  ])('%s', (_, assessment) => {
    expect(settled({ trainee: { assessment } })).toMatchObject(none('assessment-not-passed'))
  })

  test('not assessed', () => {
    const unassessed = enrolled('T1', { employment: EMPLOYED })
    expect(settled({ facts: [unassessed] })).toMatchObject(none('assessment-not-passed'))
  })
})

describe('attendance-below-minimum', () => {
  test('28 of 40 hours are 70 % and enough, 27 are not', () => {
    expect(settled({ hours: 28 }).reason).toBeNull()
    expect(settled({ hours: 27 })).toMatchObject(none('attendance-below-minimum'))
  })

  test('7 of 10 hours are enough, 6 are not', () => {
    expect(settled({ held: 10, hours: 7 }).reason).toBeNull()
    expect(settled({ held: 10, hours: 6 })).toMatchObject(none('attendance-below-minimum'))
  })

  test('a day not evaluated is on neither side; where no day was evaluated nobody reaches it', () => {
    expect(settled({ facts: [asOf(at('23:59'))] }).outcome).toBe('full')
    expect(settled({ facts: [asOf(at('00:00'))] })).toMatchObject(none('attendance-below-minimum'))
  })
})

test('the first reason that applies is given, in this order', () => {
  const order: readonly (readonly [NoSubsidyReason, Lack])[] = [
    ['employment-below-threshold', { facts: [theProject({ employmentDemand: 10 })] }],
    ['class-not-approved', { class: { approvedOn: '2024-06-04' } }],
    ['occupation-not-covered', { class: { occupationCode: '0-00-00-00' } }],
    ['population-not-covered', { trainee: { population: 'other' } }],
    ['assessment-not-passed', { trainee: { assessment: { passed: false } } }],
    ['attendance-below-minimum', { hours: 27 }],
  ]
  for (const [i, [reason]] of order.entries()) {
    const lacks = order.slice(i).map(([, lack]) => lack)
    const everything: Lack = {
      trainee: Object.assign({}, ...lacks.map(lack => lack.trainee)) as Partial<Trainee>,
      class: Object.assign({}, ...lacks.map(lack => lack.class)) as Partial<TrainingClass>,
      hours: 27,
      facts: lacks.flatMap(lack => lack.facts ?? []),
    }
    expect(settled(everything).reason).toBe(reason)
  }
})
