import { ZodError } from 'zod'
import { type Operation, operations, ROLES, type Role } from '../../../cloudfunctions/contract/app'
import { accessesOf, everything, forgetAccesses } from '../kept'
import { Cast } from './cast'
import { type Field, fieldsOf, withAt } from './fields'
import { type Guarded, QUESTIONS, RIGHTS } from './questions'

let cast: Cast
beforeAll(async () => {
  cast = await Cast.open()
})
afterAll(() => cast.close())

const ALL = Object.keys(operations) as Operation[]
const GUARDED = Object.keys(RIGHTS) as Guarded[]
const questionOf = (operation: Operation, role: string): unknown =>
  QUESTIONS[operation](cast.targets.own, role)
const rolesOf = (operation: Guarded) => ROLES.filter(role => RIGHTS[operation][role] !== 'none')
const refusalsOf = async (role: Role) =>
  (await accessesOf(cast.school, Cast.accountId(role).slice(2))).filter(({ type }) => type === 'refused')
    .length

/** `done`, `bad-input` for what a parser threw, or the refusal's code. */
type Verdict = string

async function verdictOn(role: Role | null, operation: Operation, input: unknown): Promise<Verdict> {
  cast.setClockFor(operation)
  const asking = role === null ? cast.askWith(null, operation, input) : cast.ask(role, operation, input)
  try {
    const outcome = await asking
    return outcome.done ? 'done' : outcome.refusal.code
  } catch (error) {
    if (error instanceof ZodError && error instanceof Error) return 'bad-input'
    throw error
  }
}

/** What stands where a text or a number should. `$…`: what a document database takes for an operator. */
const STRANGE: readonly (readonly [type: string, value: unknown])[] = [
  ['object', { $gt: '' }],
  ['object', { $ne: null }],
  ['object', { $where: 'true' }],
  ['object', { toString: 'C1', valueOf: 'C1', length: 2 }],
  ['array', []],
  ['array', ['C1']],
  ['array', [{ $gt: '' }]],
  ['null', null],
  ['boolean', true],
  ['number', 0],
  ['number', -1],
  ['number', 1.5],
  ['string', 'C1'],
]

