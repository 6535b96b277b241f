import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { insert, put, remove } from '../../../cloudfunctions/ports/store'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { IMPORTS } from '../../../cloudfunctions/services/documents/imports'
import { LAYOUT, LAYOUTS, type Layout } from '../../../cloudfunctions/services/documents/layouts'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { everyKind } from '../../services/dataset/every-kind'
import { type LocalCloud, openLocalCloud } from '../../support/local-cloud'
import { Folder, jineng, type Run } from './run'

const TEXT = everyKind(11)
const AS_OF = ['--as-of', '2024-07-31T23:59:59+08:00']
const WHOLE = [...AS_OF, '--with-id-numbers']
const KEYS = `root=${randomBytes(32).toString('base64')},k1=${randomBytes(32).toString('base64')}`
const NEEDED = ['CLOUD_ENV', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'] as const

const folder = new Folder()
let cloud: LocalCloud
beforeEach(async () => {
  cloud = await openLocalCloud()
})
afterEach(() => cloud.close())
afterAll(() => folder.remove())

jest.setTimeout(60_000)

/** A command on the cloud, by the variables that a person would set, without some of them. */
function inCloud(
  args: readonly string[],
  { input = '', without = [] as readonly string[] } = {},
): Promise<Run> {
  const { env, serviceUrl, secretId, secretKey } = cloud.gateway.address
  const variables = {
    CLOUD_ENV: env,
    CLOUD_URL: serviceUrl,
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    JINENG_KEYS: KEYS,
    // Whoever sits at a machine of their own is in no cloud function.
    TENCENTCLOUD_RUNENV: '',
  }
  const told = Object.entries(variables).map(([name, value]) => [name, without.includes(name) ? '' : value])
  return jineng([...args, '--cloud'], { input, env: Object.fromEntries(told) })
}

const evaluated = async (input: string) => (await jineng(['evaluate', '-'], { input })).out

describe('a dataset on its way by the command line', () => {
  it('is exported and evaluated to the same bytes by both engines, whichever it came from', async () => {
    const data = ['--data', path.join(folder.path, 'first')]
    const back = ['--data', path.join(folder.path, 'second')]
    expect(await jineng(['import', '-', ...data], { input: TEXT })).toMatchObject({ status: 0 })
    const sqlite = (await jineng(['export', ...WHOLE, ...data])).out
    expect(await inCloud(['import', '-'], { input: sqlite })).toMatchObject({ status: 0 })
    const fromCloud = await inCloud(['export', ...WHOLE])
    expect(fromCloud).toMatchObject({ status: 0, out: sqlite })
    expect(await jineng(['import', '-', ...back], { input: fromCloud.out })).toMatchObject({ status: 0 })
    expect((await jineng(['export', ...WHOLE, ...back])).out).toBe(sqlite)
    const answer = await evaluated(fromCloud.out)
    expect(answer).toBe(await evaluated(TEXT))
    expect(answer).toMatch(/"confirmedHours":[1-9]/)
  })
})

describe('jineng import --cloud', () => {
  it('keeps a file once, notes who did, and leaves the judging to the functions', async () => {
    const { status, out } = await inCloud(['import', '-'], { input: TEXT })
    expect([status, out.split('\n')[0]]).toEqual([0, '已导入'])
    expect(out).toContain('云函数会在几分钟内开始评定')
    const again = await inCloud(['import', '-'], { input: TEXT })
    expect(again.out.split('\n')[0]).toBe('没有新内容：文件里的都已在数据里，没有改动')
    const store = cloud.open()
    const accesses = await readAll(store, ACCESS_DAYS, { index: 'byAccount', equal: ['operator'] })
    await store.close()
    expect(accesses.flatMap(({ events }) => events)).toMatchObject([{ type: 'act', operation: 'import' }])
  })

  it('tells every contradiction and changes nothing', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    const before = (await inCloud(['export', ...AS_OF])).out
    const input = TEXT.replace('企业P1', '另一家')
    const { status, out, err } = await inCloud(['import', '-'], { input })
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('line 1.id: 数据里已有项目“P1”，内容不同（employer）')
    expect((await inCloud(['export', ...AS_OF])).out).toBe(before)
  })
})

describe('jineng export --cloud', () => {
  it('gives nothing of a store of which an import was cut off, unless that is wanted', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    const store = cloud.open()
    await store.commit([insert(IMPORTS, { id: 'hash', file: 'city.ndjson', begunAt: 0 })])
    const refused = await inCloud(['export'])
    expect([refused.status, refused.out]).toEqual([2, ''])
    expect(refused.err).toContain('有导入还没有做完：city.ndjson（1970-01-01T08:00:00.000+08:00 开始）')
    expect(await inCloud(['export', '--incomplete'])).toMatchObject({ status: 0 })
    await store.commit([remove(IMPORTS, 'hash', 1)])
    await store.close()
    expect(await inCloud(['export'])).toMatchObject({ status: 0 })
  })

  it('opens ID numbers with the keys of JINENG_KEYS, and with no others', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    const file = path.join(folder.path, 'with-ids.ndjson')
    expect(await inCloud(['export', '--with-id-numbers', '--out', file])).toMatchObject({ status: 0 })
    expect(fs.readFileSync(file, 'utf8')).toContain('"idNumber":"')
    const { status, err } = await inCloud(['export', '--with-id-numbers'], { without: ['JINENG_KEYS'] })
    expect([status, err]).toEqual([2, '用 --cloud 之前请先设置环境变量 JINENG_KEYS\n'])
  })
})

