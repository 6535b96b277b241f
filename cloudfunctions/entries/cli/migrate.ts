import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { LAYOUT } from '../../services/documents/layouts'
import { type Migrated, migrateLayout } from '../../services/layout/migrate'
import { INTERRUPTED, interruptible } from './interruption'
import { namedStore, STORE_OPTIONS, withCloud } from './named-store'
import { UsageError } from './usage-error'

/**
 * `jineng migrate --cloud`: rewrites the cloud's documents for this program, whose functions touch none of them before.
 * Stopped, or broken off, it is run again.
 */
export async function migrateCommand(args: readonly string[]): Promise<number> {
  const named = namedStore(parse(args))
  if (named.in === 'folder') throw new UsageError('本机的数据由服务在启动时自己改写；这个命令只用于 --cloud')
  const { openCloudbaseKeys } = await import('../../adapters/cloudbase')
  const rekey = openCloudbaseKeys(named.address)
  const come = await withCloud(named, store =>
    interruptible(
      signal =>
        migrateLayout(store, {
          rekey,
          begins: what => void process.stderr.write(`正在做：${what}（按 Ctrl-C 停下，之后可以接着做）\n`),
          between: async () => {
            // So that a signal is heard.
            await nextTurn()
            return !signal.aborted
          },
        }),
      () => {},
    ),
  )
  if (come === 'stopped') {
    process.stderr.write('已停下；云函数还不会读写数据，请再运行一次，会接着做\n')
    return INTERRUPTED
  }
  process.stdout.write(`${DONE[come]}（第 ${LAYOUT} 版）\n`)
  return 0
}

const DONE: { readonly [M in Exclude<Migrated, 'stopped'>]: string } = {
  done: '数据已改写完，云函数可以使用了',
  'nothing-to-do': '数据本来就是这一版程序的样子，没有改动',
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: STORE_OPTIONS }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}
