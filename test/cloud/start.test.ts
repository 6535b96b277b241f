import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { Folder } from '../entries/local/demonstration'
import { builtFunctions } from '../support/build-functions'

// It bundles, makes 36 accounts at their real cost, and may share the machine with other tests.
jest.setTimeout(120_000)

it.each([['--engine', 'mysql'], ['--engine'], ['--engine=sqlite', 'more']])(
  'refuses arguments that name no engine, in one sentence: %p',
  (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('tools/start.cjs'), ...args])
    expect(status).toBe(2)
    expect(String(stdout)).toBe('')
    expect(String(stderr)).toBe(
      '只认识 --engine sqlite（默认，内嵌服务）和 --engine cloudbase（本机的开发云）。\n',
    )
  },
)

describe('the development cloud, as a process', () => {
  let folder: Folder
  let child: ChildProcess | null = null
  beforeEach(() => {
    folder = new Folder()
  })
  afterEach(async () => {
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    }
    folder.remove()
  })

  it('says what it is and where, and writes its data down at a signal', async () => {
    const running = run(folder.data)
    child = running.process
    const url = await running.url
    expect(await (await fetch(`${url}/api/who-am-i`, asking())).json()).toBeNull()
    expect(running.told()).toContain('演示账号')
    expect(running.told()).toContain('本机的开发云')
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    expect(await closed).toEqual([0, null])
    expect(running.told()).toContain('已停止，数据已保存。')
    expect(existsSync(join(folder.data, 'cloudbase', 'database.json'))).toBe(true)
  })

  it('ends with one sentence where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const running = run(folder.data, { PORT: String(port) })
    child = running.process
    const said = running.url.catch(String)
    const ended = await once(child, 'close')
    other.close()
    expect(ended).toEqual([1, null])
    expect(await said).toContain('端口已被占用')
  })
})

function asking(): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
}

function run(dataFolder: string, settings: Record<string, string> = {}) {
  const { bundle } = require(resolve('tools/bundle.cjs')) as {
    bundle: (entry: string, name: string, options: object) => string
  }
  builtFunctions()
  const main = bundle('test/support/development-cloud/main.ts', 'development-cloud.cjs', {
    packages: 'external',
    sources: ['cloudfunctions', 'test/support'],
  })
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'silent',
    ...settings,
  }
  const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  const url = new Promise<string>((found, failed) => {
    started.stdout.on('data', chunk => {
      told += chunk
      const said = /已启动：(http:\S+)/.exec(told)?.[1]
      if (said !== undefined && told.includes('本机的开发云')) found(said)
    })
    started.stderr.on('data', chunk => {
      told += chunk
    })
    started.once('close', code => failed(new Error(`ended with ${code}: ${told}`)))
  })
  return { process: started, url, told: () => told }
}
