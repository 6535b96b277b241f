import { systemClock } from '../../adapters/system/clock'
import type { Problem } from '../../contract/problem'
import type { Store } from '../../ports/store'
import { importInPieces } from '../../services/dataset/import-in-pieces'
import { KeptMeanwhile } from '../../services/dataset/import-people'
import { FileChanged } from '../../services/dataset/import-rows'
import { openSecrets } from '../keys/open'
import { tellImport } from './import-report'
import { type ImportedFile, rowsOnceMore } from './imported-file'
import { interruptible } from './interruption'
import { keysPlace, type NamedStore, withStore } from './named-store'
import { writesOfOperator } from './operator'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

/**
 * Keeps a dataset in WeChat's cloud, beside its functions, which judge it as it comes. Cut off, the same file is
 * imported once more. @returns what stands in its way; then nothing was written
 */
export function importIntoCloud(
  named: Extract<NamedStore, { readonly in: 'cloud' }>,
  file: ImportedFile,
): Promise<readonly Problem[]> {
  return withStore(named, store =>
    interruptible(
      signal => keep(store, named, file, signal),
      () => process.stderr.write(`${GO_ON}\n`),
    ),
  )
}

const GO_ON = '已中断。如果已经开始导入，请把同一个文件再导入一次：已有的不会重复，会接着做完'

async function keep(
  store: Store,
  named: NamedStore,
  file: ImportedFile,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const { name, source, dataset } = file
  const secrets = await openSecrets(store, keysPlace(named))
  const progress = showProgress(source.second.bytes, '正在核对')
  try {
    const outcome = await importInPieces(store, secrets, {
      dataset,
      rows: pass => rowsOnceMore(file, signal, pass === 'trial' ? progress.read : () => {}),
      name,
      sha256: source.digest,
      now: systemClock.now(),
      note: () => writesOfOperator(store, 'act', 'import', { file: name, sha256: source.digest }),
      onKept: documents => {
        signal.throwIfAborted()
        progress.step(() => `正在导入：已写入 ${documents} 份记录（按 Ctrl-C 停下，之后可以接着做）`)
      },
    })
    progress.done()
    if (!outcome.done) return outcome.problems
    if (outcome.resumed) process.stderr.write('上次导入这个文件没有做完，这次已经接着做完\n')
    tellImport(outcome)
    if (outcome.anythingNew) process.stdout.write('云函数会在几分钟内开始评定\n')
    return []
  } catch (cause) {
    throw inWords(cause)
  } finally {
    progress.done()
  }
}

function inWords(cause: unknown): unknown {
  if (cause instanceof FileChanged) {
    return new UsageError('文件在读取途中变了，导入可能只做了一部分。请用原来的文件再运行一次', { cause })
  }
  if (cause instanceof KeptMeanwhile) {
    return new UsageError(`导入期间有人写入了不同的内容，请再运行一次，看是哪一行（${cause.message}）`, {
      cause,
    })
  }
  return cause
}
