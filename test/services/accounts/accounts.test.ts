import { type AccountInput, accountOperations } from '../../../cloudfunctions/contract/accounts'
import { insert } from '../../../cloudfunctions/ports/store'
import { changePassword } from '../../../cloudfunctions/services/accounts/change-password'
import { classesToGive } from '../../../cloudfunctions/services/accounts/classes-to-give'
import { closeAccount } from '../../../cloudfunctions/services/accounts/close'
import { accounts } from '../../../cloudfunctions/services/accounts/list'
import { waitsForNewPassword } from '../../../cloudfunctions/services/accounts/must-change'
import { commitNoted } from '../../../cloudfunctions/services/accounts/note'
import { resetPassword } from '../../../cloudfunctions/services/accounts/reset-password'
import { saveAccount } from '../../../cloudfunctions/services/accounts/save'
import { ACCOUNTS, type Account, unboundKey } from '../../../cloudfunctions/services/documents/accounts'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { read } from '../../../cloudfunctions/services/documents/read'
import { HERE, Office, PASSWORD } from './office'

let office: Office
beforeEach(async () => {
  office = await Office.open()
})
afterEach(() => office.close())

const KEY = 'k'.repeat(16)
const conflict = (what: string) => ({ done: false, refusal: { code: 'account-conflict', what } })
const inputOf = (given: object) => accountOperations['save-account'].input.parse(given)
const newcomer = (more: object = {}) =>
  inputOf({ accountKey: KEY, name: 'xin', displayName: '新来的', role: 'supervisor', ...more })

async function save(input: AccountInput<'save-account'>, by = 'administrator') {
  return saveAccount(office, await office.account(by), input, office.noteOf(by))
}
const reset = (name: string) =>
  resetPassword(office, { accountId: `A-${name}` }, office.noteOf('administrator'))
const closing = (name: string, by = 'administrator') =>
  closeAccount(office, { id: `A-${by}` }, { accountId: `A-${name}` }, office.noteOf(by))
async function change(name: string, currentPassword: string, newPassword: string) {
  return changePassword(
    office,
    { account: await office.account(name), inWechat: false },
    { currentPassword, newPassword },
    office.noteOf(name),
  )
}

async function made(more: object = {}) {
  const outcome = await save(newcomer(more))
  if (!outcome.done) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.answer
}

describe('a new account', () => {
  it('is told with a password once, which opens it and must be changed', async () => {
    const { account, password } = await made()
    expect(account).toMatchObject({ name: 'xin', role: 'supervisor', closed: false, version: 1 })
    expect(password).toMatch(/^[a-z2-9]{10}$/)
    expect(await office.signIn('xin', password ?? '')).toMatchObject({
      done: true,
      answer: { mustChangePassword: true },
    })
  })

  it('is one account however often it is sent, and its password is not told again', async () => {
    const first = await made()
    expect(await made()).toEqual({ account: first.account, password: null })
    expect(await save(newcomer({ role: 'finance' }))).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'key-used-otherwise' },
    })
  })

  it('has a name that nobody has, in whatever case and width', async () => {
    expect(await save(newcomer({ name: 'Ｔ1' }))).toEqual(conflict('name-taken'))
  })

  it.each([
    ['trainee', { traineeId: 'T2' }],
    ['instructor', { classIds: ['C1', 'C2'] }],
    ['instructor', { classIds: [] }],
    ['provider', { provider: 'S1' }],
    ['supervisor', {}],
    ['finance', {}],
    ['auditor', {}],
    ['administrator', {}],
  ])('may be of role %s with %j', async (role, objects) => {
    const { account } = await made({ role, ...objects })
    expect(account.role).toBe(role)
  })

  it.each([
    ['class', { role: 'instructor', classIds: ['C1', 'C9'] }],
    ['trainee', { role: 'trainee', traineeId: 'T9' }],
  ])('is refused for a %s that isn’t there', async (what, objects) => {
    expect(await save(newcomer(objects))).toEqual({ done: false, refusal: { code: 'not-found', what } })
  })

  it('is noted with the account and the role, and not with its name', async () => {
    const { account } = await made()
    expect(await office.noted()).toEqual([
      {
        accountId: 'A-administrator',
        type: 'act',
        operation: 'save-account',
        objects: { accountId: account.accountId, role: 'supervisor' },
      },
    ])
  })
})

