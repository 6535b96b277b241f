import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface ServerProcess {
  readonly url: string
  /** SIGKILL: nothing that the process would still have done is done. */
  kill(): Promise<void>
  /** SIGTERM. @returns the exit status */
  stop(): Promise<number | null>
}

/** The server as `npm start` runs it, over a folder of data that is not a demonstration. */
export async function startServerProcess(bundle: string, dataFolder: string): Promise<ServerProcess> {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataFolder, LOG_LEVEL: 'error' }
  const log = openSync(join(dataFolder, 'server.log'), 'a')
  const child = spawn(process.execPath, [resolve(bundle)], { env, stdio: ['ignore', 'pipe', log] })
  const url = await urlOf(child)
  const end = async (signal: NodeJS.Signals) => {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
    return child.exitCode
  }
  return { url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let told = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0]
      if (url) found(url)
    })
    child.once('exit', code => failed(new Error(`the server ended with ${code} before it listened: ${told}`)))
  })
}
