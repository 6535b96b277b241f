import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Job, Load } from './generator'
import { keptAttempts } from './kept'
import { generate, type RunningServer, startBare, startServer } from './processes'
import { seedRoster } from './roster'

const CONNECTIONS = 100
/** So long that every trainee's documents have been read and the heap has been swept as large as it gets. */
const WARM_UP_SECONDS = 30
/** So many that a trainee's day holds a few attempts, as it does in life, and not hundreds. */
const TRAINEES_A_SECOND = 600
const LEAST_TRAINEES = 3_000
const TARGETS = { perSecond: 2_000, p99: 100, ratio: 0.4, growth: 1.15 }

/**
 * How many whole check-ins a second the server takes: signed in, validated, audited, durable before the answer. In
 * the same run, before and after, what a bare handler takes that does one durable insert a request.
 */
export async function benchLoad(seconds: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jineng-load-'))
  const running: RunningServer[] = []
  try {
    await measure(folder, seconds, running)
  } finally {
    for (const server of running) await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string, seconds: number, running: RunningServer[]): Promise<void> {
  const at = (name: string) => path.join(folder, name)
  const trainees = Math.max(LEAST_TRAINEES, TRAINEES_A_SECOND * (seconds + WARM_UP_SECONDS))
  const tokens = await seedRoster(at('data'), trainees)
  fs.writeFileSync(at('tokens'), tokens.join('\n'))
  fs.writeFileSync(at('acknowledged'), '')
  console.log(`已生成 ${tokens.length / 30} 个班、${tokens.length} 名已登录的学员`)

  const bare = await startBare(at('bare.db'), at('bare.log'))
  running.push(bare)
  const server = await startServer(at('data'), at('server.log'))
  running.push(server)
  const job = { connections: CONNECTIONS, tokensFile: at('tokens'), acknowledgedFile: at('acknowledged') }
  const bareJob = { ...job, url: bare.url, acknowledgedFile: null, seconds: Math.max(5, seconds / 4) }

  await generate({ ...bareJob, name: 'warm', seconds: 2 })
  await generate({ ...job, url: server.url, name: 'warm', seconds: WARM_UP_SECONDS })
  const before = await measured(bare, { ...bareJob, name: 'before' })
  const memory = new Memory(server)
  const ours = await measured(server, { ...job, url: server.url, name: 'ours', seconds })
  memory.end()
  const after = await measured(bare, { ...bareJob, name: 'after' })
  await server.stop()

  report(ours, [before, after], memory)
  verify(await keptAttempts(at('data')), fs.readFileSync(at('acknowledged'), 'utf8').trim().split('\n'))
}

interface Measured extends Load {
  /** Of a processor, a request; null where the system doesn't tell. */
  readonly cpuMs: number | null
}

async function measured(server: RunningServer, job: Job): Promise<Measured> {
  const from = server.cpuSeconds()
  const load = await generate(job)
  const to = server.cpuSeconds()
  return { ...load, cpuMs: from === null || to === null ? null : ((to - from) * 1_000) / load.answered }
}

function report(ours: Measured, bare: readonly Measured[], memory: Memory): void {
  const bareRate = bare.reduce((sum, { perSecond }) => sum + perSecond, 0) / bare.length
  const ratio = ours.perSecond / bareRate
  console.log(`${os.cpus().length} 核，Node ${process.version}，${CONNECTIONS} 个连接，发生器在同一台机器上`)
  for (const load of bare) console.log(`  基准（每个请求一次落盘插入）：${sentenceOf(load)}`)
  console.log(`  签到：${sentenceOf(ours)}；其中重发 ${ours.repeats} 次；最慢 ${ours.slowest} ms`)
  console.log(`  签到是基准的 ${ratio.toFixed(2)} 倍；内存 ${memory.sentence()}`)
  tell('签到每秒', ours.perSecond >= TARGETS.perSecond, `≥ ${TARGETS.perSecond}`)
  tell('p99', ours.p99 <= TARGETS.p99, `≤ ${TARGETS.p99} ms`)
  tell('与基准之比', ratio >= TARGETS.ratio, `≥ ${TARGETS.ratio}`)
  tell('内存平稳', memory.growth() <= TARGETS.growth, `后半程中位数不超过前半程的 ${TARGETS.growth} 倍`)
  tell('没有失败的请求', ours.wrong === 0, `失败 ${ours.wrong}`)
}

function sentenceOf({ perSecond, p50, p99, answered, cpuMs }: Measured): string {
  const cpu = cpuMs === null ? '' : `，每次用处理器 ${cpuMs.toFixed(2)} ms`
  return `每秒 ${perSecond.toFixed(0)}，p50 ${p50} ms，p99 ${p99} ms，共 ${answered} 次${cpu}`
}

/** Everything that was acknowledged is there, once, and nothing else is. */
function verify(kept: ReadonlyMap<string, number>, told: readonly string[]): void {
  const acknowledged = new Set(told)
  const lost = [...acknowledged].filter(id => !kept.has(id)).length
  const twice = [...kept.values()].filter(times => times !== 1).length
  const unknown = [...kept.keys()].filter(id => !acknowledged.has(id)).length
  console.log(`  答复过的签到 ${acknowledged.size} 个，存下的 ${kept.size} 个`)
  tell('答复过的都在，各一次', lost + twice + unknown === 0, `缺 ${lost}，重复 ${twice}，未答复 ${unknown}`)
}

function tell(what: string, holds: boolean, target: string): void {
  console.log(`  ${holds ? '达到' : '未达到'}：${what}（${target}）`)
  if (!holds) process.exitCode = 1
}

const SAMPLE_MS = 1_000

/** The resident memory of a process, from now until the end. */
class Memory {
  readonly #samples: number[] = []
  readonly #timer: NodeJS.Timeout

  constructor(server: RunningServer) {
    const sample = () => this.#samples.push(server.rssBytes())
    sample()
    this.#timer = setInterval(sample, SAMPLE_MS)
  }

  end(): void {
    clearInterval(this.#timer)
  }

  /** The second half's median by the first half's. */
  growth(): number {
    const half = Math.floor(this.#samples.length / 2)
    return medianOf(this.#samples.slice(half)) / medianOf(this.#samples.slice(0, half))
  }

  sentence(): string {
    const at = (part: number) => this.#samples[Math.floor(part * (this.#samples.length - 1))] ?? 0
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
    return `开始 ${megabytes(at(0))}，中间 ${megabytes(at(0.5))}，结束 ${megabytes(at(1))}`
  }
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
