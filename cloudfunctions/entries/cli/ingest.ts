import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { systemClock } from '../../adapters/system/clock'
import type { DateText } from '../../domain/model'
import { dateOf, isDate } from '../../domain/time'
import type { Store } from '../../ports/store'
import { pullBetween } from '../../services/ingest/by-hand'
import { judgeDirtyDays } from '../../services/judging/dirty'
import { openPlatform } from '../local/platform'
import { settingsOf } from '../local/settings'
import type { EzvizAccount } from '../settings/ezviz'
import { SettingError } from '../settings/setting-error'
import { IngestReport } from './ingest-report'
import { INTERRUPTED, interruptible } from './interruption'
import { type NamedStore, namedStore, STORE_OPTIONS, withStore } from './named-store'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

/**
 * `jineng ingest --from D --to D [--again] [--data FOLDER | --cloud]`: asks the platform by hand for the recordings of some
 * dates, with the server stopped, which asks by itself. Stopped, it goes on where it stopped. Exit status 1 when
 * something could not be asked.
 */
export async function ingestCommand(args: readonly string[]): Promise<number> {
  const wanted = parse(args)
  const account = accountIn(process.env)
  return inStore(wanted.named, store => ingest(store, account, wanted))
}

interface Wanted {
  readonly named: NamedStore
  readonly from: DateText
  readonly to: DateText
  readonly again: boolean
}

function parse(args: readonly string[]): Wanted {
  const { from, to, again = false, ...values } = parsed(args)
  const first = dateIn(from, '--from')
  // What is to come was not recorded yet.
  const last = [dateIn(to, '--to'), dateOf(systemClock.now())].sort()[0] ?? first
  if (first > last) throw new UsageError('--from 不能晚于 --to，也不能晚于今天')
  return { named: namedStore(values), from: first, to: last, again }
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const options = { ...STORE_OPTIONS, from: text, to: text, again: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function dateIn(text: string | undefined, option: string): DateText {
  if (text === undefined) throw new UsageError('请用 --from 和 --to 写明查询哪些日期，形如 2024-06-03')
  if (!isDate(text)) throw new UsageError(`${option} ${text}：应为存在的日期，形如 2024-06-03`)
  return text
}

/** As the server reads them; but without keys nothing is asked: a stand-in's recordings prove nothing. */
function accountIn(environment: typeof process.env): EzvizAccount {
  try {
    const { ezviz } = settingsOf(environment, true)
    if (ezviz !== null) return ezviz
  } catch (cause) {
    if (cause instanceof SettingError) throw new UsageError(cause.message, { cause })
    throw cause
  }
  throw new UsageError(
    '没有设置 EZVIZ_APP_KEY 和 EZVIZ_APP_SECRET，问不了萤石开放平台。请像启动服务时一样设置后再运行；替身的录像不是证据，不会用来代替',
  )
}

async function inStore<T>(named: NamedStore, use: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await withStore(named, use)
  } catch (cause) {
    const inUse = cause instanceof UsageError && isInUse(cause.cause)
    if (!inUse) throw cause
    throw new UsageError(`${cause.message}。服务运行时会自己查询录像，一般不需要手工查询`, { cause })
  }
}

function isInUse(cause: unknown): boolean {
  return cause instanceof Error && 'why' in cause && cause.why === 'in-use'
}

async function ingest(store: Store, account: EzvizAccount, wanted: Wanted): Promise<number> {
  const report = new IngestReport()
  const stopped = await interruptible(
    signal => ask(store, account, wanted, report, signal),
    () => {},
  )
  report.tell(stopped)
  if (stopped) return INTERRUPTED
  await judge(store)
  return report.isComplete ? 0 : 1
}

/** True: somebody stopped it before all was asked. What was answered by then is kept. */
async function ask(
  store: Store,
  account: EzvizAccount,
  { from, to, again }: Wanted,
  report: IngestReport,
  signal: AbortSignal,
): Promise<boolean> {
  const platform = await openPlatform(account, [], systemClock, () => {})
  signal.addEventListener('abort', () => platform.endPauses())
  const progress = showProgress(undefined)
  try {
    const server = { store, clock: systemClock, recordingSource: platform.recordingSource }
    const { left } = await pullBetween(server, from, to, again, {
      requestId: randomUUID(),
      goOn: () => !signal.aborted,
      onAsked: (asked, done, of) => {
        report.count(asked)
        progress.step(() => `正在查询 ${done} / ${of}：${report.soFar}（按 Ctrl-C 停下，之后可以接着做）`)
        return !signal.aborted
      },
    })
    return signal.aborted && left
  } finally {
    progress.done()
    await platform.close()
  }
}

async function judge(store: Store): Promise<void> {
  const progress = showProgress(undefined)
  let judged = 0
  await judgeDirtyDays(store, async () => {
    judged += 1
    progress.step(() => `正在评定：${judged} 个班级日`)
    await nextTurn()
    return true
  })
  progress.done()
}
