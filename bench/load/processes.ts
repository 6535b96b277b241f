import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { bundledServer, bundledTool } from '../bundled'
import type { Job, Load } from './generator'

export interface RunningServer {
  readonly url: string
  rssBytes(): number
  /** Seconds of a processor used so far, its own and the system's for it; null where the system doesn't tell. */
  cpuSeconds(): number | null
  stop(): Promise<void>
}

/** The server, as `npm start` runs it, over a folder of data; its log goes to a file as it would go to a journal. */
export function startServer(dataFolder: string, logFile: string): Promise<RunningServer> {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataFolder, LOG_LEVEL: 'info' }
  return started([...profiling(), bundledServer()], env, logFile)
}

/** `BENCH_PROFILE=folder`: where the server's time went, for the profiler of a browser. */
function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

export function startBare(file: string, logFile: string): Promise<RunningServer> {
  return started([bundledTool('bench/load/bare.ts'), file], process.env, logFile)
}

async function started(args: string[], env: NodeJS.ProcessEnv, logFile: string): Promise<RunningServer> {
  const log = fs.openSync(logFile, 'a')
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', log] })
  fs.closeSync(log)
  return {
    url: await urlOf(child, logFile),
    rssBytes: () => rssOf(child),
    cpuSeconds: () => cpuOf(child),
    async stop() {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

function urlOf(child: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0]
      if (url) resolve(url)
    })
    child.once('exit', code => reject(new Error(`a server ended with ${code}: ${tailOf(logFile)}`)))
  })
}

function tailOf(file: string): string {
  return fs.readFileSync(file, 'utf8').slice(-2_000)
}

function rssOf({ pid }: ChildProcess): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(stdout) * 1024
}

const TICKS_A_SECOND = 100

function cpuOf({ pid }: ChildProcess): number | null {
  const file = `/proc/${pid}/stat`
  if (!fs.existsSync(file)) return null
  // After the name, which may hold blanks: state, ten numbers, then user and system ticks.
  const fields = fs.readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

/** Runs the generator in a process of its own. */
export async function generate(job: Job): Promise<Load> {
  const args = [bundledTool('bench/load/generator.ts'), JSON.stringify(job)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  const told: Buffer[] = []
  child.stdio[3]?.on('data', (chunk: Buffer) => told.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the load generator ended with ${code}`)
  // What the generator of this project wrote a moment ago.
  return JSON.parse(Buffer.concat(told).toString()) as Load
}
