import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { keyFileIn } from '../../adapters/node-crypto/key-file'
import { showCopyProgress } from './copy-progress'
import { interruptible } from './interruption'
import { folderOf, STORE_OPTIONS } from './named-store'
import { tellStoreFailure } from './store-failure'
import { UsageError } from './usage-error'

/** `jineng backup [--data FOLDER] [--to FILE]`: a checked copy of one moment, also while the server is running. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { data, to } = parse(args)
  const { backUp, StoreRefusal } = await import('../../adapters/sqlite')
  const { done, interrupted, ...progress } = showCopyProgress('正在备份')
  try {
    const file = await interruptible(
      signal => backUp(data, { to, signal, ...progress }),
      () => interrupted('已中断，没有留下备份文件'),
    )
    done()
    tell(file, data)
    return 0
  } catch (cause) {
    done()
    return tellStoreFailure('没有备份', cause, StoreRefusal)
  }
}

const NOT_OF_CLOUD =
  '云数据库没有文件可以备份：请在云开发控制台的“数据库”里开启备份和回档，或用 jineng export --cloud 导出数据文件'

function parse(args: readonly string[]): { readonly data: string; readonly to: string | null } {
  try {
    const text = { type: 'string' } as const
    const { to, ...values } = parseArgs({ args: [...args], options: { ...STORE_OPTIONS, to: text } }).values
    if (to === '') throw new UsageError('--to 后面要写备份文件的路径')
    return { data: folderOf(values, NOT_OF_CLOUD), to: to ?? null }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function tell(file: string, folder: string): void {
  const megabytes = (statSync(file).size / 1e6).toFixed(1)
  process.stdout.write(`已备份到 ${file}，${megabytes} MB，检查完好\n`)
  if (!existsSync(keyFileIn(folder))) return
  process.stdout.write('备份里的身份证号是加密的，密钥不在备份里：请把 keys.json 另存一处，与备份分开保管\n')
}
