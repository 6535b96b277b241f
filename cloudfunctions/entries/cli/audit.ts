import { parseArgs } from 'node:util'
import { systemClock } from '../../adapters/system/clock'
import { isDate } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { AuditFileError, auditLines, verifyLines } from '../../services/audit/file'
import { verifyAudit } from '../../services/audit/verify'
import type { Verified } from '../../services/audit/walk'
import { brokenSentence, fileSentence } from './audit-sentences'
import { interruptible } from './interruption'
import { linesOf } from './lines'
import { namedStore, STORE_OPTIONS, withReader } from './named-store'
import { showProgress } from './progress'
import { openTarget } from './target'
import { UsageError } from './usage-error'

/**
 * `jineng audit verify [--data FOLDER | --cloud | --file FILE] [--seal HASH]`: whether anything that was kept has been changed
 * since; exit status 1 when it has, with the first place. `jineng audit export [--from D] [--to D] [--out FILE]`: what
 * somebody needs to find out without the store. Both beside the running server, as of one moment.
 */
export async function auditCommand([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'verify') return verify(parse(args, { seal: TEXT, file: TEXT }))
  if (what === 'export') return exportHistory(parse(args, { from: TEXT, to: TEXT, out: TEXT }))
  throw new UsageError('请写明 audit verify 或 audit export')
}

const TEXT = { type: 'string' } as const
type Values<K extends string> = { readonly [key in K | 'data']?: string } & { readonly cloud?: boolean }

function parse<K extends string>(
  args: readonly string[],
  options: Readonly<Record<K, typeof TEXT>>,
): Values<K> {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...STORE_OPTIONS } }).values as Values<K>
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

async function verify({ file, seal, ...values }: Values<'seal' | 'file'>): Promise<number> {
  if (file !== undefined && (values.data !== undefined || values.cloud)) {
    throw new UsageError(`--${values.cloud ? 'cloud' : 'data'} 和 --file 只能写一个`)
  }
  const witness = seal ?? null
  const progress = showProgress(undefined)
  const onStream = (walked: number) => progress.step(() => `已核对 ${walked} 份记录`)
  try {
    const verified =
      file === undefined
        ? await withReader(namedStore(values), store => verifyAudit(store, witness, onStream))
        : await verifyFile(file, witness, onStream)
    progress.done()
    return tell(verified)
  } finally {
    progress.done()
  }
}

async function verifyFile(
  file: string,
  witness: string | null,
  onStream: (walked: number) => void,
): Promise<Verified> {
  try {
    const { span, ...verified } = await verifyLines(linesOf(file), witness, onStream)
    if (span.from !== null || span.to !== null) {
      process.stdout.write(`文件只含 ${span.from ?? '最早'} 至 ${span.to ?? '最晚'} 的记录，封存是全部的\n`)
    }
    return verified
  } catch (cause) {
    if (cause instanceof AuditFileError) throw new UsageError(fileSentence(cause), { cause })
    throw cause
  }
}

function tell({ broken, streams, events, seals, lastHash }: Verified): number {
  if (broken !== null) {
    process.stderr.write(`校验没有通过：${brokenSentence(broken)}\n`)
    return 1
  }
  const lines = [
    `校验通过：${streams} 份记录、${events} 个事件、${seals} 号封存，没有发现改动`,
    lastHash === null
      ? '还没有封存：服务每天夜里封存已结束的班级日，有了封存才能发现整份记录被删去'
      : `最后一号封存的校验值：${lastHash}\n请抄下来另存一处：下次用 --seal 写上，就能查出在它之前的任何改动`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

type Exporting = Values<'from' | 'to' | 'out'>

async function exportHistory(values: Exporting): Promise<number> {
  const from = dateIn(values.from, '--from')
  const to = dateIn(values.to, '--to')
  if (from !== null && to !== null && from > to) throw new UsageError('--from 不能晚于 --to')
  await withReader(namedStore(values), store =>
    interruptible(
      signal => writeHistory(store, { from, to }, values.out, signal),
      () => process.stderr.write('已中断，没有留下导出文件\n'),
    ),
  )
  if (values.out !== undefined) process.stdout.write(`已导出到 ${values.out}\n`)
  return 0
}

function dateIn(text: string | undefined, option: string): string | null {
  if (text === undefined) return null
  if (!isDate(text)) throw new UsageError(`${option} ${text}：应为存在的日期，形如 2024-06-03`)
  return text
}

async function writeHistory(
  store: StoreReader,
  span: { readonly from: string | null; readonly to: string | null },
  out: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const progress = showProgress(undefined)
  const target = await openTarget(out)
  try {
    const onStream = (walked: number) => progress.step(() => `正在导出：已看过 ${walked} 份记录`)
    for await (const line of auditLines(store, span, systemClock.now(), onStream)) {
      signal.throwIfAborted()
      await target.write(line)
    }
    await target.finish()
  } finally {
    progress.done()
    await target.discard()
  }
}