describe('the other commands on the cloud', () => {
  it('make, list and close accounts', async () => {
    const who = ['--name', 'admin', '--role', 'administrator', '--display-name', '管理员']
    expect(await inCloud(['account', 'add', ...who])).toMatchObject({ status: 0 })
    expect((await inCloud(['account', 'list'])).out).toBe('administrator\tadmin\t管理员\n')
    expect(await inCloud(['account', 'close', '--name', 'admin'])).toMatchObject({ status: 0 })
  })

  it('judge again, compare, verify and count keys', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    expect((await inCloud(['rebuild'])).out).toBe('已重新评定 9 个班级日；迹象由服务随后重新查找\n')
    expect(await inCloud(['rebuild', '--check'])).toMatchObject({ status: 0 })
    expect((await inCloud(['audit', 'verify'])).out).toContain('校验通过')
    expect((await inCloud(['keys', 'status'])).out).toContain('k1\t使用中\t加密着 3 个身份证号')
  })

  it.each([
    ['backup', [], '云数据库没有文件可以备份'],
    ['restore', ['file.db'], '备份文件放不进云数据库'],
  ])('%s says what to use in its place', async (name, args, said) => {
    const { status, err } = await inCloud([name, ...args])
    expect([status, err]).toEqual([2, expect.stringContaining(said)])
  })

  it.each([[NEEDED], [['CLOUD_ENV']]])('name what is not set: %j', async without => {
    const { status, out, err } = await inCloud(['account', 'list'], { without })
    expect([status, out, err]).toEqual([2, '', `用 --cloud 之前请先设置环境变量 ${without.join('、')}\n`])
  })

  it('take either a folder or the cloud', async () => {
    const { status, err } = await inCloud(['account', 'list', '--data', folder.path])
    expect([status, err]).toEqual([2, '--data 和 --cloud 只能写一个\n'])
  })

  it('say what to look at when the cloud does not answer', async () => {
    const { address } = cloud.gateway
    const env = { CLOUD_ENV: 'none', CLOUD_URL: address.serviceUrl }
    const keys = { TENCENTCLOUD_SECRETID: address.secretId, TENCENTCLOUD_SECRETKEY: address.secretKey }
    const { status, err } = await jineng(['account', 'list', '--cloud'], { env: { ...env, ...keys } })
    expect(status).toBe(2)
    expect(err).toContain('云数据库没有办成：请检查网络、CLOUD_ENV 和密钥')
  })
})

describe('jineng migrate --cloud', () => {
  const layOut = async (change: Partial<Layout>) => {
    const store = cloud.open()
    const kept = await store.get(LAYOUTS, 'layout')
    await store.commit([put(LAYOUTS, { ...kept!.document, ...change })])
    await store.close()
  }

  it('is asked for by every command where the documents are of an older layout, and brings them up', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    const before = (await inCloud(['export', ...WHOLE])).out
    expect(await inCloud(['migrate'])).toMatchObject({ status: 0, out: expect.stringContaining('没有改动') })
    await layOut({ layout: LAYOUT - 1 })
    for (const args of [
      ['export', ...WHOLE],
      ['account', 'list'],
      ['import', '-'],
      ['rebuild', '--check'],
    ]) {
      expect(await inCloud(args, { input: TEXT })).toMatchObject({
        status: 2,
        err: expect.stringContaining('jineng migrate --cloud'),
      })
    }
    const { status, out, err } = await inCloud(['migrate'])
    expect([status, out]).toEqual([0, `数据已改写完，云函数可以使用了（第 ${LAYOUT} 版）\n`])
    expect(err).toContain('正在做：')
    expect((await inCloud(['export', ...WHOLE])).out).toBe(before)
  })

  it('changes nothing that a newer program has written', async () => {
    await inCloud(['import', '-'], { input: TEXT })
    await layOut({ layout: LAYOUT + 1 })
    const told = { status: 2, err: expect.stringContaining('更新的程序写的') }
    expect(await inCloud(['migrate'])).toMatchObject(told)
    expect(await inCloud(['account', 'list'])).toMatchObject(told)
  })

  it('is for the cloud alone', async () => {
    expect(await jineng(['migrate'])).toMatchObject({ status: 2, err: expect.stringContaining('--cloud') })
  })
})
