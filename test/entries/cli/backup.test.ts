import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { PROJECTS } from '../../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { Folder, jineng, ROOT } from './run'

jest.setTimeout(60_000)

const folder = new Folder()
const data = path.join(folder.path, 'data')
const project = (id: string, employer = 'E') => ({
  id,
  employer,
  provider: 'S',
  plannedTrainees: 3,
  employmentDemand: 5,
})
let store: Store

beforeAll(async () => {
  store = await openSqliteStore(data, COLLECTIONS)
  await store.commit([insert(PROJECTS, project('P1'))])
})
afterAll(async () => {
  await store.close()
  folder.remove()
})

describe('jineng backup', () => {
  it('copies the data beside a running server, says where, and a restored copy is the same', async () => {
    const { status, err, out } = await jineng(['backup', '--data', data])
    expect([status, err]).toEqual([0, ''])
    const file = /^已备份到 (.*\/data\/backups\/backup-\d{8}T\d{6}\.db)，\d+\.\d MB，检查完好\n$/.exec(
      out,
    )?.[1]
    const elsewhere = path.join(folder.path, 'elsewhere')
    const restored = await jineng(['restore', file!, '--data', elsewhere])
    expect([restored.status, restored.out]).toEqual([0, `已恢复到 ${elsewhere}\n`])
    expect(restored.err).toMatch(/^没有原来的数据可以对照.*备份里的人脸特征一份也不留\n$/)
    const copy = await openSqliteStore(elsewhere, COLLECTIONS, MIGRATIONS)
    expect(await copy.get(PROJECTS, 'P1')).toEqual(await store.get(PROJECTS, 'P1'))
    await copy.close()
  })

  it('reminds of the keys, which are not in it', async () => {
    const keys = path.join(data, 'keys.json')
    fs.writeFileSync(keys, '{}')
    const { out } = await jineng(['backup', '--data', data])
    expect(out).toContain('请把 keys.json 另存一处')
    fs.rmSync(keys)
  })

  it.each([
    ['a file that is there already', ['--to', folder.file('there.db', 'mine')], '备份从不覆盖文件'],
    ['a folder that is not there', ['--to', path.join(folder.path, 'none', 'b.db')], '文件夹不存在'],
    ['no path', ['--to', ''], '--to 后面要写'],
    ['an option that it does not know', ['--all'], '参数有误'],
  ])('refuses %s with exit status 2, in Chinese', async (_, args, said) => {
    const { status, err, out } = await jineng(['backup', '--data', data, ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
    expect(fs.readFileSync(path.join(folder.path, 'there.db'), 'utf8')).toBe('mine')
  })

  it('refuses a folder without data', async () => {
    const { status, err } = await jineng(['backup', '--data', path.join(folder.path, 'nothing')])
    expect(status).toBe(2)
    expect(err).toContain('数据目录里没有数据')
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'can be stopped by %s and leaves nothing',
    async signal => {
      const pad = 'x'.repeat(10_000)
      const many = [...Array(8_000).keys()].map(n => insert(PROJECTS, project(`${signal}${n}`, pad)))
      await store.commit(many)
      const place = path.join(folder.path, signal)
      fs.mkdirSync(place)
      const child = spawn(process.execPath, ['tools/jineng.cjs', 'backup', '--data', data, '--to', place], {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let err = ''
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString()
      })
      const ended = new Promise(resolve => child.once('close', resolve))
      while (fs.readdirSync(place).length === 0) await pause(1)
      child.kill(signal)
      expect(await ended).toBe(130)
      expect(err).toBe('已中断，没有留下备份文件\n')
      expect(fs.readdirSync(place)).toEqual([])
    },
  )
})
