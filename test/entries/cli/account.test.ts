import path from 'node:path'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { passwordMatches } from '../../../cloudfunctions/services/accounts/password'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { ACCOUNTS, type Account } from '../../../cloudfunctions/services/documents/accounts'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { Folder, jineng } from './run'

// Each command is a process of its own and hashes at the full cost.
jest.setTimeout(60_000)

const folder = new Folder()
afterAll(() => folder.remove())
let data: string
let count = 0
beforeEach(() => {
  count += 1
  data = path.join(folder.path, `data-${count}`)
})

const account = (args: readonly string[], input = '') =>
  jineng(['account', ...args, '--data', data], { input })
const ADMINISTRATOR = ['add', '--name', 'Guanli', '--role', 'administrator', '--display-name', '石磊']

async function kept(): Promise<Account[]> {
  const store = openSqliteReader(data, MIGRATIONS)
  const accounts = await readAll(store, ACCOUNTS, { index: 'byName', equal: [] })
  await store.close()
  return accounts
}

async function opensWith(password: string): Promise<boolean> {
  const [found] = await kept()
  if (found === undefined) throw new Error('no account')
  return passwordMatches(password, found.password, found.password)
}

it('makes the first administrator in an empty folder, with a password told once', async () => {
  const { status, out, err } = await account(ADMINISTRATOR)
  expect([status, err]).toEqual([0, ''])
  const password = /：([a-z2-9]{10})\n$/.exec(out)?.[1] ?? ''
  expect(await kept()).toMatchObject([
    { name: 'guanli', role: 'administrator', displayName: '石磊', mustChangePassword: true, closedAt: null },
  ])
  expect(await opensWith(password)).toBe(true)
})

it('takes a password from standard input, and tells and asks nothing more of it', async () => {
  const { out } = await account([...ADMINISTRATOR, '--password-stdin'], 'chosen by its owner\n')
  expect(out).toBe('已新建账号 guanli\n')
  expect(await kept()).toMatchObject([{ mustChangePassword: false }])
  expect(await opensWith('chosen by its owner')).toBe(true)
})

it('lists, resets and closes, and keeps each act', async () => {
  await account([...ADMINISTRATOR, '--password-stdin'], 'chosen by its owner')
  expect((await account(['list'])).out).toBe('administrator\tguanli\t石磊\n')
  const reset = await account(['reset', '--name', 'GUANLI'])
  expect(reset.status).toBe(0)
  expect(await opensWith('chosen by its owner')).toBe(false)
  expect(await opensWith(/：([a-z2-9]{10})\n$/.exec(reset.out)?.[1] ?? '')).toBe(true)
  expect((await account(['close', '--name', 'guanli'])).status).toBe(0)
  expect((await account(['list'])).out).toBe('administrator\tguanli\t石磊\t已停用\n')

  const store = openSqliteReader(data, MIGRATIONS)
  const streams = await readAll(store, ACCESS_DAYS, { index: 'byDate', equal: [] })
  await store.close()
  expect(new Set(streams.map(({ accountId }) => accountId))).toEqual(new Set(['operator']))
  const operations = streams.flatMap(({ events }) => events.map(({ operation }) => operation))
  expect(operations).toEqual(['save-account', 'reset-password', 'close-account'])
})

it.each<[string, string[], string, string]>([
  ['an unknown role', ['add', '--name', 'ab', '--role', 'king', '--display-name', 'x'], '', '--role'],
  ['no name', ['add', '--role', 'auditor', '--display-name', 'x'], '', '--name'],
  [
    'a provider’s without one',
    ['add', '--name', 'ab', '--role', 'provider', '--display-name', 'x'],
    '',
    '--provider',
  ],
  [
    'a class that isn’t there',
    ['add', '--name', 'ab', '--role', 'instructor', '--display-name', 'x', '--class', 'C9'],
    '',
    '--class',
  ],
  ['a short password', [...ADMINISTRATOR, '--password-stdin'], 'seven77', '至少 8 个字符'],
  ['two passwords', [...ADMINISTRATOR, '--password-stdin'], 'password 1\npassword 2\n', '只有一行'],
  ['a password as an argument', [...ADMINISTRATOR, '--password', 'x'], '', '参数有误'],
  ['nobody to reset', ['reset', '--name', 'nobody'], '', '没有账号“nobody”'],
  ['no name to close', ['close'], '', '--name'],
  ['something else to do', ['promote'], '', 'account add'],
])('refuses %s with exit status 2 and a sentence', async (_, args, input, said) => {
  const { status, out, err } = await account(args, input)
  expect([status, out]).toEqual([2, ''])
  expect(err).toContain(said)
})

it('takes a password of eight characters', async () => {
  expect((await account([...ADMINISTRATOR, '--password-stdin'], 'eight888')).status).toBe(0)
})

it('says that the server must be stopped, and lists while it runs', async () => {
  const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  const { status, err } = await account(ADMINISTRATOR)
  expect([status, err]).toEqual([2, expect.stringContaining('请先停止服务')])
  expect(await account(['list'])).toMatchObject({ status: 0, out: '', err: '' })
  await store.close()
})
