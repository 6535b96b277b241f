import fs from 'node:fs'
import path from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, put, remove, type Store } from '../../../cloudfunctions/ports/store'
import { hashOfSeal } from '../../../cloudfunctions/services/audit/seal'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { SEALS } from '../../../cloudfunctions/services/documents/seals'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { asLines, DAY, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const folder = new Folder()
const data = path.join(folder.path, 'data')
const T1 = `T1 ${DAY}`
let hash: string

beforeAll(async () => {
  const input = asLines(sample())
  expect(await jineng(['import', '-', '--data', data], { input })).toMatchObject({ status: 0 })
  await changing(async store => {
    const day = (await store.get(TRAINEE_DAYS, T1))!.document
    const head = { collection: TRAINEE_DAYS.name, id: T1, count: 2, hash: day.events[1]!.hash }
    const said = { sequence: 1, at: 1, of: `C1 ${DAY}`, date: DAY, heads: [head], previous: null }
    hash = hashOfSeal(said)
    await store.commit([insert(SEALS, { ...said, id: '000000000001', hash })])
  })
})
afterAll(() => folder.remove())

async function changing<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

const verify = (...args: string[]) => jineng(['audit', 'verify', ...args])

describe('jineng audit verify', () => {
  it('says how much is whole, and what to write down, beside a running server', async () => {
    const { status, out, err } = await changing(() => verify('--data', data))
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('校验通过：6 份记录、8 个事件、1 号封存，没有发现改动')
    expect(out).toContain(`最后一号封存的校验值：${hash}`)
  })

  it('finds the seal that was written down, and says when it is not there', async () => {
    expect(await verify('--data', data, '--seal', hash)).toMatchObject({ status: 0 })
    const { status, out, err } = await verify('--data', data, '--seal', 'AAAA')
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('没有哪一号封存的校验值是 AAAA')
  })

  it('names the first broken link, with exit status 1', async () => {
    const kept = await changing(async store => {
      const { document } = (await store.get(TRAINEE_DAYS, T1))!
      const events = document.events.map((event, i) => (i === 1 ? { ...event, at: event.at - 1 } : event))
      await store.commit([put(TRAINEE_DAYS, { ...document, events })])
      return document
    })
    const { status, out, err } = await verify('--data', data)
    expect([status, out]).toEqual([1, ''])
    expect(err).toBe(
      `校验没有通过：签到记录（trainee-days）“${T1}”的第 2 个事件与校验值对不上：它、它之前的内容，或这份记录的归属被改动过\n`,
    )
    await changing(async store => {
      const found = (await store.get(TRAINEE_DAYS, T1))!
      await store.commit([remove(TRAINEE_DAYS, T1, found.version)])
    })
    expect((await verify('--data', data)).err).toContain('第 1 号封存时有 2 个事件，现在整份不见了')
    await changing(store => store.commit([insert(TRAINEE_DAYS, kept)]))
    expect(await verify('--data', data)).toMatchObject({ status: 0 })
  })

  it('verifies a file that was exported, without the store', async () => {
    const out = path.join(folder.path, 'audit.ndjson')
    expect(await jineng(['audit', 'export', '--data', data, '--out', out])).toMatchObject({ status: 0 })
    expect(fs.statSync(out).mode & 0o777).toBe(0o600)
    const verified = await verify('--file', out, '--seal', hash)
    expect([verified.status, verified.err]).toEqual([0, ''])
    const text = fs.readFileSync(out, 'utf8')
    expect(await verify('--file', folder.file('changed', text.replace('王老师', '李老师')))).toMatchObject({
      status: 1,
    })
    expect(await jineng(['audit', 'verify', '--file', '-'], { input: text })).toMatchObject({ status: 0 })
    const half = await verify('--file', folder.file('half', text.slice(0, -40)))
    expect([half.status, half.out]).toEqual([2, ''])
    expect(half.err).toContain('读不懂')
  })

  it('exports the streams of some dates, and says so to who verifies them', async () => {
    const { out } = await jineng(['audit', 'export', '--data', data, '--from', '2024-06-04'])
    const { status, out: told } = await jineng(['audit', 'verify', '--file', '-'], { input: out })
    expect(status).toBe(0)
    expect(told).toContain('文件只含 2024-06-04 至 最晚 的记录，封存是全部的')
    expect(told).toContain(`最后一号封存的校验值：${hash}`)
  })

  it.each([
    ['nothing to do', [], '请写明 audit verify 或 audit export'],
    ['a store and a file', ['verify', '--data', 'a', '--file', 'b'], '--data 和 --file 只能写一个'],
    ['a file that is not there', ['verify', '--file', 'none'], '读不了文件 none'],
    ['a folder without a store', ['verify', '--data', 'none'], 'there is no store in'],
    ['a date that does not exist', ['export', '--from', '2024-02-30'], '--from 2024-02-30：应为存在的日期'],
    [
      'dates the wrong way round',
      ['export', '--from', '2024-06-05', '--to', '2024-06-04'],
      '--from 不能晚于 --to',
    ],
    ['an option that it does not know', ['verify', '--all'], '参数有误'],
  ])('refuses %s with exit status 2', async (_, args, said) => {
    const { status, out, err } = await jineng(['audit', ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})
