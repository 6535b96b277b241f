import fs from 'node:fs'
import path from 'node:path'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import type { Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { asLines, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const ID_NUMBER = '11010519491231002X'
const folder = new Folder()
const data = path.join(folder.path, 'data')

beforeAll(async () => {
  const dataset = sample()
  // The file speaks for no longer than the first day's noon, so that of the second nothing is known.
  dataset.asOf = '2024-06-03T12:41:00+08:00'
  dataset.trainees[0]!.idNumber = ID_NUMBER
  expect(await jineng(['import', '-', '--data', data], { input: asLines(dataset) })).toMatchObject({
    status: 0,
  })
})
afterAll(() => folder.remove())

const exported = (...args: string[]) => jineng(['export', '--data', data, ...args])

async function whileServing<T>(use: () => Promise<T>): Promise<T> {
  const store: Store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  try {
    return await use()
  } finally {
    await store.close()
  }
}

describe('jineng export', () => {
  it('gives a dataset file while another process holds the store, and evaluate takes it', async () => {
    const { status, out } = await whileServing(() => exported())
    expect(status).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(10)
    expect(out).not.toContain('idNumber')
    expect(await jineng(['evaluate', '-'], { input: out })).toMatchObject({ status: 0, err: '' })
  })

  it('tells the days that wait for recordings, which the format can’t', async () => {
    const { err } = await exported()
    expect(err).toContain('有 1 个班级日还在等录像')
    expect(err).toContain('  班级 C1  2024-06-04\n')
    expect((await exported('--as-of', '2024-06-03T23:59:59+08:00')).err).toBe('')
  })

  it('writes a file that is there when it is whole, for its owner alone, and never over another', async () => {
    const out = path.join(folder.path, 'out.ndjson')
    expect(await exported('--out', out)).toMatchObject({ status: 0, out: `已从 ${data} 导出到 ${out}\n` })
    expect(fs.readFileSync(out, 'utf8')).toBe((await exported()).out)
    expect(fs.statSync(out).mode & 0o777).toBe(0o600)
    const again = await exported('--out', out)
    expect([again.status, again.err]).toEqual([2, `已经有 ${out} 了，不会覆盖，请换一个文件名\n`])
    expect(fs.readdirSync(folder.path).filter(name => name.includes('partial'))).toEqual([])
  })

  it('leaves no file when there is nothing to export', async () => {
    const out = path.join(folder.path, 'nothing.ndjson')
    expect(await exported('--class', 'C9', '--out', out)).toMatchObject({ status: 2 })
    expect(fs.readdirSync(folder.path).filter(name => name.startsWith('nothing'))).toEqual([])
  })

  it('opens ID numbers with the server stopped, and keeps that it did', async () => {
    const served = await whileServing(() => exported('--with-id-numbers'))
    expect([served.status, served.out]).toEqual([2, ''])
    expect(served.err).toContain('正在使用：请先停止服务')
    const { status, out } = await exported('--with-id-numbers', '--class', 'C1')
    expect(status).toBe(0)
    expect(out).toContain(`"idNumber":"${ID_NUMBER}"`)
    const store = openSqliteReader(data, MIGRATIONS)
    const events = (await readAll(store, ACCESS_DAYS, { index: 'byAccount', equal: ['operator'] })).flatMap(
      stream => stream.events,
    )
    await store.close()
    expect(events.at(-1)).toMatchObject({
      type: 'read',
      operation: 'export-id-numbers',
      objects: { classId: 'C1' },
    })
  })

  it.each([
    ['a class that the store lacks', ['--data', data, '--class', 'C9'], '没有可导出的班级'],
    ['a folder without a store', ['--data', path.join(data, 'none')], 'there is no store in'],
    ['an option that it does not know', ['--all'], '参数有误'],
    [
      'a moment without an offset',
      ['--data', data, '--as-of', '2024-06-03T12:00:00'],
      '--as-of 应为带时区的时刻',
    ],
    ['a file where there is no folder', ['--data', data, '--out', path.join(data, 'none', 'x')], '写不了'],
  ])('refuses %s with exit status 2 and nothing on standard output', async (_, args, said) => {
    const { status, err, out } = await jineng(['export', ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})
