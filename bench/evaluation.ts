import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundledTool } from './bundled'
import { cityLines } from './city'

const CHECK_INS = 180_000
/** As `npm run jineng` sets it: a young heap of one size, so that ten times the data doesn't make it grow. */
const HEAP = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16']

interface Figures {
  readonly seconds: number
  readonly peakBytes: number
}

/**
 * What an evaluation of city-years costs, each figure as a ratio to what Node needs only to read the same file and
 * JSON.parse its lines, in turn with it in the same run.
 */
export function benchEvaluation(rounds: number): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jineng-bench-'))
  try {
    report(rounds, generate(folder, 1), generate(folder, 10))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function report(rounds: number, one: string, ten: string): void {
  const command = bundledTool('cloudfunctions/entries/cli/main.ts')
  const single = compare(rounds, one, 'bench/bare.cjs', command)
  const tenfold = compare(rounds, ten, 'bench/bare-stream.cjs', command)
  const inProcess = measureInProcess(one)
  console.log(
    `\n${os.cpus().length} 核，Node ${process.version}，每项 ${rounds} 轮取中位数；基准为只读文件并逐行 JSON.parse`,
  )
  reportPair('一个城市年，整个进程', single)
  reportPair('十个城市年，整个进程', tenfold)
  const growth = (tenfold.ours.peakBytes - single.ours.peakBytes) / (9 * CHECK_INS)
  console.log(
    `十倍对一倍：时间 ${ratio(tenfold.ours.seconds, single.ours.seconds)}，内存每次打卡增加 ${growth.toFixed(1)} 字节`,
  )
  console.log(
    `进程内评定一个城市年：${inProcess.evaluate.toFixed(0)} ms，为逐行解析 ${inProcess.bare.toFixed(0)} ms 的 ` +
      `${((inProcess.evaluate / inProcess.bare) * 100).toFixed(1)}%（进程里第一次 ${inProcess.first.toFixed(0)} ms）`,
  )
}

function reportPair(name: string, { bare, ours }: ReturnType<typeof compare>): void {
  console.log(
    `${name}：${ours.seconds.toFixed(2)} s，为基准 ${bare.seconds.toFixed(2)} s 的 ${ratio(ours.seconds, bare.seconds)}；` +
      `内存峰值 ${(ours.peakBytes / 1e6).toFixed(0)} MB（基准 ${(bare.peakBytes / 1e6).toFixed(0)} MB）`,
  )
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(2)} 倍`
}

function generate(folder: string, times: number): string {
  const file = path.join(folder, `city-${times}.ndjson`)
  const out = fs.openSync(file, 'w')
  let chunk = ''
  for (const line of cityLines({ times, seed: 1 })) {
    chunk += line
    if (chunk.length < 1 << 20) continue
    fs.writeSync(out, chunk)
    chunk = ''
  }
  fs.writeSync(out, chunk)
  fs.closeSync(out)
  console.log(`已生成 ${times} 个城市年：${(fs.statSync(file).size / 1e6).toFixed(0)} MB`)
  return file
}

/** The two in turn, so that a machine whose speed drifts drifts for both. */
function compare(
  rounds: number,
  file: string,
  bare: string,
  command: string,
): { bare: Figures; ours: Figures } {
  const figures = { bare: [] as Figures[], ours: [] as Figures[] }
  for (let round = 0; round <= rounds; round++) {
    const pair = {
      bare: measure([bare, file]),
      ours: measure([...HEAP, command, 'evaluate', file]),
    }
    if (round === 0) continue
    figures.bare.push(pair.bare)
    figures.ours.push(pair.ours)
    console.log(`  ${ratio(pair.ours.seconds, pair.bare.seconds)}`)
  }
  return { bare: medianOf(figures.bare), ours: medianOf(figures.ours) }
}

function measure(args: readonly string[]): Figures {
  const out = fs.openSync(os.devNull, 'w')
  const from = performance.now()
  const { status, output } = spawnSync(
    process.execPath,
    ['-r', path.resolve('bench/report-memory.cjs'), ...args],
    {
      stdio: ['ignore', out, 'inherit', 'pipe'],
      encoding: 'utf8',
    },
  )
  fs.closeSync(out)
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
  return { seconds: (performance.now() - from) / 1000, peakBytes: Number(output[3]) }
}

function measureInProcess(file: string): { first: number; evaluate: number; bare: number } {
  const { status, output } = spawnSync(
    process.execPath,
    [...HEAP, bundledTool('bench/in-process.ts'), file],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`the in-process measurement ended with ${status}`)
  return JSON.parse(output[3]!) as { first: number; evaluate: number; bare: number }
}

function medianOf(found: readonly Figures[]): Figures {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  return {
    seconds: middle(found.map(figure => figure.seconds)),
    peakBytes: middle(found.map(figure => figure.peakBytes)),
  }
}
