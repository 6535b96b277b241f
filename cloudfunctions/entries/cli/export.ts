import { parseArgs } from 'node:util'
import { createSecrets } from '../../adapters/node-crypto'
import { systemClock } from '../../adapters/system/clock'
import type { Instant } from '../../domain/model'
import { formatInstant, parseInstant } from '../../domain/time'
import type { Secrets } from '../../ports/secrets'
import type { Store, StoreReader } from '../../ports/store'
import { exportLines, type Selection } from '../../services/dataset/export'
import { waitingDays } from '../../services/dataset/export-waiting'
import { importsUnderWay } from '../../services/dataset/import-in-pieces'
import { verifyKeys } from '../../services/keys/check'
import { readKeys } from '../keys/open'
import { interruptible } from './interruption'
import {
  keysPlace,
  type NamedStore,
  namedStore,
  nameOf,
  STORE_OPTIONS,
  withReader,
  withStore,
} from './named-store'
import { noteOfOperator } from './operator'
import { showProgress } from './progress'
import { openTarget } from './target'
import { UsageError } from './usage-error'

/**
 * `jineng export [--project P | --class C] [--as-of T] [--out FILE] [--with-id-numbers] [--data FOLDER | --cloud]`: what a store
 * holds as a dataset file, also while the server is running: all of one moment. With ID numbers the server must be
 * stopped, since their being read is kept first, and only one process writes.
 */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const options = parse(args)
  if (options.withIdNumbers) {
    await withStore(options.named, async store =>
      exportFrom(store, options, await openedSecrets(store, options)),
    )
  } else await withReader(options.named, store => exportFrom(store, options, undefined))
  return 0
}

interface Options extends Selection {
  readonly named: NamedStore
  readonly out: string | undefined
  readonly asOf: Instant | undefined
  readonly withIdNumbers: boolean
  /** Also from a store of which an import was cut off. */
  readonly incomplete: boolean
}

function parse(args: readonly string[]): Options {
  const values = parsed(args)
  return {
    named: namedStore(values, values['with-id-numbers']),
    projectId: values.project,
    classId: values.class,
    out: values.out,
    asOf: values['as-of'] === undefined ? undefined : instantOf(values['as-of']),
    withIdNumbers: values['with-id-numbers'] ?? false,
    incomplete: values.incomplete ?? false,
  }
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const options = {
      ...STORE_OPTIONS,
      project: text,
      class: text,
      out: text,
      'as-of': text,
      'with-id-numbers': { type: 'boolean' },
      incomplete: { type: 'boolean' },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function instantOf(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new UsageError('--as-of 应为带时区的时刻，形如 2024-07-31T23:59:59+08:00')
  return instant
}

/** The keys of this very store; that they are used is kept before anything is opened with them. */
async function openedSecrets(store: Store, { named, projectId, classId }: Options): Promise<Secrets> {
  const ring = await readKeys(store, keysPlace(named))
  if (ring === null)
    throw new UsageError(`${nameOf(named)} 里还没有密钥，也就没有身份证号；请去掉 --with-id-numbers`)
  const secrets = createSecrets(ring)
  await verifyKeys(store, secrets)
  const objects = { ...(projectId !== undefined && { projectId }), ...(classId !== undefined && { classId }) }
  await noteOfOperator(store, 'read', 'export-id-numbers', objects)
  return secrets
}

async function exportFrom(store: StoreReader, options: Options, secrets: Secrets | undefined): Promise<void> {
  const { named, out, withIdNumbers: _, incomplete, ...selected } = options
  if (!incomplete) await refuseIncomplete(store)
  await interruptible(
    signal => writeLines(store, { ...selected, secrets, out, signal }),
    () => process.stderr.write('已中断，没有留下导出文件\n'),
  )
  if (out !== undefined) process.stdout.write(`已从 ${nameOf(named)} 导出到 ${out}\n`)
  await tellOfWaiting(store, options)
}

/** What is evaluated and settled by a file must be all of it. @throws UsageError */
async function refuseIncomplete(store: StoreReader): Promise<void> {
  const underWay = await importsUnderWay(store)
  if (underWay.length === 0) return
  const files = underWay.map(({ file, begunAt }) => `${file}（${formatInstant(begunAt)} 开始）`).join('、')
  throw new UsageError(
    `没有导出：有导入还没有做完：${files}，数据可能缺一部分。请等它做完；中断了的，把同一个文件再导入一次。仍要导出请加 --incomplete`,
  )
}

type Writing = Parameters<typeof exportLines>[1] & {
  readonly out: string | undefined
  readonly signal: AbortSignal
}

async function writeLines(store: StoreReader, { out, signal, ...options }: Writing): Promise<void> {
  const progress = showProgress(undefined)
  const onClass = (begun: number, of: number) => progress.step(() => `正在导出：班级 ${begun} / ${of}`)
  const target = await openTarget(out)
  try {
    let lines = 0
    for await (const line of exportLines(store, { ...options, onClass })) {
      signal.throwIfAborted()
      await target.write(line)
      lines += 1
    }
    const empty = lines === (options.asOf === undefined ? 0 : 1)
    if (empty) throw new UsageError('没有可导出的班级，请检查 --data、--project、--class')
    await target.finish()
  } finally {
    progress.done()
    await target.discard()
  }
}

/** The format can't say that something is not known yet, so it is said beside it. */
async function tellOfWaiting(store: StoreReader, options: Options): Promise<void> {
  const waiting: string[] = []
  for await (const { classId, date } of waitingDays(store, options, options.asOf ?? systemClock.now())) {
    waiting.push(`  班级 ${classId}  ${date}`)
  }
  if (waiting.length === 0) return
  process.stderr.write(
    `注意：有 ${waiting.length} 个班级日还在等录像，数据文件表示不了“尚不知道”，评定时会当作没有录到：\n${waiting.join('\n')}\n`,
  )
}
