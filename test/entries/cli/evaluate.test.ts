import fs from 'node:fs'
import path from 'node:path'
import { asJson, asLines, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const folder = new Folder()
afterAll(() => folder.remove())

describe('jineng evaluate', () => {
  it('prints the same bytes at each run, of either form, from a file or from standard input', async () => {
    const json = folder.file('good.json', JSON.stringify(sample(), null, 2))
    const first = await jineng(['evaluate', json])
    expect([first.status, first.err]).toEqual([0, ''])
    expect(Object.keys(JSON.parse(first.out) as object)).toHaveLength(6)
    const others = await Promise.all([
      jineng(['evaluate', json]),
      jineng(['evaluate', folder.file('good.ndjson', asLines(sample()))]),
      jineng(['evaluate', folder.file('good.jsonl', asLines(sample()))]),
      jineng(['evaluate', folder.file('good.txt', asLines(sample()))]),
      jineng(['evaluate', '-'], { input: asJson(sample()) }),
      jineng(['evaluate', '-'], { input: asLines(sample()) }),
      jineng(['evaluate', '-'], { input: fs.openSync(json, 'r') }),
    ])
    for (const run of others) expect(run).toEqual(first)
  })

  it('says which year’s holidays it lacks (R14), and takes them from a table', async () => {
    const data = sample()
    data.projects[0]!.contractsSignedOn = '2031-06-02'
    const file = folder.file('2031.json', asJson(data))
    const without = await jineng(['evaluate', file])
    expect(without.status).toBe(0)
    expect(without.err).toBe(
      '注意：项目“P1”的申请期限算不出来，还没有 2031 年的放假安排；请用 --working-days 补充\n',
    )
    expect(without.out).toContain('"fundsDueOn":null')
    const table = folder.file('days.json', '{"years":[2031],"days":{"2031-06-03":false,"2031-06-07":true}}')
    const withTable = await jineng(['evaluate', file, '--working-days', table])
    expect([withTable.status, withTable.err]).toEqual([0, ''])
    expect(withTable.out).toContain('"fundsDueOn":"2031-06-09"')
  })

  it('ends quietly when its reader has seen enough', async () => {
    const data = sample()
    const trainees = Array.from({ length: 20_000 }, (_, i) => ({ ...data.trainees[0]!, id: `T${i + 3}` }))
    const file = folder.file('large.json', asJson({ ...data, trainees: [...data.trainees, ...trainees] }))
    const { status, err, out } = await jineng(['evaluate', file], { readAtMost: 1000 })
    expect([status, err]).toEqual([0, ''])
    expect(out.length).toBeGreaterThanOrEqual(1000)
  })
})

describe('jineng refuses, with exit status 2 and nothing on standard output', () => {
  const missing = path.join(folder.path, 'missing.json')
  const good = folder.file('good.json', asJson(sample()))
  const badTable = folder.file('bad-days.json', '{"years":["2031"],"days":{"2031-02-30":true},"more":1}')
  const noTable = folder.file('no-days.json', '{')

  it.each([
    ['no command', [], /^用法/],
    ['an unknown command', ['judge'], /^没有命令“judge”/],
    ['a command that every object has', ['constructor'], /^没有命令“constructor”/],
    ['no file', ['evaluate'], /^请给出一个数据文件，或用 - 表示标准输入$/],
    ['two files', ['evaluate', good, good], /^请给出一个数据文件/],
    ['an unknown option', ['evaluate', good, '--fast'], /^参数有误：.*--fast/],
    ['an option of another command', ['evaluate', good, '--trainee', 'T1'], /^参数有误：.*--trainee/],
    ['an option without its value', ['evaluate', good, '--working-days'], /^参数有误：.*--working-days/],
    ['a missing file', ['evaluate', missing], /^找不到文件 .*missing\.json，请检查路径$/],
    ['a path through a file', ['evaluate', `${good}/x`], /^打不开文件 .*ENOTDIR/],
    ['a folder', ['evaluate', folder.path], /是文件夹，请给出数据文件$/],
    ['a missing table', ['evaluate', good, '--working-days', missing], /^读不了节假日补充表 .*missing\.json/],
    ['a table that is no JSON', ['evaluate', good, '--working-days', noTable], /^读不了节假日补充表/],
    [
      'a table with mistakes',
      ['evaluate', good, '--working-days', badTable],
      /years\[0\]: .*\ndays.*2031-02-30.*\nmore: /,
    ],
    ['arguments of schema', ['schema', 'x'], /^schema 不需要参数$/],
    ['a date that does not exist', ['policy', '--on', '2024-02-30'], /^--on 2024-02-30：应为存在的日期/],
    ['no date', ['policy', '--on'], /^参数有误：.*--on/],
    ['a file for policy', ['policy', good], /^参数有误/],
  ] as const)('%s', async (_, args, message) => {
    const { status, out, err } = await jineng(args)
    expect([status, out]).toEqual([2, ''])
    expect(err.trimEnd()).toMatch(message)
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('a folder on standard input', async () => {
    const handle = fs.openSync(folder.path, 'r')
    const { status, out, err } = await jineng(['evaluate', '-'], { input: handle })
    fs.closeSync(handle)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^(读不了标准输入：|文件: 文件是空的)/)
  })

  it('a file that breaks off with an error of the machine', async () => {
    if (process.platform !== 'linux') return
    const { status, out, err } = await jineng(['evaluate', '/proc/self/mem'])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^读不了文件 \/proc\/self\/mem：.*EIO.*\n$/)
  })

  it('a file that it may not read', async () => {
    const file = folder.file('secret.json', '{}')
    fs.chmodSync(file, 0)
    // The superuser may read every file.
    if (process.getuid?.() === 0) return expect((await jineng(['evaluate', file])).status).toBe(0)
    const { status, out, err } = await jineng(['evaluate', file])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^打不开文件 .*EACCES/)
  })

  it('and says how it is used when asked, which is no failure', async () => {
    for (const word of ['help', '--help']) {
      const { status, out, err } = await jineng([word])
      expect(status).toBe(0)
      expect(out + err).toMatch(/^用法/)
    }
  })
})
