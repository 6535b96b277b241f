import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { StoreReader } from '../../ports/store'
import { AuditFileError, verifyLines } from '../../services/audit/file'
import { FACE_CONSENTS, type FaceConsentStream } from '../../services/documents/face-consents'
import { MIGRATIONS } from '../../services/documents/migrations'
import { proofLine, proofLines } from '../../services/face/restored'
import { brokenSentence, fileSentence } from './audit-sentences'
import { showCopyProgress } from './copy-progress'
import { interruptible } from './interruption'
import { linesOf } from './lines'
import { folderOf, STORE_OPTIONS, withStore } from './named-store'
import { tellStoreFailure } from './store-failure'
import { UsageError } from './usage-error'

/**
 * `jineng restore FILE [--data FOLDER] [--withdrawals FILE]`: puts a backup in the place of the store, with the server
 * stopped. Nothing of a face survives it that is not proved to be in force: by the store that goes, or by what
 * `audit export` wrote after the backup was made.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { file, data, withdrawals } = parse(args)
  const told = withdrawals === null ? [] : await consentsIn(withdrawals)
  const { restore, StoreRefusal } = await import('../../adapters/sqlite')
  const { done, interrupted, ...progress } = showCopyProgress('正在恢复')
  let isKnown = withdrawals !== null
  const leave = async (outgoing: StoreReader | null) => {
    const known = outgoing === null ? [] : await proofLines(outgoing)
    isKnown ||= outgoing !== null
    return [...told, ...known]
  }
  try {
    const kept = await interruptible(
      signal => restore(data, file, { migrations: MIGRATIONS, leave, signal, ...progress }),
      () => interrupted('已中断，数据还是原来的'),
    )
    done()
    const before = kept === null ? '' : `；原来的数据保留在 ${kept}`
    process.stdout.write(`已恢复到 ${data}${before}\n`)
  } catch (cause) {
    done()
    return tellStoreFailure('没有恢复', cause, StoreRefusal)
  }
  if (!isKnown) process.stderr.write(NOTHING_KNOWN)
  // Opened once, what came back of faces is settled; cut off before that, it is by whoever opens it next.
  await withStore({ in: 'folder', folder: data }, async () => {})
  return 0
}

const NOTHING_KNOWN =
  '没有原来的数据可以对照，也没有用 --withdrawals：备份以后谁撤回过同意无从知道，所以备份里的人脸特征一份也不留\n'

interface Asked {
  readonly file: string
  readonly data: string
  readonly withdrawals: string | null
}

function parse(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) {
    throw new UsageError('请写明一个备份文件，例如：restore data/backups/backup-20240603T080000.db')
  }
  const data = folderOf(
    values,
    '备份文件放不进云数据库：请在云开发控制台的“数据库”里回档，或用 jineng import --cloud 导入数据文件',
  )
  return { file, data, withdrawals: values.withdrawals ?? null }
}

function parsed(args: readonly string[]) {
  try {
    const options = { ...STORE_OPTIONS, withdrawals: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

/** The consents of a file that `audit export` wrote, once the whole of it is found to be as it was written. */
async function consentsIn(file: string): Promise<readonly string[]> {
  if (!existsSync(file)) throw new UsageError(`找不到 --withdrawals 写的文件 ${file}`)
  await demandWhole(file)
  const consents: string[] = []
  for await (const line of linesOf(file)) {
    const said = JSON.parse(line) as { readonly collection?: string; readonly stream?: FaceConsentStream }
    if (said.collection === FACE_CONSENTS.name && said.stream) consents.push(proofLine(said.stream))
  }
  return consents
}

async function demandWhole(file: string): Promise<void> {
  try {
    const { broken } = await verifyLines(linesOf(file), null, () => {})
    if (broken !== null) throw new UsageError(`${file} 不能用：${brokenSentence(broken)}`)
  } catch (cause) {
    if (cause instanceof AuditFileError)
      throw new UsageError(`${file} 不能用：${fileSentence(cause)}`, { cause })
    throw cause
  }
}
