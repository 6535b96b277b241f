import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeployProblem } from '../../../tools/deploy/problem'
import { settingsIn } from '../../../tools/deploy/settings'
import { argumentsOf } from '../../../tools/deploy/wish'
import { newCollection } from '../../support/cloud-manager/state'
import { type Bench, COMPLETE, openBench } from './workbench'

let bench: Bench
let folder: string

beforeEach(async () => {
  bench = await openBench()
  folder = mkdtempSync(join(tmpdir(), 'deploy-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await bench.close()
})

test('one run takes an empty environment to one in which the check finds nothing', async () => {
  expect(await bench.run()).toBe(true)
  expect(bench.said.filter(line => line.startsWith('\n['))).toHaveLength(5)
  expect(bench.said.at(-1)).toBe('\n完成。')
  expect(await bench.run(['check'])).toBe(true)
})

test('a check changes nothing', async () => {
  expect(await bench.run(['check'])).toBe(false)
  expect(bench.standIn.asked.filter(action => !/^(Describe|List|Get)/.test(action))).toEqual([])
})

test.each<[string, (bench: Bench) => void, string]>([
  ['a collection', ({ standIn }) => standIn.state.collections.delete('seals'), '没有集合 seals'],
  [
    'an open collection',
    ({ standIn }) => standIn.state.collections.set('seals', newCollection('PRIVATE')),
    '允许小程序端直接读写',
  ],
  [
    'an index',
    ({ standIn }) => standIn.state.collections.get('seals')?.indexes.pop(),
    '集合 seals 缺索引 bySubject',
  ],
  ['a function', ({ standIn }) => standIn.state.functions.delete('app'), '没有云函数 app'],
  [
    'its keys',
    ({ standIn }) => Object.assign(standIn.state.functions.get('app') ?? {}, { variables: {} }),
    '没有环境变量 JINENG_KEYS',
  ],
  [
    'its limits',
    ({ standIn }) => Object.assign(standIn.state.functions.get('app') ?? {}, { timeout: 3 }),
    '超时、内存或环境变量',
  ],
  [
    'a timer',
    ({ standIn }) => standIn.state.functions.get('rounds')?.triggers.pop(),
    '没有按 0 */5 * * * * * 定时触发',
  ],
])('a check finds that %s is not as it should be', async (_, spoil, words) => {
  await bench.run()
  spoil(bench)
  expect(await bench.run(['check'])).toBe(false)
  expect(bench.said.at(-1)).toContain(words)
})

test('all that is missing is told at once, and nothing is asked', async () => {
  const nothing = Object.fromEntries(Object.keys(COMPLETE).map(name => [name, '']))
  expect(await bench.run(undefined, nothing)).toBe(false)
  expect(bench.said).toHaveLength(1)
  expect(bench.said[0]).toContain('还缺 6 项设置')
  for (const name of Object.keys(COMPLETE)) expect(bench.said[0]).toContain(name)
  expect(bench.standIn.asked).toEqual([])
})

test.each([
  ['older', 'jineng migrate --cloud'],
  ['newer', '先更新这台电脑上的程序'],
] as const)('the check tells of documents that are laid out for another program: %s', async (why, words) => {
  await bench.run()
  bench.layOut(why)
  expect(await bench.run(['check'])).toBe(false)
  expect(bench.said.at(-1)).toContain('有 1 处不一致')
  expect(bench.said.at(-1)).toContain(words)
})

test('a step asks only for the settings that it needs', async () => {
  expect(await bench.run(['app'], { TENCENTCLOUD_SECRETID: '', JINENG_KEYS: '' })).toBe(true)
  expect(bench.uploaded).toEqual(['app 1.2.3'])
})

test('a setting that the functions could not read is told before anything is sent', async () => {
  expect(await bench.run(undefined, { JINENG_KEYS: 'root=short' })).toBe(false)
  expect(bench.said.at(-1)).toContain('JINENG_KEYS 不能用')
  expect(await bench.run(undefined, { EZVIZ_APP_KEY: 'k' })).toBe(false)
  expect(bench.said.at(-1)).toContain('EZVIZ_APP_SECRET')
  expect(bench.standIn.asked).toEqual([])
})

test('a rehearsal sends nothing, whatever is missing', async () => {
  expect(await bench.run(undefined, { CLOUD_ENV: '' }, { dryRun: true })).toBe(true)
  expect(bench.standIn.asked).toEqual([])
  expect(bench.uploaded).toEqual([])
  const said = bench.said.join('\n')
  expect(said).toContain('唯一索引 bySequence（key.sequence）')
  expect(said).toContain('上传为开发版本 1.2.3（abc1234 Say it）')
  expect(said).toContain('还缺设置 CLOUD_ENV')
})

test('an app is uploaded every time: another computer may have uploaded another since', async () => {
  await bench.run(['app'])
  await bench.run(['app'])
  expect(bench.uploaded).toEqual(['app 1.2.3', 'app 1.2.3'])
})

test('steps are done in their order, however they are asked for', () => {
  expect(argumentsOf(['app', 'database', '--dry-run'])).toEqual({
    steps: ['database', 'app'],
    dryRun: true,
    settingsFile: null,
  })
  expect(argumentsOf([]).steps).toEqual(['database', 'functions', 'settings', 'app', 'check'])
})

test.each([[['databse']], [['--force']], [['--settings']]])('%j is refused', args => {
  expect(() => argumentsOf(args)).toThrow(DeployProblem)
})

test('a settings file says a name and a value a line', () => {
  const file = join(folder, 'deploy.env')
  writeFileSync(file, '\uFEFF# 说明\r\nCLOUD_ENV=prod-1\r\n\nJINENG_KEYS = "root=a=,k1=b="\n')
  expect(settingsIn(file)).toEqual({ CLOUD_ENV: 'prod-1', JINENG_KEYS: 'root=a=,k1=b=' })
})

test('a line that is none is told by its number, without its text', () => {
  const file = join(folder, 'deploy.env')
  writeFileSync(file, 'CLOUD_ENV=prod-1\nmy secret\n')
  expect(() => settingsIn(file)).toThrow(/第 2 行/)
  expect(() => settingsIn(file)).not.toThrow(/my secret/)
  expect(() => settingsIn(join(folder, 'nowhere.env'))).toThrow(/读不到/)
})