describe('what an account may be, the contract says', () => {
  const problemsOf = (given: object) => {
    const parsed = accountOperations['save-account'].input.safeParse({
      accountKey: KEY,
      name: 'xin',
      displayName: '新来的',
      role: 'supervisor',
      ...given,
    })
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
  }

  it.each<[string[], object]>([
    [[], {}],
    [['accountId'], { accountKey: undefined }],
    [['accountId'], { accountId: 'A-t1' }],
    [['accountId'], { accountKey: undefined, accountId: 'A-t1' }],
    [[], { accountKey: undefined, accountId: 'A-t1', version: 1 }],
    [['traineeId'], { traineeId: 'T1' }],
    [['traineeId'], { role: 'trainee' }],
    [[], { role: 'trainee', traineeId: 'T1' }],
    [['traineeId'], { accountKey: undefined, accountId: 'A', version: 1, role: 'trainee', traineeId: 'T1' }],
    [[], { accountKey: undefined, accountId: 'A', version: 1, role: 'trainee' }],
    [['classIds'], { classIds: ['C1'] }],
    [[], { role: 'instructor', classIds: Array<string>(200).fill('C1') }],
    [['classIds'], { role: 'instructor', classIds: Array<string>(201).fill('C1') }],
    [['provider'], { role: 'provider' }],
    [['provider'], { provider: 'S1' }],
    [['name'], { name: 'x' }],
    [[], { name: 'xy' }],
    [['name'], { name: 'x y' }],
    [['name'], { name: '{"$ne":1}' }],
    [['role'], { role: 'operator' }],
  ])('%j wrong in %j', (paths, given) => {
    expect(problemsOf(given)).toEqual(paths)
  })
})

describe('changing an account', () => {
  const edit = (name: string, version: number, more: object = {}) =>
    inputOf({ accountId: `A-${name}`, version, name, displayName: '新名字', role: name, ...more })

  it('changes it for whoever saw its last version, and not for who saw an earlier one', async () => {
    expect(await save(edit('finance', 1))).toMatchObject({
      done: true,
      answer: { account: { displayName: '新名字', version: 2 }, password: null },
    })
    expect(await save(edit('finance', 1))).toEqual(conflict('changed-meanwhile'))
    expect(await save(edit('finance', 2))).toMatchObject({ done: true })
  })

  it('lets one of two at the same moment through', async () => {
    const outcomes = await Promise.all([save(edit('finance', 1)), save(edit('finance', 1))])
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
    expect(outcomes).toContainEqual(conflict('changed-meanwhile'))
    expect(await office.noted()).toHaveLength(1)
  })

  it('leaves password, sessions and the trainee as they were', async () => {
    const { token } = await office.signedIn('t1')
    expect(await save(edit('t1', 1, { name: 't1b', role: 'trainee' }))).toMatchObject({ done: true })
    expect(await office.whoIs(token)).toBe('t1b')
    expect(await office.account('t1')).toMatchObject({ traineeId: 'T1', name: 't1b' })
    expect(await office.signIn('t1b')).toMatchObject({ done: true })
  })

  it('takes no name that another account has', async () => {
    expect(await save(edit('finance', 1, { name: 'auditor' }))).toEqual(conflict('name-taken'))
  })

  it('makes nobody a trainee, and no trainee anything else', async () => {
    expect(await save(edit('t1', 1, { role: 'finance' }))).toEqual(conflict('trainee-account'))
    expect(await save(edit('finance', 1, { role: 'trainee' }))).toEqual(conflict('trainee-account'))
  })

  it('lets others give a role, and nobody oneself', async () => {
    expect(await save(edit('finance', 1, { role: 'administrator' }))).toMatchObject({ done: true })
    expect(await save(edit('administrator', 1, { role: 'supervisor' }))).toEqual(conflict('own-account'))
    expect(await save(edit('administrator', 1, { displayName: '改名' }))).toMatchObject({ done: true })
  })

  it('is refused for a closed account and for none', async () => {
    await closing('finance')
    expect(await save(edit('finance', 2))).toEqual(conflict('account-closed'))
    expect(await save(edit('nobody', 1, { role: 'finance' }))).toEqual({
      done: false,
      refusal: { code: 'not-found', what: 'account' },
    })
  })
})

