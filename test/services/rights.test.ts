import { type Input, type Operation, operations, ROLES, type Role } from '../../cloudfunctions/contract/app'
import { REFUSED_ACCESS } from '../../cloudfunctions/services/documents/accounts'
import { readAll } from '../../cloudfunctions/services/documents/read'
import { School } from './school'

const DATE = '2024-06-03'
const key = 'k'.repeat(16)

/** A well-formed question of each operation, about C1, to which t1 and i1 belong. */
const QUESTIONS: { readonly [K in Operation]: Input<K> } = {
  'sign-in': { name: 'nobody', password: 'wrong' },
  'sign-out': {},
  'who-am-i': {},
  'trainee-today': {},
  'check-in': { kind: 'start', attemptKey: key },
  'my-days': {},
  'class-today': { classId: 'C1' },
  witness: { classId: 'C1', attemptIds: ['x'], reason: '核对' },
  'refresh-recordings': { classId: 'C1', date: DATE },
  'class-days': {},
  'class-day': { classId: 'C1', date: DATE },
  decide: { classId: 'C1', date: DATE, verdict: 'accepted', reason: '核对', decisionKey: key },
}
const OPEN: readonly Operation[] = ['sign-in', 'who-am-i']
const GUARDED = (Object.keys(QUESTIONS) as Operation[]).filter(operation => !OPEN.includes(operation))

/** Who may, written out again on purpose: a change of the contract must be meant twice. */
const MAY: Readonly<Record<string, readonly Role[]>> = {
  'sign-out': ROLES,
  'trainee-today': ['trainee'],
  'check-in': ['trainee'],
  'my-days': ['trainee'],
  'class-today': ['instructor'],
  witness: ['instructor'],
  'refresh-recordings': ['instructor', 'supervisor'],
  'class-days': ['supervisor'],
  'class-day': ['instructor', 'supervisor'],
  decide: ['supervisor'],
}
const NAME_OF: Readonly<Record<Role, string>> = {
  trainee: 't1',
  instructor: 'i1',
  provider: 'provider',
  supervisor: 'supervisor',
  finance: 'finance',
  auditor: 'auditor',
  administrator: 'administrator',
}

let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

const refusalOf = async (who: string | null, operation: Operation, input: unknown) => {
  school.now += 1
  const outcome = await school.askRaw(who, operation, input)
  return outcome.done ? null : outcome.refusal.code
}
const events = () => readAll(school.store, REFUSED_ACCESS, { index: 'byTime', equal: [] })

it('has a question for every operation', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual(Object.keys(operations).sort())
})

describe.each(GUARDED.filter(operation => operation !== 'sign-out'))('%s', operation => {
  it('is refused to strangers', async () => {
    expect(await refusalOf(null, operation, QUESTIONS[operation])).toBe('signed-out')
  })

  it.each(ROLES.filter(role => MAY[operation]?.includes(role)))('is open to %s', async role => {
    const code = await refusalOf(NAME_OF[role], operation, QUESTIONS[operation])
    // The question of `witness` names an attempt that isn't there, which is refused after the right was given.
    expect(code === 'not-allowed' && operation !== 'witness').toBe(false)
    expect(code).not.toBe('signed-out')
  })

  it.each(ROLES.filter(role => !MAY[operation]?.includes(role)))(
    'is refused to %s, and noted',
    async role => {
      const before = (await events()).length
      expect(await refusalOf(NAME_OF[role], operation, QUESTIONS[operation])).toBe('not-allowed')
      // Not even the shape of the input is told.
      expect(await refusalOf(NAME_OF[role], operation, { nonsense: 1 })).toBe('not-allowed')
      const noted = await events()
      expect(noted).toHaveLength(before + 2)
      expect(noted.at(-1)).toMatchObject({ operation, accountId: `A-${NAME_OF[role]}`, requestId: 'r1' })
    },
  )
})

describe('an instructor sees the classes given and no others', () => {
  it.each(['class-today', 'witness', 'refresh-recordings', 'class-day'] as const)('%s', async operation => {
    const foreign = { ...QUESTIONS[operation], classId: 'C2' }
    const missing = { ...QUESTIONS[operation], classId: 'no-such-class' }
    expect(await refusalOf('i1', operation, foreign)).toBe('not-allowed')
    // The same answer, so that nobody learns which classes there are.
    expect(await refusalOf('i1', operation, missing)).toBe('not-allowed')
    expect((await events()).at(-1)?.objects.classId).toBe('no-such-class')
  })

  it('shows in the list the classes given alone', async () => {
    const { classes } = await school.answer('i2', 'class-today', {})
    expect(classes.map(({ classId }) => classId)).toEqual(['C2'])
  })
})

it('shows a trainee oneself alone: no question names a trainee', async () => {
  for (const operation of ['trainee-today', 'check-in', 'my-days'] as const) {
    const asked = school.askRaw('t1', operation, { ...QUESTIONS[operation], traineeId: 'T3' })
    await expect(asked).rejects.toThrow('traineeId')
  }
})

it('tells a supervisor what is not there', async () => {
  const missing = { classId: 'no-such-class', date: DATE }
  expect(await refusalOf('supervisor', 'class-day', missing)).toBe('not-found')
  expect(await refusalOf('supervisor', 'class-day', { classId: 'C1', date: '2024-06-05' })).toBe('not-found')
})
