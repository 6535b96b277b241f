import fc from 'fast-check'
import type { Answers, Input } from '../../cloudfunctions/contract/app'
import { put } from '../../cloudfunctions/ports/store'
import { CLASSES, PROJECTS, TRAINEES } from '../../cloudfunctions/services/documents/classes'
import { read, readAll } from '../../cloudfunctions/services/documents/read'
import { loadClasses } from '../../cloudfunctions/services/evidence'
import { evaluated } from '../../cloudfunctions/services/judging/rules'
import { CERTIFIED, EMPLOYED } from '../support/course'
import { casesHere } from '../support/stores'
import { DATE, everything, NEXT_DATE } from './kept'
import { at, keyOf, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
  await makePayable()
  await school.ordinaryDay(DATE, 25)
  school.now = at('2024-06-06', '09:00')
})
afterEach(() => school.close())

/** All trainees of the project pass and are employed, so that hours are money. */
async function makePayable(): Promise<void> {
  const classes = await readAll(school.store, CLASSES, { index: 'byId', equal: [] })
  const trainees = await Promise.all(['T1', 'T2', 'T3'].map(id => read(school.store, TRAINEES, id)))
  const project = { id: 'P1', employer: 'E', provider: 'S', plannedTrainees: 3, employmentDemand: 3 }
  await school.store.commit([
    put(PROJECTS, project),
    ...classes.map(record =>
      put(CLASSES, { ...record, training: { ...record.training, approvedOn: '2024-06-01' } }),
    ),
    ...trainees
      .filter(trainee => trainee !== null)
      .map(trainee =>
        put(TRAINEES, {
          ...trainee,
          population: 'registered-unemployed',
          assessment: CERTIFIED,
          employment: EMPLOYED,
        }),
      ),
  ])
}

type Ruling = Input<'preview-decision'>

const ruling = (more: Partial<Ruling> = {}): Ruling => ({
  classId: 'C1',
  date: DATE,
  verdict: 'accepted',
  ...more,
})

async function decide(key: string, given: Ruling): Promise<void> {
  const { classId, date } = given
  const { revision: seen } = await school.answer('supervisor', 'class-day', { classId, date })
  const more = { seen, decisionKey: keyOf(key), reason: '核对' }
  await school.answer('supervisor', 'decide', { ...given, ...more })
}

/** Hours and money of everybody in the project, as the rules have them. */
async function standing() {
  const records = await readAll(school.store, CLASSES, { index: 'byId', equal: [] })
  const projects = await readAll(school.store, PROJECTS, { index: 'byId', equal: [] })
  const evaluation = evaluated(await loadClasses(school.store, records), projects)
  const settlements = [...evaluation.settlements()]
  const amounts = new Map(
    settlements.flatMap(({ trainees }) => trainees).map(({ traineeId, amountFen }) => [traineeId, amountFen]),
  )
  const rows = [...evaluation.attendance()].map(({ traineeId, confirmedHours, confirmedRate }) => ({
    traineeId,
    confirmedHours,
    confirmedRate,
    amountFen: amounts.get(traineeId) ?? 0,
  }))
  return { rows, totalFen: settlements.reduce((sum, { totalFen }) => sum + totalFen, 0) }
}

/** What the preview should have said of a decision between two standings. */
function effectBetween(
  before: Awaited<ReturnType<typeof standing>>,
  after: Awaited<ReturnType<typeof standing>>,
) {
  const later = new Map(after.rows.map(row => [row.traineeId, row]))
  return {
    totals: [before.totalFen, after.totalFen],
    trainees: before.rows.flatMap(row => {
      const now = later.get(row.traineeId)
      if (now === undefined || JSON.stringify(row) === JSON.stringify(now)) return []
      return [
        {
          traineeId: row.traineeId,
          hours: [row.confirmedHours, now.confirmedHours],
          rate: [row.confirmedRate, now.confirmedRate],
          amount: [row.amountFen, now.amountFen],
        },
      ]
    }),
  }
}

function asEffect({ trainees, totalFenBefore, totalFenAfter }: Answers['preview-decision']) {
  return {
    totals: [totalFenBefore, totalFenAfter],
    trainees: trainees.map(effect => ({
      traineeId: effect.traineeId,
      hours: [effect.confirmedHoursBefore, effect.confirmedHoursAfter],
      rate: [effect.confirmedRateBefore, effect.confirmedRateAfter],
      amount: [effect.amountFenBefore, effect.amountFenAfter],
    })),
  }
}

const isChange = ({ hours, rate, amount }: ReturnType<typeof asEffect>['trainees'][number]) =>
  hours[0] !== hours[1] || rate[0] !== rate[1] || amount[0] !== amount[1]

const anyRuling: fc.Arbitrary<Ruling> = fc
  .record({
    date: fc.constantFrom(DATE, NEXT_DATE),
    traineeIds: fc.constantFrom<string[] | undefined>(undefined, ['T1'], ['T2'], ['T1', 'T2'], ['T2', 'T1']),
    verdict: fc.constantFrom('accepted' as const, 'accepted' as const, 'rejected' as const),
    hours: fc.constantFrom(undefined, 0, 1, 3, 4),
  })
  .map(({ traineeIds, hours, ...rest }) => {
    if (traineeIds === undefined) return ruling(rest)
    const [traineeId = '', ...others] = traineeIds
    if (others.length > 0) return ruling({ ...rest, traineeIds })
    const recognised = rest.verdict === 'rejected' || hours === undefined
    return ruling({ ...rest, traineeId, ...(recognised ? {} : { hours }) })
  })

