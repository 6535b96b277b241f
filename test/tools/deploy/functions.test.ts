import { UploadError } from '../../../tools/deploy/uploader'
import { type Bench, KEYS, openBench } from './workbench'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const kept = (name: string) => {
  const found = bench.standIn.state.functions.get(name)
  if (!found) throw new Error(`the stand-in has no ${name}`)
  return found
}
const asked = (action: string) => bench.standIn.asked.filter(one => one === action).length

test('functions are made for Node 20 and their code is uploaded', async () => {
  expect(await bench.run(['functions'])).toBe(true)
  expect([...bench.standIn.state.functions.values()].map(({ runtime }) => runtime)).toEqual([
    'Nodejs20.19',
    'Nodejs20.19',
  ])
  expect(bench.uploaded).toEqual(['function app', 'function rounds'])
})

test('code is uploaded every time: another computer may have uploaded another since', async () => {
  await bench.run(['functions'])
  expect(await bench.run(['functions'])).toBe(true)
  expect(bench.uploaded).toEqual(['function app', 'function rounds', 'function app', 'function rounds'])
})

test('an upload that failed is made up for by the next run', async () => {
  bench.breakUpload(new UploadError('没有上传成功：连不上微信的服务器。'))
  expect(await bench.run(['functions'])).toBe(false)
  expect(bench.said.at(-1)).toContain('没有上传成功')
  expect(await bench.run(['functions'])).toBe(true)
  expect(bench.uploaded).toEqual(['function app', 'function rounds'])
})

test('a function that was deleted in the console is made and uploaded again', async () => {
  await bench.run(['functions'])
  bench.standIn.state.functions.delete('app')
  expect(await bench.run(['functions'])).toBe(true)
  expect(bench.uploaded).toEqual(['function app', 'function rounds', 'function app', 'function rounds'])
})

test.each(['Nodejs8.9', 'Nodejs18.15'])('a function of %s is named, with the remedy', async runtime => {
  await bench.run(['functions'])
  bench.standIn.state.functions.set('rounds', { ...kept('rounds'), runtime })
  expect(await bench.run(['functions'])).toBe(false)
  expect(bench.said.at(-1)).toContain(`云函数 rounds 的运行环境是 ${runtime}`)
  expect(bench.said.at(-1)).toContain('删除 rounds')
})

test('a function gets its limits, its variables and its timer', async () => {
  expect(await bench.run(['functions', 'settings'], { EZVIZ_APP_KEY: 'k', EZVIZ_APP_SECRET: 's' })).toBe(true)
  const variables = { JINENG_KEYS: KEYS, EZVIZ_APP_KEY: 'k', EZVIZ_APP_SECRET: 's' }
  expect(kept('app')).toMatchObject({ timeout: 20, memory: 256, variables, triggers: [] })
  expect(kept('rounds')).toMatchObject({ timeout: 60, memory: 256, variables })
  expect(kept('rounds').triggers).toEqual([
    { TriggerName: 'every-five-minutes', Type: 'timer', TriggerDesc: '0 */5 * * * * *', Enable: 1 },
  ])
})

test('settings that stand are not sent again', async () => {
  await bench.run(['functions', 'settings'])
  expect(asked('UpdateFunctionConfiguration')).toBe(2)
  expect(await bench.run(['settings'])).toBe(true)
  expect(asked('UpdateFunctionConfiguration')).toBe(2)
  expect(asked('CreateTrigger')).toBe(1)
})

test('a variable that somebody set in the console stays', async () => {
  await bench.run(['functions'])
  Object.assign(kept('app'), { variables: { EZVIZ_CARD: 'none', TZ: 'UTC' } })
  expect(await bench.run(['settings'])).toBe(true)
  expect(kept('app').variables).toEqual({ EZVIZ_CARD: 'none', TZ: 'UTC', JINENG_KEYS: KEYS })
})

test('templates that the functions could not use are refused before anything is set', async () => {
  await bench.run(['functions'])
  expect(await bench.run(['settings'], { WECHAT_MESSAGES: '{"decision": {}}' })).toBe(false)
  expect(bench.said.at(-1)).toContain('WECHAT_MESSAGES')
  expect(asked('UpdateFunctionConfiguration')).toBe(0)
})

