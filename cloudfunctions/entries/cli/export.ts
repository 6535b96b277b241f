import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { StoreError } from '../../ports/store'
import { exportLines, type Selection } from '../../services/dataset/export'
import { MIGRATIONS } from '../../services/documents/migrations'
import { UsageError } from './input'

/**
 * `jineng export [--data FOLDER] [--project P | --class C]`: what a store holds as a dataset file, also while the
 * server is running: all of one moment.
 */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { data, ...selection } = parse(args)
  const lines = await writeLines(data ?? 'data', selection)
  if (lines === 0) throw new UsageError('没有可导出的班级，请检查 --data、--project、--class')
  return 0
}

function parse(args: readonly string[]): Selection & { readonly data?: string | undefined } {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { data: text, project: text, class: text } })
    return { data: values.data, projectId: values.project, classId: values.class }
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

async function writeLines(folder: string, selection: Selection): Promise<number> {
  // Only this command needs a database; the others start sooner without it.
  const { openSqliteReader } = await import('../../adapters/sqlite')
  let lines = 0
  try {
    const store = openSqliteReader(folder, MIGRATIONS)
    for await (const line of exportLines(store, selection)) {
      lines += 1
      if (!process.stdout.write(line)) await once(process.stdout, 'drain')
    }
    await store.close()
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause
    throw new UsageError(`数据目录 ${folder} 读不了：${cause.message}`, { cause })
  }
  return lines
}
