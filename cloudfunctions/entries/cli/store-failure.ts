import type { StoreRefusal } from '../../adapters/sqlite'
import { StoreError } from '../../ports/store'

const REMEDIES: Readonly<Record<StoreRefusal['why'], string>> = {
  'no-store': '数据目录里没有数据，请检查 --data',
  'in-use': '数据目录正在使用：请先停止服务（或正在运行的另一个命令），再运行一次',
  'being-read': '有命令（例如导出或备份）正在读取数据，请等它结束后再运行一次',
  'file-exists': '已经有这个文件了，备份从不覆盖文件，请换一个文件名',
  'no-file': '找不到这个文件，请检查路径',
  'no-folder': '要存到的文件夹不存在，请先建好，或换一个 --to',
  'no-room': '磁盘空间不够，请先清理磁盘；备份时也可以用 --to 存到别处',
  'not-a-store': '从这个文件读不出完整的数据：它可能不是备份、没有复制完整或已经损坏，请换一个备份',
  'not-closed':
    '这个文件正在使用或没有正常关闭（旁边还有 -wal 文件），内容不完整；请用 jineng backup 做出的备份',
  newer: '这个备份来自更新的版本，请先更新本程序',
}

/**
 * Tells on standard error why something with a whole store was not done, and answers the exit status: 2 for the
 * caller's mistake, 1 for what is amiss with the machine. Anything else is thrown again.
 * @param refusal handed in, since it is loaded together with the database, by the commands that need that
 */
export function tellStoreFailure(undone: string, cause: unknown, refusal: typeof StoreRefusal): number {
  if (!(cause instanceof StoreError)) throw cause
  if (cause instanceof refusal) {
    process.stderr.write(`${undone}：${REMEDIES[cause.why]}\n（${cause.message}）\n`)
    return cause.why === 'no-room' ? 1 : 2
  }
  process.stderr.write(`${undone}，原有数据没有改动：${[...messagesOf(cause)].join('；')}\n`)
  return 1
}

function* messagesOf(error: unknown): Generator<string> {
  for (let at = error; at instanceof Error; at = at.cause) yield at.message
}