test('the functions learn of WeChat’s face verification with its secret, and not before', async () => {
  await bench.run(['functions', 'settings'])
  expect(kept('app').variables).not.toHaveProperty('WECHAT_APPID')
  const WECHAT_APP_SECRET = '0123456789abcdef0123456789abcdef'
  expect(await bench.run(['settings'], { WECHAT_APP_SECRET })).toBe(true)
  expect(kept('app').variables).toMatchObject({ WECHAT_APPID: 'wx0123456789abcdef', WECHAT_APP_SECRET })
  expect(bench.said.join('\n')).not.toContain(WECHAT_APP_SECRET)
})

test.each([
  ['half a secret', { WECHAT_APP_SECRET: '0123456789abcdef' }, 'WECHAT_APP_SECRET 应为'],
  [
    'a secret without its AppID',
    { WECHAT_APPID: '', WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef' },
    '还需要设置 WECHAT_APPID',
  ],
])('%s is told before anything is set', async (_, except, words) => {
  await bench.run(['functions'])
  expect(await bench.run(['settings'], except)).toBe(false)
  expect(bench.said.at(-1)).toContain(words)
  expect(asked('UpdateFunctionConfiguration')).toBe(0)
})

test('other keys than those that the data was sealed with are refused', async () => {
  await bench.run(['functions', 'settings'])
  const other = KEYS.replace('k1=Ag', 'k1=Aw')
  expect(other).not.toBe(KEYS)
  expect(await bench.run(['settings'], { JINENG_KEYS: other })).toBe(false)
  expect(bench.said.at(-1)).toContain('再也打不开了')
  expect(kept('app').variables.JINENG_KEYS).toBe(KEYS)
})

test('a key added after those that the data was sealed with is taken', async () => {
  await bench.run(['functions', 'settings'])
  const more = `${KEYS},k2=${Buffer.alloc(32, 9).toString('base64')}`
  expect(await bench.run(['settings'], { JINENG_KEYS: more })).toBe(true)
  expect(kept('app').variables.JINENG_KEYS).toBe(more)
})

test('a timer that rings at other times, or not at all, is set right', async () => {
  await bench.run(['functions', 'settings'])
  const [timer] = kept('rounds').triggers
  Object.assign(timer ?? {}, { TriggerDesc: '0 0 * * * * *' })
  await bench.run(['settings'])
  expect(timer).toMatchObject({ TriggerDesc: '0 */5 * * * * *', Enable: 1 })
  Object.assign(timer ?? {}, { Enable: 0 })
  await bench.run(['settings'])
  expect(timer).toMatchObject({ Enable: 1 })
  expect(asked('UpdateTrigger')).toBe(2)
})

test('a second timer is named, with the remedy', async () => {
  await bench.run(['functions', 'settings'])
  kept('rounds').triggers.push({
    TriggerName: 'mine',
    Type: 'timer',
    TriggerDesc: '0 0 1 * * * *',
    Enable: 1,
  })
  expect(await bench.run(['settings'])).toBe(false)
  expect(bench.said.at(-1)).toContain('别的定时触发器：mine')
})

test('settings without a function say which step comes first', async () => {
  expect(await bench.run(['settings'])).toBe(false)
  expect(bench.said.at(-1)).toContain('请先运行 npm run deploy -- functions')
})

test('a change whose answer was lost is not taken for a failure', async () => {
  await bench.run(['functions'])
  bench.standIn.faults.plan('UpdateFunctionConfiguration', { kind: 'cut' })
  bench.standIn.faults.plan('CreateTrigger', { kind: 'cut' })
  expect(await bench.run(['settings'])).toBe(true)
  expect(kept('rounds').triggers).toHaveLength(1)
})

test('no secret is ever written to the terminal', async () => {
  await bench.run(undefined, { EZVIZ_APP_KEY: 'key-of-ezviz', EZVIZ_APP_SECRET: 'secret-of-ezviz' })
  await bench.run(undefined, {}, { dryRun: true })
  const said = bench.said.join('\n')
  for (const secret of [KEYS, 'secret-of-ezviz', 'stand-in-key']) expect(said).not.toContain(secret)
})
