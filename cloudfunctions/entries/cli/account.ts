import { randomBytes, randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { systemClock } from '../../adapters/system/clock'
import { accountOperations, LEAST_PASSWORD_CHARACTERS } from '../../contract/accounts'
import { problemsOf } from '../../contract/problem'
import type { Store, StoreReader } from '../../ports/store'
import type { AccountsServer } from '../../services/accounts/accounts-server'
import { closeAccount } from '../../services/accounts/close'
import { accountName } from '../../services/accounts/name'
import type { Note } from '../../services/accounts/note'
import { PASSWORD_COST } from '../../services/accounts/password'
import { resetPassword } from '../../services/accounts/reset-password'
import { saveAccount } from '../../services/accounts/save'
import { accessWrites } from '../../services/audit/access'
import { ACCOUNTS, type Account } from '../../services/documents/accounts'
import { readAll } from '../../services/documents/read'
import type { Refusal } from '../../services/outcome'
import { failureOf } from '../answers/sentences'
import { namedStore, STORE_OPTIONS, withReader, withStore } from './named-store'
import { UsageError } from './usage-error'

/** Whoever has the machine: in the audit their acts stand under this name. */
const OPERATOR = { id: 'operator' }

/**
 * `jineng account add|list|reset|close`: accounts without the app, first of all the first administrator. Passwords are
 * made here and told once, or read from standard input, and never an argument, which other programs could see.
 */
export async function accountCommand([what, ...args]: readonly string[]): Promise<number> {
  const values = parse(args)
  const named = namedStore(values)
  switch (what) {
    case 'add':
      await withStore(named, store => add(store, values))
      return 0
    case 'list':
      await withReader(named, list)
      return 0
    case 'reset':
      await withStore(named, store => reset(store, values))
      return 0
    case 'close':
      await withStore(named, store => close(store, values))
      return 0
    default:
      throw new UsageError('请写明 account add、account list、account reset 或 account close')
  }
}

type Values = ReturnType<typeof parse>

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = {
      ...STORE_OPTIONS,
      name: text,
      role: text,
      'display-name': text,
      trainee: text,
      class: { type: 'string', multiple: true },
      provider: text,
      'password-stdin': { type: 'boolean' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

async function add(store: Store, values: Values): Promise<void> {
  const input = newAccount(values)
  const chosen = await chosenPassword(values)
  const outcome = await saveAccount(serverOf(store), OPERATOR, input, noteIn(store), chosen)
  if (!outcome.done) throw refused(outcome.refusal)
  const { account, password } = outcome.answer
  tellPassword(`已新建账号 ${account.name}`, chosen === undefined ? password : null)
}

/** The same checks as for an administrator in the app. */
function newAccount(values: Values) {
  const parsed = accountOperations['save-account'].input.safeParse({
    accountKey: randomBytes(16).toString('base64url'),
    name: values.name,
    role: values.role,
    displayName: values['display-name'],
    traineeId: values.trainee,
    classIds: values.class,
    provider: values.provider,
  })
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error, '').map(({ path, what }) => `${OPTION_OF[path] ?? path}：${what}`)
  throw new UsageError(problems.join('\n'))
}

const OPTION_OF: Readonly<Record<string, string>> = {
  name: '--name',
  role: '--role',
  displayName: '--display-name',
  traineeId: '--trainee',
  classIds: '--class',
  provider: '--provider',
}

async function list(store: StoreReader): Promise<void> {
  for (const account of await readAll(store, ACCOUNTS, { index: 'byName', equal: [] })) {
    const { name, role, displayName, closedAt } = account
    process.stdout.write(
      `${[role, name, displayName, closedAt === null ? '' : '已停用'].join('\t').trimEnd()}\n`,
    )
  }
}

async function reset(store: Store, values: Values): Promise<void> {
  const { id, name } = await accountNamed(store, values)
  const chosen = await chosenPassword(values)
  const outcome = await resetPassword(serverOf(store), { accountId: id }, noteIn(store), chosen)
  if (!outcome.done) throw refused(outcome.refusal)
  tellPassword(`已重设账号 ${name} 的密码`, chosen === undefined ? outcome.answer.password : null)
}

async function close(store: Store, values: Values): Promise<void> {
  const { id, name } = await accountNamed(store, values)
  const outcome = await closeAccount(serverOf(store), OPERATOR, { accountId: id }, noteIn(store))
  if (!outcome.done) throw refused(outcome.refusal)
  process.stdout.write(`账号 ${name} 已停用，不能再登录\n`)
}

async function accountNamed(store: Store, { name }: Values): Promise<Account> {
  if (name === undefined) throw new UsageError('请用 --name 给出账号')
  const range = { index: 'byName', equal: [accountName(name)], limit: 1 }
  const account = (await store.range(ACCOUNTS, range)).items[0]?.document
  if (account === undefined) throw new UsageError(`没有账号“${name}”，jineng account list 可以列出全部账号`)
  return account
}

/** One line of standard input; undefined: one is to be made. */
async function chosenPassword(values: Values): Promise<string | undefined> {
  if (!values['password-stdin']) return undefined
  const typed = (await text(process.stdin)).replace(/\r?\n$/, '')
  const parsed = accountOperations['change-password'].input.shape.newPassword.safeParse(typed)
  if (parsed.success && !typed.includes('\n')) return typed
  throw new UsageError(`标准输入里应只有一行密码，至少 ${LEAST_PASSWORD_CHARACTERS} 个字符、至多 200 个`)
}

/** To standard output alone, which a script can keep from others' eyes. */
function tellPassword(done: string, password: string | null): void {
  const lines = password === null ? [done] : [done, `密码（只显示这一次，首次登录后须修改）：${password}`]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function serverOf(store: Store): AccountsServer {
  return { store, clock: systemClock, passwordCost: PASSWORD_COST }
}

function noteIn(store: Store): Note {
  const requestId = randomUUID()
  return act => accessWrites({ store, clock: systemClock }, { ...act, accountId: OPERATOR.id, requestId })
}

function refused(refusal: Refusal): UsageError {
  if (refusal.code === 'not-found' && refusal.what === 'class')
    return new UsageError('数据里没有 --class 写的班级')
  if (refusal.code === 'not-found' && refusal.what === 'trainee') {
    return new UsageError('数据里没有 --trainee 写的学员')
  }
  return new UsageError(failureOf(refusal).error.message)
}
