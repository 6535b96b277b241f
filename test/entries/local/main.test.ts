import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { Folder } from './demonstration'

// It bundles, makes 32 accounts at their real cost, and may share the machine with other tests.
jest.setTimeout(60_000)

let folder: Folder
let started: ChildProcess | null = null
beforeEach(() => {
  folder = new Folder()
})
afterEach(async () => {
  if (started !== null && started.exitCode === null && started.signalCode === null) {
    const exit = once(started, 'exit')
    started.kill('SIGKILL')
    await exit
  }
  folder.remove()
})

interface Running {
  readonly process: ChildProcess
  readonly url: string
  told(): string
  logged(): string
}

async function run(): Promise<Running> {
  const { bundle } = require(resolve('tools/bundle.cjs')) as {
    bundle: (entry: string, name: string, options: object) => string
  }
  const server = bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', { packages: 'external' })
  const env = { ...process.env, PORT: '0', DATA_DIR: folder.data, LOG_LEVEL: 'info' }
  const child = spawn(process.execPath, [server], { env })
  started = child
  let told = ''
  let logged = ''
  child.stderr.on('data', chunk => {
    logged += chunk
  })
  const url = await new Promise<string>((found, reject) => {
    child.stdout.on('data', chunk => {
      told += chunk
      const url = /已启动：(http:\S+)/.exec(told)?.[1]
      if (url) found(url)
    })
    child.once('exit', code => reject(new Error(`ended with ${code}: ${logged}`)))
  })
  return { process: child, url, told: () => told, logged: () => logged }
}

it('stops at a signal when all is finished, with every line of the log written', async () => {
  const running = await run()
  await fetch(`${running.url}/healthz`)
  const exit = once(running.process, 'close')
  running.process.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect(running.told()).toContain('已停止，数据已保存。')
  const lines = running.logged().trim().split('\n')
  expect(lines.map(line => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ operation: 'healthz', status: 200 }),
  )
})

it('ends at once at a second signal, while a request is still being sent', async () => {
  const running = await run()
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
  socket.on('error', () => socket.destroy())
  const head = [
    'POST /api/who-am-i HTTP/1.1',
    'Host: a',
    'Content-Type: application/json',
    'Content-Length: 9',
  ]
  socket.write([...head, '', '{'].join('\r\n'))
  // Answered behind it on another connection, so it has arrived.
  await fetch(`${running.url}/healthz`)
  const exit = once(running.process, 'exit')
  running.process.kill('SIGTERM')
  while (!running.told().includes('正在停止')) await once(running.process.stdout ?? socket, 'data')
  running.process.kill('SIGINT')
  expect(await exit).toEqual([null, 'SIGINT'])
  socket.destroy()
})
