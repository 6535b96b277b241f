import { type Operation, operations, ROLES, type Role } from '../../../cloudfunctions/contract/app'
import { accessesOf, forgetAccesses } from '../kept'
import { at, PASSWORD } from '../school'
import { Cast, type Standing, victim, type Whose } from './cast'
import { type Guarded, OPEN, QUESTIONS, type Reach, RIGHTS, type Target } from './questions'

let cast: Cast
beforeAll(async () => {
  cast = await Cast.open()
  for (const operation of DONE_TO_ACCOUNTS) {
    for (const whose of ['own', 'other']) {
      const name = `${operation}-${whose}`
      victims.set(name, await victim(cast.school, name))
    }
  }
})
afterAll(() => cast.close())

const GUARDED = Object.keys(RIGHTS) as Guarded[]
const WHOSE: readonly Whose[] = ['own', 'other', 'missing']
/** Into which collections an act writes. What a refusal must not change is seen by what it does not write. */
async function writtenBy(act: () => Promise<unknown>): Promise<readonly string[]> {
  const commit = jest.spyOn(cast.school.store, 'commit')
  try {
    await act()
    return commit.mock.calls.flatMap(([writes]) => writes.map(({ collection }) => collection.name))
  } finally {
    commit.mockRestore()
  }
}

/** That it was refused is noted, and nothing else. */
const NOTED_ALONE = ['access-days']
const noted = async (name: string) =>
  (await accessesOf(cast.school, name)).filter(({ type }) => type === 'refused')
const nameOf = (role: Role) => Cast.accountId(role).slice(2)

/** What is done to an account is done to one that nobody misses. */
const DONE_TO_ACCOUNTS: readonly Operation[] = ['save-account', 'reset-password', 'close-account']
const victims = new Map<string, Pick<Target, 'accountId' | 'accountVersion'>>()

function targetOf(operation: Guarded, whose: Whose): Target {
  return { ...cast.targets[whose], ...victims.get(`${operation}-${whose}`) }
}

async function ask(role: Role, operation: Guarded, whose: Whose, standing: Standing = 'open') {
  cast.setClockFor(operation)
  const question = QUESTIONS[operation](targetOf(operation, whose), role)
  return cast.ask(role, operation, question, standing)
}

async function codeOf(role: Role, operation: Guarded, whose: Whose, standing: Standing = 'open') {
  const outcome = await ask(role, operation, whose, standing)
  return outcome.done ? 'done' : outcome.refusal.code
}

it('has a question and a rule for every operation', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual(Object.keys(operations).sort())
  expect([...GUARDED, ...OPEN].sort()).toEqual(Object.keys(operations).sort())
})

it('names every role in every rule, and the contract names the same', () => {
  for (const operation of GUARDED) {
    const mayAsk = ROLES.filter(role => RIGHTS[operation][role] !== 'none')
    const inContract: readonly Role[] = operations[operation].roles
    expect([operation, ...mayAsk]).toEqual([operation, ...ROLES.filter(role => inContract.includes(role))])
  }
})

/** What each reach gives for each kind of object. `answered`: the door is open, whatever the service then says. */
const EXPECTED: {
  readonly [R in Reach]: { readonly [W in Whose]: 'answered' | 'not-there' | 'not-allowed' }
} = {
  none: { own: 'not-allowed', other: 'not-allowed', missing: 'not-allowed' },
  own: { own: 'answered', other: 'not-allowed', missing: 'not-allowed' },
  self: { own: 'answered', other: 'answered', missing: 'answered' },
  'sees-own': { own: 'answered', other: 'answered', missing: 'answered' },
  all: { own: 'answered', other: 'answered', missing: 'not-there' },
}
/** Questions that are answered otherwise than with an answer: not the right password, a check that nobody opened. */
const ANSWERED: Partial<Record<Operation, string>> = {
  'change-password': 'wrong-current-password',
  'judge-face': 'not-found',
}
/** Lists of nothing: a search or a page that holds nothing of what isn't there. */
const EMPTY: readonly Operation[] = ['class-days', 'find-trainee']