const fits = ({ types, isChoice }: Field, type: string, value: unknown): boolean => {
  if (type === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
  // A text where a choice or another text should stand is looked at below.
  return types.includes(type) && !(isChoice && type === 'string')
}

describe.each(ALL)('%s takes nothing but what it asks for', operation => {
  const roles: readonly (Role | null)[] =
    operation === 'sign-in' || operation === 'who-am-i' ? [null] : rolesOf(operation)
  const fields = fieldsOf(operation)

  const refuseAll = async (inputs: readonly unknown[]) => {
    const before = await everything(cast.school.store)
    for (const role of roles) {
      for (const input of inputs) {
        expect([role, input, await verdictOn(role, operation, input)]).toEqual([role, input, 'bad-input'])
      }
    }
    // Signing out is asked with a session of its own each time.
    if (operation !== 'sign-out') expect(await everything(cast.school.store)).toBe(before)
  }

  it('no operator, list, number, truth or nothing in the place of anything else', async () => {
    const inputs = fields.flatMap(field =>
      STRANGE.filter(([type, value]) => !fits(field, type, value)).map(([, value]) =>
        withAt(questionOf(operation, 'x'), field.path, value),
      ),
    )
    await refuseAll(inputs)
  })

  it('no question that is none', async () => {
    await refuseAll([null, undefined, [], [{}], 'x', '', 0, true, () => ({})])
  })

  it('no field that it does not know, not even one of every object', async () => {
    const question = JSON.stringify(questionOf(operation, 'x')).slice(1, -1)
    const comma = question === '' ? '' : ','
    const keys = ['role', 'accountIdX', '$where', '__proto__', 'constructor', 'prototype', 'toString', '']
    await refuseAll(
      keys.map(key => JSON.parse(`{${question}${comma}${JSON.stringify(key)}:{"role":"administrator"}}`)),
    )
    expect(Reflect.get({}, 'role')).toBeUndefined()
  })
})

/** What each text of a question is: whoever adds one says here whether it names an object. */
const NAMES_AN_OBJECT = [
  'classId',
  'traineeId',
  'traineeIds',
  'attemptIds',
  'requestId',
  'accountId',
  'classIds',
  'deviceSerial',
  'date',
  'after',
  'idNumber',
  'checkId',
]
const IS_A_TEXT = [
  'name',
  'password',
  'currentPassword',
  'newPassword',
  'displayName',
  'provider',
  'reason',
  'question',
  'text',
  'deviceId',
  'startingWith',
  'whose',
  'faceCheckId',
  'roomCode',
  'version',
  'photos',
  'frames',
  'camera',
]
const IS_A_KEY = [
  'appealKey',
  'attemptKey',
  'decisionKey',
  'requestKey',
  'explanationKey',
  'accountKey',
  'consentKey',
  'faceKey',
]

const textsOf = (operation: Operation) =>
  fieldsOf(operation).filter(({ types, isChoice }) => types.includes('string') && !isChoice)
const nameOf = ({ path }: Field) => path[0] ?? ''

it('knows of every text whether it names an object', () => {
  const names = new Set(ALL.flatMap(textsOf).map(nameOf))
  expect([...names].sort()).toEqual([...NAMES_AN_OBJECT, ...IS_A_TEXT, ...IS_A_KEY].sort())
})

const FORGED: readonly string[] = [
  '',
  ' ',
  'no-such',
  'c1',
  'C1 ',
  'C1\0',
  '\0',
  'C1\n',
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(100_000),
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  '../C1',
  'C1/../C2',
  '..\\C2',
  '%43%31',
  'C1 2024-06-03',
  "C1' OR '1'='1",
  '{"$gt":""}',
  // Cyrillic С, full-width Ｃ, a letter that is written from the right, one that nobody sees, one with an accent.
  'С1',
  'Ｃ１',
  '\u202eC1',
  'C1\u200b',
  'C\u03011',
  '\ud800',
  '\udc00C1',
  '2024-06-31',
  '2024-06-05',
  '0000-01-01',
  '9999-12-31',
  '-000001-01-01',
]

/** Where an object that isn't there is no refusal: a search, a page or a date that holds nothing. */
const HOLDS_NOTHING: readonly string[] = [
  'class-today date',
  'class-days classId',
  'accesses date',
  'find-trainee idNumber',
]
const REFUSALS: readonly Verdict[] = ['bad-input', 'not-allowed', 'not-found']

describe.each(
  GUARDED.filter(operation => textsOf(operation).some(field => NAMES_AN_OBJECT.includes(nameOf(field)))),
)('%s of something forged', operation => {
  const fields = textsOf(operation).filter(field => NAMES_AN_OBJECT.includes(nameOf(field)))
  // More are refused here than an hour lists of an account.
  beforeEach(() => forgetAccesses(cast.school))

  it.each(rolesOf(operation).flatMap(role => fields.map(field => [role, nameOf(field), field] as const)))(
    'by %s, in %s, is refused and changes nothing',
    async (role, name, { path }) => {
      // What is there is judged first: a reading may have to be judged before it is shown.
      await verdictOn(role, operation, questionOf(operation, role))
      const before = await everything(cast.school.store, ['access-days'])
      const noted = await refusalsOf(role)
      const verdicts: [string, Verdict][] = []
      for (const forged of FORGED) {
        const input = withAt(questionOf(operation, 'forged'), path, forged)
        verdicts.push([forged.slice(0, 80), await verdictOn(role, operation, input)])
      }
      const expected = HOLDS_NOTHING.includes(`${operation} ${name}`) ? [...REFUSALS, 'done'] : REFUSALS
      expect(verdicts.filter(([, verdict]) => !expected.includes(verdict))).toEqual([])
      expect(await everything(cast.school.store, ['access-days'])).toBe(before)

      const refused = verdicts.filter(([, verdict]) => verdict === 'not-allowed').length
      expect((await refusalsOf(role)) - noted).toBe(refused)
      const isOthers = RIGHTS[operation][role] === 'own' && name === 'classId'
      // Another's object and one that was made up are the same to who has neither.
      if (isOthers) expect(verdicts.filter(([, verdict]) => verdict === 'not-found')).toEqual([])
    },
  )
})

describe('another’s object in the question about one’s own', () => {
  it.each([
    ['instructor', 'witness', ['attemptIds', '0'], 'attemptId', 'not-allowed'],
    ['instructor', 'start-recording', ['deviceSerial'], 'deviceSerial', 'not-found'],
    ['instructor', 'stop-recording', ['deviceSerial'], 'deviceSerial', 'not-found'],
    ['instructor', 'camera-check', ['deviceSerial'], 'deviceSerial', 'not-found'],
    ['provider', 'playback-address', ['deviceSerial'], 'deviceSerial', 'not-found'],
    ['instructor', 'explain', ['requestId'], 'requestId', 'not-found'],
    ['provider', 'explain', ['requestId'], 'requestId', 'not-found'],
    ['supervisor', 'decide', ['traineeId'], 'traineeId', 'not-found'],
    ['supervisor', 'preview-decision', ['traineeId'], 'traineeId', 'not-found'],
    ['supervisor', 'ask-explanation', ['traineeId'], 'traineeId', 'not-found'],
    ['instructor', 'enrol-face', ['traineeId'], 'traineeId', 'not-found'],
    ['supervisor', 'enrol-face', ['traineeId'], 'traineeId', 'not-found'],
  ] as const)('by %s, %s', async (role, operation, path, what, verdict) => {
    const before = await everything(cast.school.store, ['access-days'])
    const input = withAt(questionOf(operation, 'others'), path, cast.targets.other[what])
    expect(await verdictOn(role, operation, input)).toBe(verdict)
    expect(await everything(cast.school.store, ['access-days'])).toBe(before)
  })
})

describe('a key of one’s own making', () => {
  const keys = GUARDED.flatMap(operation =>
    textsOf(operation)
      .filter(field => IS_A_KEY.includes(nameOf(field)))
      .map(field => [operation, nameOf(field), field] as const),
  )

  it.each(keys)('%s: %s is 16 to 64 plain characters', async (operation, _, { path }) => {
    const before = await everything(cast.school.store)
    const [role] = rolesOf(operation)
    if (role === undefined) throw new Error(`nobody may ${operation}`)
    const bad = [
      '',
      'x'.repeat(15),
      'x'.repeat(65),
      `${'x'.repeat(15)}\0`,
      `${'x'.repeat(15)}中`,
      `${'x'.repeat(16)}\n`,
    ]
    for (const key of bad) {
      const input = withAt(questionOf(operation, role), path, key)
      expect([key, await verdictOn(role, operation, input)]).toEqual([key, 'bad-input'])
    }
    expect(await everything(cast.school.store)).toBe(before)
  })
})
