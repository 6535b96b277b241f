import fs from 'node:fs'
import path from 'node:path'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { DIRTY_DAYS, JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { asJson, asLines, clip, sample } from '../../services/dataset/sample'
import { Folder, jineng, type Run } from './run'

const folder = new Folder()
afterAll(() => folder.remove())

let count = 0
let data: string
beforeEach(() => {
  count += 1
  data = path.join(folder.path, `data-${count}`)
})

const imported = (file: string, input?: string | number): Promise<Run> =>
  jineng(['import', file, '--data', data], input === undefined ? {} : { input })
const exported = async (...args: string[]) =>
  (await jineng(['export', '--data', data, '--as-of', '2024-07-31T23:59:59+08:00', ...args])).out

async function kept() {
  const store = openSqliteReader(data, MIGRATIONS)
  const judged = await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] })
  const dirty = await readAll(store, DIRTY_DAYS, { index: 'byId', equal: [] })
  const accesses = await readAll(store, ACCESS_DAYS, { index: 'byDate', equal: [] })
  await store.close()
  return { judged, dirty, acts: accesses.flatMap(({ events }) => events) }
}

const evaluated = async (text: string) => (await jineng(['evaluate', '-'], { input: text })).out

describe('jineng import', () => {
  it('keeps a file, judges it, notes who did, and its export evaluates to the same bytes', async () => {
    const dataset = sample()
    dataset.recordings.push(clip('08:00:00', '09:00:00', { deviceSerial: 'X1' }))
    const text = asJson(dataset)
    const { status, out, err } = await imported(folder.file('sample.json', text))
    expect(status).toBe(0)
    expect(out).toContain('已导入')
    expect(out).toContain('签到\t新增 3\t已有 0')
    expect(err).toContain('1 条录像没有导入，因为没有班级使用这些摄像头：X1 1（1 条）')
    expect(await evaluated(await exported())).toBe(await evaluated(text))
    const { judged, dirty, acts } = await kept()
    expect([judged.length, dirty]).toEqual([2, []])
    expect(acts).toMatchObject([{ type: 'act', operation: 'import', objects: { file: 'sample.json' } }])
  })

  it('takes the same from standard input, and the second time changes nothing', async () => {
    const text = asLines(sample())
    expect(await imported('-', text)).toMatchObject({ status: 0 })
    const once = await exported()
    const { status, out } = await imported('-', text)
    expect([status, out.split('\n')[0]]).toEqual([0, '没有新内容：文件里的都已在数据里，没有改动'])
    expect(await exported()).toBe(once)
    expect((await kept()).acts).toHaveLength(1)
  })

  it('takes an open file for standard input, read from where it lies', async () => {
    const file = fs.openSync(folder.file('open.ndjson', asLines(sample())), 'r')
    expect(await imported('-', file)).toMatchObject({ status: 0 })
    fs.closeSync(file)
    expect(await exported()).toContain('"K3"')
  })

  it('tells all mistakes of a bad file as evaluate does, and makes nothing', async () => {
    const dataset = sample()
    dataset.trainees[0]!.population = 'nobody'
    dataset.checkIns[0]!.traineeId = 'T9'
    const file = folder.file('bad.json', asJson(dataset))
    const bad = await imported(file)
    expect(bad).toEqual(await jineng(['evaluate', file]))
    expect(bad.status).toBe(2)
    expect(fs.existsSync(data)).toBe(false)
  })

  it('changes nothing when the file contradicts the store, and tells each place', async () => {
    await imported('-', asLines(sample()))
    const before = await exported()
    const dataset = sample()
    dataset.projects.push({ ...dataset.projects[0], id: 'P2' })
    dataset.projects[0]!.employer = '另一家'
    dataset.checkIns[2]!.kind = 'end'
    const { status, out, err } = await imported('-', asLines(dataset))
    expect([status, out]).toEqual([2, ''])
    expect(err.trim().split('\n').slice(1)).toEqual([
      'line 2.id: 数据里已有项目“P1”，内容不同（employer）；导入不会覆盖已有内容，请核对',
      'line 9.id: 数据里已有编号为“K3”的签到，内容不同；导入不会覆盖已有内容，请核对',
    ])
    expect(await exported()).toBe(before)
  })

  it('says what to do while a server has the store', async () => {
    const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
    const { status, err } = await imported('-', asLines({ ...sample(), asOf: '2024-08-01T00:00:00Z' }))
    await store.close()
    expect(status).toBe(2)
    expect(err).toContain('正在使用：请先停止服务')
  })

  it.each([
    ['no file', [], '请给出一个数据文件'],
    ['two files', ['a', 'b'], '请给出一个数据文件'],
    ['a file that is not there', ['none.json'], '找不到文件 none.json'],
    ['an option that it does not know', ['a', '--all'], '参数有误'],
  ])('refuses %s with exit status 2', async (_, args, said) => {
    const { status, out, err } = await jineng(['import', ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})