describe('resetting a password', () => {
  it('tells a new one once, ends what the old one opened, and must be changed', async () => {
    const { token } = await office.signedIn('t1')
    const other = await office.signedIn('t2')
    const outcome = await reset('t1')
    const password = outcome.done ? outcome.answer.password : ''
    expect(await office.whoIs(token)).toBeNull()
    expect(await office.whoIs(other.token)).toBe('t2')
    expect(await office.signIn('t1')).toMatchObject({ done: false })
    expect(await office.signIn('t1', password)).toMatchObject({ answer: { mustChangePassword: true } })
    expect(JSON.stringify(await office.noted())).not.toContain(password)
    expect(await office.noted()).toMatchObject([
      { operation: 'reset-password', objects: { accountId: 'A-t1' } },
    ])
  })

  it('is refused for a closed account and for none', async () => {
    await closing('t1')
    expect(await reset('t1')).toEqual(conflict('account-closed'))
    expect(await reset('nobody')).toMatchObject({ refusal: { code: 'not-found', what: 'account' } })
  })
})

describe('closing an account', () => {
  it('ends its sessions at once and lets nobody in again', async () => {
    const { token } = await office.signedIn('t1')
    expect(await closing('t1')).toEqual({ done: true, answer: { closedAt: office.now } })
    expect(await office.whoIs(token)).toBeNull()
    expect(await office.signIn('t1')).toEqual({ done: false, refusal: { code: 'wrong-name-or-password' } })
  })

  it('said twice is one closing', async () => {
    const first = await closing('t1')
    office.now += 1
    expect(await closing('t1')).toEqual(first)
    expect(await office.noted()).toHaveLength(1)
  })

  it('of oneself is refused', async () => {
    expect(await closing('administrator')).toEqual(conflict('own-account'))
    expect(await closing('nobody')).toMatchObject({ refusal: { code: 'not-found', what: 'account' } })
  })
})

