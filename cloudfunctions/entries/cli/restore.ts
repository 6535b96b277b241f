import { MIGRATIONS } from '../../services/documents/migrations'
import { showCopyProgress } from './copy-progress'
import { fileAndData } from './file-and-data'
import { interruptible } from './interruption'
import { folderOf } from './named-store'
import { tellStoreFailure } from './store-failure'

/** `jineng restore FILE [--data FOLDER]`: puts a backup in the place of the store, with the server stopped. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { file, ...values } = fileAndData(
    args,
    '请写明一个备份文件，例如：restore data/backups/backup-20240603T080000.db',
  )
  const data = folderOf(
    values,
    '备份文件放不进云数据库：请在云开发控制台的“数据库”里回档，或用 jineng import --cloud 导入数据文件',
  )
  const { restore, StoreRefusal } = await import('../../adapters/sqlite')
  const { done, interrupted, ...progress } = showCopyProgress('正在恢复')
  try {
    const kept = await interruptible(
      signal => restore(data, file, { migrations: MIGRATIONS, signal, ...progress }),
      () => interrupted('已中断，数据还是原来的'),
    )
    done()
    const before = kept === null ? '' : `；原来的数据保留在 ${kept}`
    process.stdout.write(`已恢复到 ${data}${before}\n`)
    return 0
  } catch (cause) {
    done()
    return tellStoreFailure('没有恢复', cause, StoreRefusal)
  }
}
