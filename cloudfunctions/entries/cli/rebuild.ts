import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Store, StoreReader } from '../../ports/store'
import { checkDerived, isRebuilding, rebuild } from '../../services/judging/rebuild'
import { INTERRUPTED, interruptible } from './interruption'
import { namedStore, STORE_OPTIONS, withReader, withStore } from './named-store'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

/**
 * `jineng rebuild [--data FOLDER | --cloud]`: throws away what follows from the evidence and computes it again, with the server
 * stopped. `--check`: compares only, beside the running server; exit status 1 when any day differs.
 */
export async function rebuildCommand(args: readonly string[]): Promise<number> {
  const { check, ...values } = parse(args)
  const named = namedStore(values)
  return check ? withReader(named, compare) : withStore(named, make)
}

function parse(args: readonly string[]) {
  try {
    const options = { ...STORE_OPTIONS, check: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

async function compare(store: StoreReader): Promise<number> {
  const progress = showProgress(undefined)
  const onDay = (checked: number, of: number) => progress.step(() => `正在核对 ${checked} / ${of} 个班级日`)
  const { days, waiting, different } = await checkDerived(store, onDay)
  progress.done()
  if (waiting > 0) process.stderr.write(`另有 ${waiting} 个班级日还等着评定，没有核对；服务会自动评定\n`)
  if (different.length === 0) {
    process.stdout.write(`已核对 ${days - waiting} 个班级日，评定结果都与证据一致\n`)
    return 0
  }
  const lines = different.map(id => `  ${id}`)
  const heading = `有 ${different.length} 个班级日的评定结果与证据算出的不一致，请停止服务后运行 jineng rebuild：`
  process.stderr.write(`${[heading, ...lines].join('\n')}\n`)
  return 1
}

async function make(store: Store): Promise<number> {
  if (await isRebuilding(store)) process.stderr.write('上次重建没有做完，现在接着做\n')
  const progress = showProgress(undefined)
  let stopped = false
  const made = await interruptible(
    signal =>
      rebuild(store, async (done, of) => {
        progress.step(() => `正在重新评定 ${done} / ${of} 个班级日（按 Ctrl-C 停下，之后可以接着做）`)
        // So that a signal is heard.
        await nextTurn()
        stopped = signal.aborted && done < of
        return !signal.aborted
      }),
    () => {},
  )
  progress.done()
  if (stopped) {
    process.stderr.write(`已停下，这次评定了 ${made} 个班级日；再运行一次会接着做，启动服务也会接着做\n`)
    return INTERRUPTED
  }
  process.stdout.write(`已重新评定 ${made} 个班级日；迹象由服务随后重新查找\n`)
  return 0
}