describe('changing one’s own password', () => {
  it('takes the new one from then on, ends the other sessions and goes on with a new one', async () => {
    const old = await office.signedIn('t1')
    const outcome = await change('t1', PASSWORD, 'better pass')
    expect(outcome).toMatchObject({ done: true, answer: { changed: true }, session: { kind: 'begun' } })
    const token = outcome.done && outcome.session?.kind === 'begun' ? outcome.session.token : null
    expect(await office.whoIs(token)).toBe('t1')
    expect(await office.whoIs(old.token)).toBeNull()
    expect(await office.signIn('t1', 'better pass')).toMatchObject({ done: true })
    expect(await office.signIn('t1')).toMatchObject({ done: false })
  })

  it('ends the duty to change it', async () => {
    const { account, password } = await made()
    const kept = await office.store.get(ACCOUNTS, account.accountId)
    if (kept === null || password === null) throw new Error('not made')
    const input = { currentPassword: password, newPassword: 'better pass' }
    await changePassword(office, { account: kept.document, inWechat: false }, input, office.noteOf('xin'))
    expect(await office.signIn('xin', 'better pass')).toMatchObject({ answer: { mustChangePassword: false } })
  })

  it.each([
    ['wrong-current-password', 'x', 'better pass', {}],
    ['unfit-password', PASSWORD, PASSWORD, { why: 'same-as-before' }],
    ['unfit-password', PASSWORD, 'ｐass word 1', { why: 'same-as-before' }],
    ['unfit-password', PASSWORD, 'My-T1-pass', { why: 'holds-the-name' }],
  ])('is refused: %s from %s to %s', async (code, current, chosen, more) => {
    const { token } = await office.signedIn('t1')
    expect(await change('t1', current, chosen)).toEqual({ done: false, refusal: { code, ...more } })
    expect(await office.whoIs(token)).toBe('t1')
  })

  it.each([
    [7, false],
    [8, true],
    [200, true],
    [201, false],
  ])('takes a password of %i characters: %s', (length, taken) => {
    const { input } = accountOperations['change-password']
    const given = { currentPassword: 'x', newPassword: 'p'.repeat(length) }
    expect(input.safeParse(given).success).toBe(taken)
  })

  it('lets nobody guess the present one: the fifth wrong try is the last for a while', async () => {
    for (let n = 0; n < 5; n++) expect(await change('t1', 'x', 'better pass')).toMatchObject({ done: false })
    expect(await change('t1', PASSWORD, 'better pass')).toEqual({
      done: false,
      refusal: { code: 'too-many-attempts', retryAfterSeconds: 15 * 60 },
    })
    // It keeps nobody from signing in.
    expect(await office.signIn('t1')).toMatchObject({ done: true })
  })

  it('yields to a reset and a closing that came first', async () => {
    const before = await office.account('t1')
    await reset('t1')
    const input = { currentPassword: PASSWORD, newPassword: 'better pass' }
    const outcome = await changePassword(
      office,
      { account: before, inWechat: false },
      input,
      office.noteOf('t1'),
    )
    expect(outcome).toEqual({ done: false, refusal: { code: 'signed-out' } })
    expect(await office.signIn('t1', 'better pass')).toMatchObject({ done: false })
  })
})

describe('until a password that somebody else knows is changed', () => {
  it.each([
    ['who-am-i', false],
    ['sign-out', false],
    ['change-password', false],
    ['check-in', true],
    ['accounts', true],
  ])('%s waits: %s', async (operation, waits) => {
    const account = await office.account('t1')
    expect(waitsForNewPassword({ ...account, mustChangePassword: true }, operation)).toBe(waits)
    expect(waitsForNewPassword(account, operation)).toBe(false)
  })
})

describe('the list of accounts', () => {
  const listed = async (input: AccountInput<'accounts'>) => {
    const outcome = await accounts(office, input)
    if (!outcome.done) throw new Error('refused')
    return outcome.answer
  }
  const namesOf = async (input: AccountInput<'accounts'>) =>
    (await listed(input)).accounts.map(({ name }) => name)

  it('is by name, of one role or of all, and by how the name begins', async () => {
    const all = await namesOf({})
    expect(all).toEqual([...all].sort())
    expect(all).toHaveLength(8)
    expect(await namesOf({ role: 'trainee' })).toEqual(['t1', 't2'])
    expect(await namesOf({ startingWith: 'Ａ' })).toEqual(['administrator', 'auditor'])
    expect(await namesOf({ role: 'auditor', startingWith: 'a' })).toEqual(['auditor'])
    expect(await namesOf({ startingWith: 'z' })).toEqual([])
  })

  it('comes in pages to the last, of fifty each', async () => {
    const template = await office.account('t1')
    const names = Array.from({ length: 93 }, (_, n) => `x${String(n).padStart(3, '0')}`)
    const another = (name: string): Account => {
      const id = `A-${name}`
      return { ...template, id, name, wechatKey: unboundKey(id) }
    }
    await office.store.commit(names.map(name => insert(ACCOUNTS, another(name))))
    const first = await listed({})
    const second = await listed({ after: first.next ?? '' })
    const third = await listed({ after: second.next ?? '' })
    const pages = [first, second, third].map(page => page.accounts.length)
    expect([pages, third.next]).toEqual([[50, 50, 1], null])
  })

  it('names the classes that stand in it, each once, and no others', async () => {
    expect((await listed({ role: 'instructor' })).classes).toEqual([{ classId: 'C1', title: 'C1 班' }])
    expect((await listed({ role: 'auditor' })).classes).toEqual([])
  })

  it('tells neither password nor whose trainee it is', async () => {
    const { accounts: rows } = await listed({ role: 'trainee' })
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      'accountId',
      'classIds',
      'closed',
      'displayName',
      'mustChangePassword',
      'name',
      'provider',
      'role',
      'version',
    ])
  })
})

