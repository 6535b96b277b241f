import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FunctionHost, type FunctionHostOptions, startFunctionHost } from '../support/function-host'

/** A function small enough to see through: it does what its event says. */
const CODE = `
let answered = 0
exports.main = async (event, context) => {
  if (event.does === 'throw') throw new Error('no lesson today')
  if (event.does === 'reject unseen') Promise.reject(new Error('nobody awaits this'))
  if (event.does === 'spin') for (;;);
  if (event.does === 'fill') for (const all = []; ; ) all.push(new Array(1e5).fill(all.length))
  if (event.does === 'wait') await new Promise(resolve => setTimeout(resolve, event.ms))
  if (event.does === 'say') return 'x'.repeat(event.length)
  if (event.does === 'nothing') return undefined
  answered += 1
  return { answered, event, context, env: { ...process.env } }
}
`
const GATEWAY = {
  env: 'env-1',
  serviceUrl: 'http://127.0.0.1:9/admin',
  secretId: 'local-id',
  secretKey: 'local-key',
}

interface Told {
  readonly answered: number
  readonly event: Record<string, unknown>
  readonly context: Record<string, unknown>
  readonly env: Record<string, string>
}

let folder: string
let hosts: FunctionHost[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jineng-functions-'))
  for (const [fn, code] of [
    ['small', CODE] as const,
    ['broken', 'throw new Error("cannot load")'] as const,
  ]) {
    mkdirSync(join(folder, fn))
    writeFileSync(join(folder, fn, 'index.js'), code)
  }
  hosts = []
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(options: Partial<FunctionHostOptions> = {}): FunctionHost {
  const given = { folder, fn: 'small', workers: 1, gateway: GATEWAY, timeoutMs: 5_000, onLine: () => {} }
  const host = startFunctionHost({ ...given, ...options })
  hosts.push(host)
  return host
}

async function told(host: FunctionHost, event: object, asked = {}): Promise<Told> {
  return (await host.invoke(event, asked)) as Told
}

function failure(code: string) {
  return expect.objectContaining({ name: 'FunctionFailure', code })
}

it('gives a function the environment of the cloud, and nothing of the process around it', async () => {
  const host = start({ environment: { JINENG_SETTING: 'on' } })
  const { env } = await told(host, {}, { openId: 'o-lin', clientIp: '10.0.0.9' })
  expect(env).toEqual({
    TZ: 'UTC',
    JINENG_SETTING: 'on',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local-id',
    TENCENTCLOUD_SECRETKEY: 'local-key',
    TENCENTCLOUD_SESSIONTOKEN: 'local-session-token',
    SCF_NAMESPACE: 'env-1',
    TCB_CONTEXT_CNFG: '{"URL":"http://127.0.0.1:9/admin"}',
    TCB_ENV: 'env-1',
    TCB_SOURCE: 'wx_client',
    TRIGGER_SRC: 'wx_client',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE,TRIGGER_SRC',
    WX_CONTEXT_KEYS: 'WX_APPID,WX_OPENID,WX_CLIENTIP',
    WX_APPID: 'wx0123456789abcdef',
    WX_OPENID: 'o-lin',
    WX_CLIENTIP: '10.0.0.9',
  })
})

it('leaves nobody of an earlier event in the environment of a timer that comes after', async () => {
  const host = start()
  expect((await told(host, {}, { openId: 'o-lin' })).env.WX_OPENID).toBe('o-lin')
  const after = await told(host, {}, { source: 'timer' })
  expect(after.answered).toBe(2)
  expect(Object.keys(after.env).filter(name => name.startsWith('WX_'))).toEqual([])
  expect(after.env.TCB_SOURCE).toBe('timer')
})

it('tells who asks as a text, also when it is all digits', async () => {
  expect((await told(start(), {}, { openId: '00012345678901234567890' })).env.WX_OPENID).toBe(
    '00012345678901234567890',
  )
})

it('adds who asks to the event, over whatever the caller claimed there', async () => {
  const claimed = { operation: 'x', userInfo: { openId: 'o-chief' } }
  const { event } = await told(start(), claimed, { openId: 'o-lin' })
  expect(event).toEqual({ operation: 'x', userInfo: { appId: 'wx0123456789abcdef', openId: 'o-lin' } })
})

it('names the request and its limits in the context', async () => {
  const { context } = await told(start({ memoryMb: 128 }), {})
  expect(context).toEqual(
    expect.objectContaining({
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      function_name: 'small',
      namespace: 'env-1',
      memory_limit_in_mb: 128,
      time_limit_in_ms: 5_000,
    }),
  )
})

it('is cold once, then warm: an instance goes on with what it has in memory', async () => {
  const host = start()
  for (const count of [1, 2, 3]) expect((await told(host, {})).answered).toBe(count)
  expect(host.invocations.map(({ cold, failure }) => [cold, failure])).toEqual([
    [true, null],
    [false, null],
    [false, null],
  ])
  expect(host.invocations.every(({ ms }) => ms > 0)).toBe(true)
})

it('lets an instance answer one event at a time, and starts no more of them than it may', async () => {
  const host = start({ workers: 2 })
  const people = ['a', 'b', 'c', 'd', 'e', 'f']
  const all = await Promise.all(people.map(openId => told(host, { does: 'wait', ms: 20 }, { openId })))
  expect(all.map(({ env }) => env.WX_OPENID)).toEqual(people)
  expect(host.invocations.filter(({ cold }) => cold)).toHaveLength(2)
})

it('answers null where a function returns nothing', async () => {
  expect(await start().invoke({ does: 'nothing' })).toBeNull()
})

it('takes an event of 100 KB, and refuses a greater one before it reaches the function', async () => {
  const host = start()
  const frame = JSON.stringify({ text: '' }).length
  const event = (bytes: number) => ({ text: 'x'.repeat(bytes - frame) })
  expect((await told(host, event(100 << 10))).answered).toBe(1)
  await expect(host.invoke(event((100 << 10) + 1))).rejects.toEqual(failure('EXCEED_MAX_PAYLOAD_SIZE'))
  expect(host.invocations).toHaveLength(1)
})

it('hands on a result of 1 MB, and refuses a greater one', async () => {
  const host = start()
  const most = (1 << 20) - '""'.length
  expect(await host.invoke({ does: 'say', length: most })).toHaveLength(most)
  await expect(host.invoke({ does: 'say', length: most + 1 })).rejects.toEqual(
    failure('EXCEED_MAX_RESPONSE_SIZE'),
  )
})

it('tells what a function threw, and asks the same instance again', async () => {
  const host = start()
  const thrown = host.invoke({ does: 'throw' })
  await expect(thrown).rejects.toEqual(failure('FUNCTIONS_EXECUTE_FAIL'))
  await expect(thrown).rejects.toThrow('no lesson today')
  await host.invoke({})
  expect(host.invocations.map(({ cold }) => cold)).toEqual([true, false])
})

it('tells of code that can not be loaded, each time it is asked', async () => {
  const host = start({ fn: 'broken' })
  for (const _ of [1, 2]) await expect(host.invoke({})).rejects.toThrow('cannot load')
})

it('ends a function that takes too long, and starts another for what comes next', async () => {
  const host = start({ timeoutMs: 700 })
  await host.invoke({})
  await expect(host.invoke({ does: 'spin' })).rejects.toEqual(failure('FUNCTIONS_TIME_LIMIT_EXCEEDED'))
  expect((await told(host, {})).answered).toBe(1)
})

it('ends a function that fills its memory', async () => {
  const host = start({ memoryMb: 32, timeoutMs: 30_000 })
  await expect(host.invoke({ does: 'fill' })).rejects.toEqual(failure('FUNCTIONS_MEMORY_LIMIT_EXCEEDED'))
  expect((await told(host, {})).answered).toBe(1)
})

it('loses the instance of a function that leaves a rejection unseen', async () => {
  const host = start()
  await Promise.allSettled([host.invoke({ does: 'reject unseen' }), host.invoke({})])
  expect((await told(host, {})).answered).toBeLessThanOrEqual(2)
  expect(host.invocations.filter(({ cold }) => cold)).toHaveLength(2)
})

it('kills a busy instance at once: its caller is told, those who wait are served by another', async () => {
  const host = start()
  await host.invoke({})
  const lost = host.invoke({ does: 'wait', ms: 60_000 })
  const next = told(host, {})
  expect(await host.kill()).toBe(true)
  await expect(lost).rejects.toEqual(failure('FUNCTIONS_EXECUTE_FAIL'))
  expect((await next).answered).toBe(1)
})

it('kills an idle instance where none is busy, and says when there is none', async () => {
  const host = start()
  expect(await host.kill()).toBe(false)
  await host.invoke({})
  expect(await host.kill()).toBe(true)
  expect((await told(host, {})).answered).toBe(1)
})

it('leaves nobody waiting when it is closed', async () => {
  const host = start()
  const waiting = [host.invoke({ does: 'wait', ms: 60_000 }), host.invoke({})]
  const ended = Promise.all(
    waiting.map(one => expect(one).rejects.toEqual(failure('FUNCTIONS_EXECUTE_FAIL'))),
  )
  await host.close()
  await ended
  await expect(host.invoke({})).rejects.toEqual(failure('FUNCTIONS_EXECUTE_FAIL'))
})
