import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { systemClock } from '../../adapters/system/clock'
import { dateOf, formatInstant } from '../../domain/time'
import type { BackupShelf } from '../../ports/backup-shelf'
import type { Store, StoreReader } from '../../ports/store'
import { PURGED_KINDS, PURGES, type Purged, type PurgedKind } from '../../services/documents/purges'
import { backupsDue, dueForPurge, purge, purgeBackups } from '../../services/face/purge'
import { RETAINED_KINDS, type Retention, type Term, termsOn } from '../../services/face/terms'
import { INTERRUPTED, interruptible } from './interruption'
import { type NamedStore, namedStore, STORE_OPTIONS, withReader, withStore } from './named-store'
import { UsageError } from './usage-error'

/**
 * `jineng purge --dry-run [--data FOLDER | --cloud]`: what is kept how long, how much of it is past its term, what was
 * removed so far; beside the running server. Without `--dry-run`: removes it now, as every night does by itself.
 */
export async function purgeCommand(args: readonly string[]): Promise<number> {
  const { 'dry-run': dry, ...values } = parse(args)
  const named = namedStore(values)
  const shelf = await shelfOf(named)
  return dry
    ? withReader(named, store => show(store, shelf))
    : withStore(named, store => remove(store, shelf))
}

/** The cloud keeps its own backups, where nobody of us reaches. */
async function shelfOf(named: NamedStore): Promise<BackupShelf> {
  if (named.in === 'cloud') return { list: async () => [], remove: async () => {} }
  const { backupShelf } = await import('../../adapters/sqlite')
  return backupShelf(named.folder)
}

function parse(args: readonly string[]) {
  try {
    const options = { ...STORE_OPTIONS, 'dry-run': { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

const KIND_NAMES: Readonly<Record<PurgedKind, string>> = {
  template: '人脸特征',
  'room-codes': '签到码展示记录',
  'signal-marks': '查找迹象用的标记',
  'day-signals': '找到的迹象',
  backups: '程序自己的备份',
}
const MOST_DATES = 100

async function show(store: StoreReader, shelf: BackupShelf): Promise<number> {
  const today = dateOf(systemClock.now())
  const terms = termsOn(today)
  const backups = await backupsDue({ clock: systemClock }, shelf)
  const due = { ...(await dueForPurge({ store, clock: systemClock })), backups: backups.length }
  const history = await store.range(PURGES, {
    index: 'byDate',
    equal: [],
    descending: true,
    limit: MOST_DATES,
  })
  const purged = history.items.flatMap(({ document }) => document.events)
  tell([
    `保存期限（${terms.version}，自 ${terms.from} 起）：`,
    ...RETAINED_KINDS.map(kind => `  ${lineOf(terms.kinds[kind])}`),
    `到 ${today} 已到期、等待清除：`,
    ...PURGED_KINDS.map(kind => `  ${KIND_NAMES[kind]}\t${due[kind]} 份`),
    ...backups.map(({ backup }) => `    ${backup.path}`),
    purged.length === 0 ? '还没有清除过' : `清除记录（最近 ${MOST_DATES} 个有清除的日期）：`,
    ...purged.map(one => `  ${lineOfPurge(one)}`),
    '这次只列出，没有清除；服务每天夜里自动清除。',
  ])
  return 0
}

async function remove(store: Store, shelf: BackupShelf): Promise<number> {
  const removed = new Map<PurgedKind, number>()
  const onGone = (kind: PurgedKind, count: number) => {
    removed.set(kind, (removed.get(kind) ?? 0) + count)
  }
  let stopped = false
  await interruptible(
    async signal => {
      const between = async () => {
        await nextTurn()
        return !signal.aborted
      }
      const server = { store, clock: systemClock }
      stopped = !(await purge(server, between, { onGone }))
      if (!stopped) onGone('backups', (await purgeBackups(server, shelf)).length)
    },
    () => {},
  )
  if (stopped) {
    process.stderr.write(
      `已停下，清除了 ${countsOf(removed)}；没清除完的再运行一次会接着做，服务夜里也会接着做\n`,
    )
    return INTERRUPTED
  }
  tell([`已清除 ${countsOf(removed)}`])
  return 0
}

function countsOf(removed: ReadonlyMap<PurgedKind, number>): string {
  return PURGED_KINDS.map(kind => `${KIND_NAMES[kind]} ${removed.get(kind) ?? 0} 份`).join('、')
}

function lineOf({ what, term, basis }: Retention): string {
  return `${what}：${termWords(term)}（${basis}）`
}

function termWords(term: Term): string {
  if (term.kept === 'never') return '不保存'
  if (term.kept === 'evidence') return '证据链，不单独清除'
  return `${term.after === 'class' ? '最后一次课' : '当天'}后 ${term.days} 天`
}

function lineOfPurge({ at, kind, count, terms }: Purged): string {
  return `${formatInstant(at)}\t${KIND_NAMES[kind]}\t${count} 份\t按 ${terms}`
}

function tell(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