describe('the classes that may be given', () => {
  const page = async (after?: string) => {
    const outcome = await classesToGive(office, after === undefined ? {} : { after })
    if (!outcome.done) throw new Error('refused')
    return outcome.answer
  }
  const lesson = (date: string) => ({
    id: date,
    date,
    start: '08:30',
    end: '09:15',
    hours: 1,
    kind: 'theory' as const,
    delivery: 'onsite' as const,
  })
  const another = async (id: string, dates: readonly string[]) => {
    const like = await read(office.store, CLASSES, 'C1')
    if (like === null) throw new Error('no class')
    const training = { ...like.training, id, lessons: dates.map(lesson) }
    await office.store.commit([insert(CLASSES, { ...like, id, room: '203', training })])
  }

  it('are told by name, provider, place and dates, and by nothing of their people', async () => {
    await another('C3', ['2024-06-05', '2024-05-06', '2024-06-03'])
    expect(await page()).toEqual({
      classes: [
        { classId: 'C1', title: 'C1 班', provider: 'S1', room: null, dates: null, over: false },
        { classId: 'C2', title: 'C2 班', provider: 'S2', room: null, dates: null, over: false },
        {
          classId: 'C3',
          title: 'C1 班',
          provider: 'S1',
          room: '203',
          dates: { from: '2024-05-06', to: '2024-06-05' },
          over: false,
        },
      ],
      next: null,
    })
  })

  it.each([
    ['2024-06-02', true],
    ['2024-06-03', false],
    ['2024-06-04', false],
  ])('whose last lesson is on %s are over on 2024-06-03: %s', async (last, over) => {
    await another('C3', [last])
    expect((await page()).classes.at(-1)).toMatchObject({ classId: 'C3', over })
  })

  it('come in pages to the last, of a hundred each, and each of them is taken', async () => {
    for (let n = 0; n < 99; n++) await another(`D${String(n).padStart(2, '0')}`, [])
    const first = await page()
    const second = await page(first.next ?? '')
    expect([first.classes.length, second.classes.length, second.next]).toEqual([100, 1, null])
    const classIds = [...first.classes, ...second.classes].map(({ classId }) => classId)
    expect((await made({ role: 'instructor', classIds })).account.classIds).toEqual(classIds)
  })
})

it('an act and its note are kept together: when the act is refused, nothing is noted', async () => {
  const taken = insert(ACCOUNTS, await office.account('t1'))
  const act = { type: 'act', operation: 'x', objects: {} } as const
  const commit = await commitNoted(office, [taken], office.noteOf('administrator'), act)
  expect(commit).toMatchObject({ committed: false, at: 0 })
  expect(await office.noted()).toEqual([])
})

it('acts of one administrator at the same moment are all noted', async () => {
  const names = ['t1', 't2', 'finance', 'auditor', 'provider', 'instructor']
  await Promise.all(names.map(name => closing(name)))
  const noted = await office.noted()
  expect(noted.map(({ objects }) => objects.accountId).sort()).toEqual(names.map(name => `A-${name}`).sort())
  expect(await office.signIn('finance', PASSWORD, HERE)).toMatchObject({ done: false })
})
