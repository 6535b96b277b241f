import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemClock } from '../../adapters/system/clock'
import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import { formatInstant } from '../../domain/time'
import type { Store } from '../../ports/store'
import { importDataset } from '../../services/dataset/import'
import { FileChanged } from '../../services/dataset/import-rows'
import { judgeDirtyDays } from '../../services/judging/dirty'
import { openSecrets } from '../keys/open'
import { readDatasetFile } from './dataset-file'
import { fileAndData } from './file-and-data'
import { importIntoCloud } from './import-cloud'
import { tellImport } from './import-report'
import { type ImportedFile, rowsOnceMore } from './imported-file'
import { interruptible } from './interruption'
import { keysPlace, type NamedStore, namedStore, withStoreAfter } from './named-store'
import { noteOfOperator } from './operator'
import { showProgress } from './progress'
import { fileChanged, TwiceRead } from './twice-read'

/**
 * `jineng import FILE [--data FOLDER | --cloud]`: keeps a dataset as evidence. In a folder, with the server stopped,
 * all of it or nothing, however it is cut off; in the cloud piece by piece, see {@link importIntoCloud}. Exit status 2
 * and nothing written for a bad file, or one that contradicts the store.
 */
export async function importCommand(args: readonly string[]): Promise<number> {
  const { file, ...values } = fileAndData(args, '请给出一个数据文件，或用 - 表示标准输入')
  const named = namedStore(values, true)
  const source = new TwiceRead(file)
  try {
    const dataset = await readDatasetFile(source.first, false)
    if (dataset === null) return 2
    tellOfMoment(dataset)
    const name = file === '-' ? file : basename(file)
    const importing = { name, source, dataset }
    const problems =
      named.in === 'cloud'
        ? await importIntoCloud(named, importing)
        : await importIntoFolder(named, importing)
    for (const { path, what } of problems) process.stderr.write(`${path}: ${what}\n`)
    return problems.length === 0 ? 0 : 2
  } finally {
    await source.close()
  }
}

function tellOfMoment({ asOf }: Dataset): void {
  if (asOf === null) return
  process.stderr.write(
    `注意：文件的 asOf（${formatInstant(asOf)}）之后的录像按尚不知道处理；asOf 本身不存下，导出时可用 --as-of 写明\n`,
  )
}

/** What stands in the way of a file that is good by itself. */
class Contradictions extends Error {
  override readonly name = 'Contradictions'

  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} problems`)
  }
}

type Folder = Extract<NamedStore, { readonly in: 'folder' }>

async function importIntoFolder(named: Folder, file: ImportedFile): Promise<readonly Problem[]> {
  try {
    await withStoreAfter(
      named,
      store =>
        interruptible(
          signal => keep(store, named, file, signal),
          () => process.stderr.write('已中断，什么都没有导入\n'),
        ),
      async (store, made) => {
        tellImport(made)
        await judge(store)
      },
    )
    return []
  } catch (cause) {
    if (cause instanceof FileChanged) throw fileChanged()
    if (cause instanceof Contradictions) return cause.problems
    throw cause
  }
}

async function keep(store: Store, named: Folder, file: ImportedFile, signal: AbortSignal) {
  const { name, source, dataset } = file
  const secrets = await openSecrets(store, keysPlace(named))
  const progress = showProgress(source.second.bytes, '正在导入')
  const rows = rowsOnceMore(file, signal, progress.read)
  const outcome = await importDataset(store, secrets, { dataset, rows, now: systemClock.now() })
  progress.done()
  if (!outcome.done) throw new Contradictions(outcome.problems)
  if (outcome.anythingNew) {
    await noteOfOperator(store, 'act', 'import', { file: name, sha256: source.digest })
  }
  return outcome
}

/** What is kept is kept: whoever stops here leaves the judging to the server. */
async function judge(store: Store): Promise<void> {
  const progress = showProgress(undefined)
  let judged = 0
  await judgeDirtyDays(store, async () => {
    judged += 1
    progress.step(() => `已导入，正在评定：${judged} 个班级日（可以按 Ctrl-C，服务启动后会接着评定）`)
    await nextTurn()
    return true
  })
  progress.done()
}