describe.each(GUARDED)('%s', operation => {
  // More are refused here than an hour lists of an account.
  beforeAll(() => forgetAccesses(cast.school))

  describe.each(ROLES)('by %s', role => {
    const reach = RIGHTS[operation][role]

    it.each(WHOSE.map(whose => [whose, EXPECTED[reach][whose]] as const))(
      'of %s objects: %s',
      async (whose, expected) => {
        if (expected === 'not-allowed') {
          const refused = (await noted(nameOf(role))).length
          const written = await writtenBy(async () => {
            expect(await codeOf(role, operation, whose)).toBe('not-allowed')
          })
          expect(written).toEqual(NOTED_ALONE)
          const after = await noted(nameOf(role))
          expect(after).toHaveLength(refused + 1)
          expect(after.at(-1)).toMatchObject({ operation, requestId: 'r1' })
          return
        }
        const code = await codeOf(role, operation, whose)
        if (expected === 'answered') expect(code).toBe(ANSWERED[operation] ?? 'done')
        else expect(code).toBe(EMPTY.includes(operation) ? 'done' : 'not-found')
      },
    )

    if (reach === 'none') {
      it('is refused without a word of its shape', async () => {
        expect(await cast.ask(role, operation, { nonsense: 1 })).toMatchObject({
          refusal: { code: 'not-allowed' },
        })
      })
    }

    it('is closed to a closed account, whatever it asks', async () => {
      const written = await writtenBy(async () => {
        expect(await codeOf(role, operation, 'own', 'closed')).toBe('signed-out')
        expect((await cast.ask(role, operation, { nonsense: 1 }, 'closed')).done).toBe(false)
      })
      // Signing out begins a session here, to be ended; nothing else is written.
      if (operation !== 'sign-out') expect(written).toEqual([])
    })

    it('waits for a password of one’s own', async () => {
      let code = ''
      const written = await writtenBy(async () => {
        code = await codeOf(role, operation, 'own', 'new')
      })
      const isFirst = operation === 'change-password' || operation === 'sign-out'
      expect(code).toBe(isFirst ? (ANSWERED[operation] ?? 'done') : 'password-to-change')
      if (!isFirst) expect(written).toEqual([])
    })
  })

  it.each([
    ['nobody', null],
    ['a forged token', 'x'.repeat(43)],
    ['an empty one', ''],
    ['one that is no text of a token', '\0__proto__'],
  ])('is closed to %s', async (_, token) => {
    const written = await writtenBy(async () => {
      const outcome = await cast.askWith(token, operation, QUESTIONS[operation](cast.targets.own, 'nobody'))
      expect(outcome).toEqual({ done: false, refusal: { code: 'signed-out' } })
      expect(await cast.askWith(token, operation, { nonsense: 1 })).toEqual(outcome)
    })
    expect(written).toEqual([])
  })
})

describe('what is open to anybody', () => {
  it('tells who one is, and nobody of a stranger or a closed account', async () => {
    expect(await cast.ask('supervisor', 'who-am-i', {})).toMatchObject({ answer: { role: 'supervisor' } })
    expect(await cast.ask('supervisor', 'who-am-i', {}, 'new')).toMatchObject({
      answer: { mustChangePassword: true },
    })
    expect(await cast.ask('supervisor', 'who-am-i', {}, 'closed')).toEqual({ done: true, answer: null })
    expect(await cast.askWith(null, 'who-am-i', {})).toEqual({ done: true, answer: null })
  })

  it('signs in with a name and its password, and not with a closed account’s', async () => {
    const wrong = { done: false, refusal: { code: 'wrong-name-or-password' } }
    expect(await cast.askWith(null, 'sign-in', QUESTIONS['sign-in'](cast.targets.own, ''))).toEqual(wrong)
    expect(await cast.askWith(null, 'sign-in', { name: 'closed-trainee', password: PASSWORD })).toEqual(wrong)
    expect(await cast.askWith(null, 'sign-in', { name: 'finance', password: PASSWORD })).toMatchObject({
      answer: { role: 'finance' },
    })
  })
})

describe('what a list shows is one’s own', () => {
  it('the provider’s classes, and no other’s', async () => {
    cast.school.now = at('2024-06-20', '09:00')
    for (const pendingOnly of [true, false]) {
      const { rows } = await cast.school.answer('provider', 'class-days', { pendingOnly })
      expect(new Set(rows.map(({ provider }) => provider))).toEqual(new Set(['S']))
    }
  })

  it('not by a cursor out of another’s list either', async () => {
    cast.school.now = at('2024-06-20', '09:00')
    const cursors = [
      ['2024-06-04', 'C2 2024-06-04'],
      ['9999', 'C9'],
      [1, '\u{10ffff}'],
    ]
    for (const cursor of cursors) {
      const after = Buffer.from(JSON.stringify(cursor)).toString('base64url')
      const { rows } = await cast.school.answer('provider', 'class-days', { after })
      expect(rows.every(({ provider }) => provider === 'S')).toBe(true)
    }
  })

  it('the provider’s trainees: another’s is as unknown as one who isn’t there', async () => {
    const found = async (whose: Whose) => {
      const { idNumber } = cast.targets[whose]
      return (await cast.school.answer('provider', 'find-trainee', { idNumber })).found
    }
    expect(await found('own')).toMatchObject([{ traineeId: 'T1' }])
    expect(await found('other')).toEqual([])
    expect(await found('missing')).toEqual([])
  })

  it('the instructor’s classes', async () => {
    const { classes } = await cast.school.answer('i1', 'class-today', {})
    expect(classes.map(({ classId }) => classId)).toEqual(['C1'])
  })

  it('without a class, an instructor has no list of all', async () => {
    expect(await cast.school.ask('i1', 'class-days', {})).toEqual({
      done: false,
      refusal: { code: 'not-allowed' },
    })
  })
})

it('a trainee is oneself alone: no question names a trainee', async () => {
  cast.setClockFor('check-in')
  for (const operation of ['trainee-today', 'check-in', 'my-days'] as const) {
    const question = { ...QUESTIONS[operation](cast.targets.own, 't1'), traineeId: 'T3' }
    await expect(cast.ask('trainee', operation, question)).rejects.toThrow('traineeId')
  }
})
