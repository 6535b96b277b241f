import path from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { put, type Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { markDirty } from '../../../cloudfunctions/services/judging/dirty'
import { rebuild } from '../../../cloudfunctions/services/judging/rebuild'
import { asLines, DAY, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const folder = new Folder()
const data = path.join(folder.path, 'data')
beforeAll(async () => {
  const input = asLines(sample())
  expect(await jineng(['import', '-', '--data', data], { input })).toMatchObject({ status: 0 })
})
afterAll(() => folder.remove())

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
const command = (...args: string[]) => jineng(['rebuild', '--data', data, ...args])

describe('jineng rebuild', () => {
  it('--check compares beside a running server', async () => {
    expect(await withStore(() => command('--check'))).toEqual({
      status: 0,
      out: '已核对 2 个班级日，评定结果都与证据一致\n',
      err: '',
    })
  })

  it('--check names the days that differ, with exit status 1, and counts apart those that wait', async () => {
    await withStore(async store => {
      const { document } = (await store.get(JUDGED_DAYS, `C1 ${DAY}`))!
      await store.commit([
        put(JUDGED_DAYS, { ...document, scheduledHours: 5 }),
        markDirty('C1', '2024-06-04'),
      ])
    })
    const { status, out, err } = await command('--check')
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('另有 1 个班级日还等着评定')
    expect(err).toContain(
      `有 1 个班级日的评定结果与证据算出的不一致，请停止服务后运行 jineng rebuild：\n  C1 ${DAY}\n`,
    )
  })

  it('makes them anew, with the server stopped', async () => {
    const served = await withStore(() => command())
    expect(served.status).toBe(2)
    expect(served.err).toContain('正在使用：请先停止服务')
    expect(await command()).toMatchObject({
      status: 0,
      out: '已重新评定 2 个班级日；迹象由服务随后重新查找\n',
    })
    expect(await command('--check')).toMatchObject({ status: 0, err: '' })
  })

  it('goes on with one that was stopped', async () => {
    await withStore(store => rebuild(store, async () => false))
    expect(await command()).toMatchObject({
      status: 0,
      out: '已重新评定 1 个班级日；迹象由服务随后重新查找\n',
      err: '上次重建没有做完，现在接着做\n',
    })
  })

  it('refuses an option that it does not know with exit status 2', async () => {
    expect(await jineng(['rebuild', '--all'])).toMatchObject({ status: 2, out: '' })
  })
})
