import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { backUp, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { PROJECTS } from '../../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { letGo } from '../../adapters/sqlite/folders'
import { Folder, jineng, ROOT } from './run'

jest.setTimeout(60_000)

/** Some megabytes, so that a restoring takes a moment. */
const COUNT = 1_500

const folder = new Folder()
const data = path.join(folder.path, 'data')
let backup: string

async function furnish(place: string, employer: string): Promise<void> {
  const store = await openSqliteStore(place, COLLECTIONS, MIGRATIONS)
  const projects = [...Array(COUNT).keys()].map(n => ({
    id: `P${n}`,
    employer: employer.repeat(5_000),
    provider: 'S',
    plannedTrainees: 3,
    employmentDemand: 5,
  }))
  await store.commit(projects.map(project => insert(PROJECTS, project)))
  await store.close()
  await letGo()
}

/** Whose store it is, if it is one of the two, whole. */
async function employerIn(place: string): Promise<string> {
  const store = await openSqliteStore(place, COLLECTIONS, MIGRATIONS)
  const employers = new Set<string>()
  for (let n = 0; n < COUNT; n++) employers.add((await store.get(PROJECTS, `P${n}`))?.document.employer ?? '')
  await store.close()
  await letGo()
  expect(employers.size).toBe(1)
  return [...employers][0]![0]!
}

/** Kills a restoring so many milliseconds after it began to copy; true when it was through by then. */
async function restoreFor(milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, ['tools/jineng.cjs', 'restore', backup, '--data', data], {
    cwd: ROOT,
    stdio: 'ignore',
  })
  const ended = once(child, 'close')
  while (child.exitCode === null && !fs.existsSync(path.join(data, 'store.db.restoring'))) await pause(1)
  await Promise.race([pause(milliseconds), ended])
  child.kill('SIGKILL')
  const [status] = await ended
  return status === 0
}

beforeAll(async () => {
  const other = path.join(folder.path, 'other')
  await furnish(other, 'o')
  backup = await backUp(other)
})
beforeEach(() => furnish(data, 'n'))
afterEach(() => fs.rmSync(data, { recursive: true, force: true }))
afterAll(() => folder.remove())

describe('jineng restore', () => {
  it('is refused with exit status 2 while a server is running', async () => {
    const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
    const { status, err, out } = await jineng(['restore', backup, '--data', data])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('请先停止服务')
    await store.close()
    expect(await employerIn(data)).toBe('n')
  })

  it.each([
    ['no file', [], '请写明一个备份文件'],
    ['two files', ['a.db', 'b.db'], '请写明一个备份文件'],
    ['a file that is not there', ['none.db'], '找不到这个文件'],
    ['a file that is no backup', ['package.json'], '读不出完整的数据'],
    ['an option that it does not know', ['--force', 'a.db'], '参数有误'],
  ])('refuses %s with exit status 2, in Chinese', async (_, args, said) => {
    const { status, err, out } = await jineng(['restore', '--data', data, ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
    expect(fs.existsSync(path.join(data, 'backups'))).toBe(false)
  })

  it('killed at any moment leaves the old data or the new, whole, and can be run again', async () => {
    const found: string[] = []
    let finished = false
    for (let delay = 0; !finished; delay = Math.ceil(delay * 1.5) + 1) {
      finished = await restoreFor(delay)
      found.push(await employerIn(data))
      fs.rmSync(data, { recursive: true })
      await furnish(data, 'n')
    }
    expect([found[0], found.at(-1)]).toEqual(['n', 'o'])
    const { status, out } = await jineng(['restore', backup, '--data', data])
    expect(status).toBe(0)
    expect(out).toMatch(/原来的数据保留在 .*before-restore-/)
    expect(await employerIn(data)).toBe('o')
  })
})
