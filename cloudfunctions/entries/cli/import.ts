import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemClock } from '../../adapters/system/clock'
import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import { formatInstant } from '../../domain/time'
import type { Store } from '../../ports/store'
import { importDataset } from '../../services/dataset/import'
import { FileChanged, rowsAgain } from '../../services/dataset/import-rows'
import { judgeDirtyDays } from '../../services/judging/dirty'
import { openSecrets } from '../keys/open'
import { withStoreAfter } from './data-folder'
import { readDatasetFile } from './dataset-file'
import { fileAndData } from './file-and-data'
import { tellImport } from './import-report'
import { interruptible } from './interruption'
import { noteOfOperator } from './operator'
import { showProgress } from './progress'
import { fileChanged, TwiceRead } from './twice-read'

/**
 * `jineng import FILE [--data FOLDER]`: keeps a dataset as evidence, with the server stopped; all of it or nothing,
 * however it is cut off. Exit status 2 and nothing written for a bad file, or one that contradicts the store.
 */
export async function importCommand(args: readonly string[]): Promise<number> {
  const { data, file } = fileAndData(args, '请给出一个数据文件，或用 - 表示标准输入')
  const source = new TwiceRead(file)
  try {
    const dataset = await readDatasetFile(source.first, false)
    if (dataset === null) return 2
    tellOfMoment(dataset)
    return await importInto(data, file, source, dataset)
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

async function importInto(data: string, file: string, source: TwiceRead, dataset: Dataset): Promise<number> {
  try {
    await withStoreAfter(
      data,
      store =>
        interruptible(
          signal => keep(store, { data, file, source, dataset, signal }),
          () => process.stderr.write('已中断，什么都没有导入\n'),
        ),
      async (store, made) => {
        tellImport(made)
        await judge(store)
      },
    )
    return 0
  } catch (cause) {
    if (cause instanceof FileChanged) throw fileChanged()
    if (!(cause instanceof Contradictions)) throw cause
    for (const { path, what } of cause.problems) process.stderr.write(`${path}: ${what}\n`)
    return 2
  }
}

interface Keeping {
  readonly data: string
  readonly file: string
  readonly source: TwiceRead
  readonly dataset: Dataset
  readonly signal: AbortSignal
}

async function keep(store: Store, { data, file, source, dataset, signal }: Keeping) {
  const secrets = await openSecrets(store, {
    dataFolder: data,
    fromEnvironment: process.env.JINENG_KEYS || null,
  })
  const { form, bytes, chunks } = source.second
  const progress = showProgress(bytes, '正在导入')
  const rows = rowsAgain(watched(chunks(), signal, progress.read), form)
  const outcome = await importDataset(store, secrets, { dataset, rows, now: systemClock.now() })
  progress.done()
  if (!outcome.done) throw new Contradictions(outcome.problems)
  if (outcome.anythingNew) {
    const name = file === '-' ? file : basename(file)
    await noteOfOperator(store, 'act', 'import', { file: name, sha256: source.digest })
  }
  return outcome
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
    read += chunk.length
    onRead(read)
  }
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
