import { createHmac } from 'node:crypto'
import { resolve } from 'node:path'
import { actAsFunction } from '../../test/support/act-as-function'
import { startGateway } from '../../test/support/cloudbase-gateway'
import { DECLARED } from '../../test/support/cloudbase-gateway/declared'
import { keysTextOf } from '../../test/support/development-cloud/keys'
import { type Asked, environmentOf } from '../../test/support/function-host/environment'
import { fillSchool } from '../budget/school'
import { bundleBytes, bundleParts, functionNames, functionTools, MOST_BUNDLE_BYTES } from './bundles'
import { BARE, bundledBare, type Candidate, type ColdStart, coldStarts } from './cold-starts'

const MOST_MS = 1_200
/** Of a bare function; what that is can be read in two ways, and both are judged. */
const MOST_RATIO = 1.3
const SECRET = 'bench-webhook-secret'
const PARTS_SHOWN = 12

/**
 * `npm run bench -- functions 15`: what each function's bundle weighs and of what, and what its cold start takes beside
 * that of a function which only requires the SDK; the median of 15 rounds. Exit status 1 over a limit, by either reading
 * of what a bare function is.
 */
export async function benchFunctions(rounds: number): Promise<void> {
  const folder = functionTools().builtFunctions()
  const kept = [weigh(folder), await race(folder, rounds)]
  if (kept.includes(false)) process.exitCode = 1
}

function weigh(folder: string): boolean {
  let isKept = true
  for (const fn of functionNames()) {
    const bytes = bundleBytes(folder, fn)
    isKept &&= bytes <= MOST_BUNDLE_BYTES
    console.log(`${fn}: ${bytes} bytes, limit ${MOST_BUNDLE_BYTES}`)
    const parts = bundleParts(fn).slice(0, PARTS_SHOWN)
    console.log(parts.map(part => `  ${String(part.bytes).padStart(7)} ${part.from}`).join('\n'))
  }
  return isKept
}

async function race(folder: string, rounds: number): Promise<boolean> {
  actAsFunction()
  const gateway = await startGateway({ collections: DECLARED })
  try {
    const { keys, supervisor } = await fillSchool(gateway.address, Date.now)
    const settings = {
      JINENG_KEYS: keysTextOf(keys),
      EZVIZ_APP_KEY: 'bench-key',
      EZVIZ_APP_SECRET: 'bench-secret',
      // Nobody is there: what is measured asks no camera.
      EZVIZ_BASE_URL: 'http://127.0.0.1:9',
      EZVIZ_WEBHOOK_SECRET: SECRET,
    }
    const environment = (asked: Asked) => environmentOf(gateway.address, settings, asked)
    const bares = bareFunctions(environment(supervisor))
    const ours = ourFunctions(folder, environment)
    const results = await coldStarts([...bares, ...ours], rounds)
    return report(bares, ours, results)
  } finally {
    await gateway.close()
  }
}

function bareFunctions(environment: Readonly<Record<string, string>>): readonly Bare[] {
  const file = bundledBare()
  const isRight = (answer: unknown) => typeof field(answer, 'openId') === 'string'
  const bare = { environment, isRight }
  return [
    {
      ...bare,
      name: 'bare, node_modules, asks nothing',
      file: resolve(BARE),
      event: {},
      reading: 'to the letter',
    },
    { ...bare, name: 'bare, bundled, reads one document', file, event: { reads: true }, reading: 'stricter' },
    { ...bare, name: 'bare, bundled, asks nothing', file, event: {}, reading: null },
    {
      ...bare,
      name: 'bare, node_modules, reads one',
      file: resolve(BARE),
      event: { reads: true },
      reading: null,
    },
  ]
}

/** A bare function, and as which reading of "a bare function that only requires the SDK" it is a yardstick; null: none. */
interface Bare extends Candidate {
  readonly reading: 'to the letter' | 'stricter' | null
}

/** What each is asked first where it is used: an app that opens, a timer that fires, a platform that tells. */
function ourFunctions(
  folder: string,
  environment: (asked: Asked) => Readonly<Record<string, string>>,
): readonly Candidate[] {
  const fileOf = (fn: string) => resolve(folder, fn, 'index.js')
  return [
    {
      name: 'app',
      file: fileOf('app'),
      event: { operation: 'who-am-i', input: {} },
      environment: environment({ openId: 'oA-supervisor'.padEnd(28, '-') }),
      isRight: answer => field(answer, 'status') === 200 && field(answer, 'body') !== null,
    },
    {
      name: 'rounds',
      file: fileOf('rounds'),
      event: { Type: 'Timer', TriggerName: 'bench' },
      environment: environment({ source: 'timer' }),
      isRight: answer => Array.isArray(field(answer, 'failed')),
    },
    {
      name: 'ezviz-webhook',
      file: fileOf('ezviz-webhook'),
      event: pushed(),
      environment: environment({ source: 'wx_http' }),
      isRight: answer => field(answer, 'statusCode') === 200,
    },
  ]
}

function pushed(): object {
  const messageTime = Date.now()
  const header = { type: 'ys.onoffline', deviceId: 'CAM1', channelNo: 1, messageId: 'm1', messageTime }
  const body = JSON.stringify({ header, body: { msgType: 'ONLINE', subSerial: 'CAM1' } })
  const t = String(messageTime)
  const signature = createHmac('sha1', SECRET).update(body).update(t).digest('hex')
  return { path: '/', httpMethod: 'POST', headers: { signature, t }, body, isBase64Encoded: false }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function report(
  bares: readonly Bare[],
  ours: readonly Candidate[],
  results: ReadonlyMap<Candidate, readonly ColdStart[]>,
): boolean {
  const runsOf = (one: Candidate) => results.get(one)!
  const medianOf = (one: Candidate, what: keyof ColdStart) => median(runsOf(one).map(run => run[what]))
  // Within each round, so that a slow moment of the machine is one of both.
  const ratioOf = (one: Candidate, bare: Candidate, what: keyof ColdStart) =>
    median(runsOf(one).map((run, round) => run[what] / runsOf(bare)[round]![what]))
  const ratios = (one: Candidate, what: keyof ColdStart) =>
    bares.map(bare => ratioOf(one, bare, what).toFixed(2)).join(' / ')
  const figuresOf = (one: Candidate) => {
    const [ms, loadMs, cpuMs] = [medianOf(one, 'ms'), medianOf(one, 'loadMs'), medianOf(one, 'cpuMs')]
    return `${ms.toFixed(0)} ms (load ${loadMs.toFixed(0)}, processor ${cpuMs.toFixed(0)})`
  }
  for (const bare of bares) console.log(`${bare.name}: ${figuresOf(bare)}`)
  let isKept = true
  for (const one of ours) {
    console.log(`${one.name}: ${figuresOf(one)}, × ${ratios(one, 'ms')}, processor × ${ratios(one, 'cpuMs')}`)
    const verdicts = [
      verdict(`${MOST_MS} ms`, medianOf(one, 'ms') <= MOST_MS),
      ...bares.flatMap(bare =>
        bare.reading === null
          ? []
          : [verdict(`× ${MOST_RATIO} ${bare.reading}`, ratioOf(one, bare, 'ms') <= MOST_RATIO)],
      ),
    ]
    console.log(`  ${verdicts.map(({ words }) => words).join('; ')}`)
    isKept &&= verdicts.every(({ kept }) => kept)
  }
  return isKept
}

function verdict(limit: string, kept: boolean) {
  return { kept, words: `${limit}: ${kept ? 'kept' : 'OVER'}` }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