it('what is shown before a decision is what the decision then does, to hours and to money', async () => {
  let n = 0
  // One school lives through all of them, so that decisions fall upon decided days too.
  await fc.assert(
    fc.asyncProperty(anyRuling, async given => {
      const before = await standing()
      const shown = asEffect(await school.answer('supervisor', 'preview-decision', given))
      await decide(`n${n++}`, given)
      const done = effectBetween(before, await standing())
      expect(shown.totals).toEqual(done.totals)
      expect(shown.trainees.filter(isChange)).toEqual(done.trainees)
    }),
    { numRuns: casesHere(60) },
  )
})

it('shows the trainee’s hours, rate and money', async () => {
  await decide('t1', ruling({ traineeId: 'T1' }))
  const shown = await school.answer('supervisor', 'preview-decision', ruling())
  expect(shown).toEqual({
    classId: 'C1',
    trainees: [
      {
        traineeId: 'T1',
        name: '学员T1',
        confirmedHoursBefore: 0,
        confirmedHoursAfter: 4,
        confirmedRateBefore: 0,
        confirmedRateAfter: 5_000,
        amountFenBefore: 0,
        amountFenAfter: 0,
      },
    ],
    totalFenBefore: 0,
    totalFenAfter: 0,
  })
})

it('counts the whole project’s money', async () => {
  // 4 hours of 8 scheduled; with the second day made up, all 8 at 20 yuan.
  await decide('t1', ruling({ traineeId: 'T1' }))
  await decide('c1', ruling())
  await decide('c2', ruling({ date: NEXT_DATE }))
  const shown = await school.answer(
    'supervisor',
    'preview-decision',
    ruling({ date: NEXT_DATE, traineeId: 'T1' }),
  )
  expect(shown).toMatchObject({
    trainees: [{ traineeId: 'T1', amountFenBefore: 0, amountFenAfter: 16_000 }],
    totalFenBefore: 0,
    totalFenAfter: 16_000,
  })
})

it('keeps nothing but that it was looked at', async () => {
  await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
  const before = await everything(school.store, ['access-days'])
  await school.answer('supervisor', 'preview-decision', ruling())
  await school.answer('supervisor', 'preview-decision', ruling({ traineeId: 'T1', hours: 2 }))
  expect(await everything(school.store, ['access-days'])).toBe(before)
})

describe('what can’t be decided can’t be shown', () => {
  it.each([
    [{ classId: 'C9' }, { code: 'not-found', what: 'class' }],
    [{ date: '2024-06-05' }, { code: 'not-found', what: 'class-day' }],
    [{ traineeId: 'T3' }, { code: 'not-found', what: 'trainee' }],
    [
      { traineeId: 'T1', hours: 5 },
      { code: 'too-many-hours', most: 4 },
    ],
  ])('%j', async (more, refusal) => {
    const outcome = await school.ask('supervisor', 'preview-decision', ruling(more))
    expect(outcome).toEqual({ done: false, refusal })
  })

  it.each([
    ['a millisecond before the window closes', -1, false],
    ['when the window closes', 0, true],
  ])('%s', async (_, off, done) => {
    school.now = at(DATE, '12:40') + off
    expect((await school.ask('supervisor', 'preview-decision', ruling())).done).toBe(done)
  })
})

describe('what a preview asks of the store', () => {
  /** In a project of classes that share a camera, each of one lesson. */
  async function asked(classes: number): Promise<readonly string[]> {
    const like = await read(school.store, CLASSES, 'C1')
    if (like === null) throw new Error('no class')
    for (let n = 3; n <= classes; n++) {
      const id = `C${n}`
      await school.store.commit([put(CLASSES, { ...like, id, training: { ...like.training, id } })])
    }
    // The first question after new evidence has the day judged.
    await school.answer('supervisor', 'preview-decision', ruling())
    const get = jest.spyOn(school.store, 'get')
    const range = jest.spyOn(school.store, 'range')
    try {
      await school.answer('supervisor', 'preview-decision', ruling())
      return [...get.mock.calls, ...range.mock.calls].map(([{ name }]) => name)
    } finally {
      get.mockRestore()
      range.mockRestore()
    }
  }
  const count = (names: readonly string[], name: string) => names.filter(one => one === name).length

  it('is the project once and each camera once, however many classes share them', async () => {
    const few = await asked(3)
    const many = await asked(8)
    for (const name of ['projects', 'camera-days']) {
      expect([name, count(few, name), count(many, name)]).toEqual([name, count(few, name), count(few, name)])
    }
    expect([count(few, 'projects'), count(few, 'camera-days')]).toEqual([1, 2])
  })

  it('is three questions more for each further class', async () => {
    const few = await asked(3)
    expect((await asked(8)).length - few.length).toBe(5 * 3)
  })
})
