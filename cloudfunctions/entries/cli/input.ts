import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { createWorkingCalendar } from '../../adapters/chinese-days/working-calendar'
import { problemsOf } from '../../contract/problem'
import { workingDaysSchema } from '../../contract/working-days'
import type { Dataset } from '../../domain/dataset'
import type { WorkingCalendar } from '../../domain/working-days'
import { openDatasetFile, readDatasetFile } from './dataset-file'
import { UsageError } from './usage-error'

export interface Input {
  readonly dataset: Dataset
  readonly calendar: WorkingCalendar
  readonly trainee: string | undefined
}

/** Reads the file that the arguments name; null when it is bad, with each problem written to standard error. */
export async function readInput(
  args: readonly string[],
  { keepDetails, trainee }: { readonly keepDetails: boolean; readonly trainee: boolean },
): Promise<Input | null> {
  const { values, positionals } = parse(args, trainee)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new UsageError('请给出一个数据文件，或用 - 表示标准输入')
  const calendar = readCalendar(values['working-days'])
  const dataset = await readDatasetFile(openDatasetFile(file), keepDetails)
  return dataset && { dataset, calendar, trainee: values.trainee }
}

function parse(args: readonly string[], trainee: boolean) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'working-days': { type: 'string' }, ...(trainee ? { trainee: { type: 'string' } } : {}) },
    }) as { values: { 'working-days'?: string; trainee?: string }; positionals: string[] }
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function readCalendar(file: string | undefined): WorkingCalendar {
  if (file === undefined) return createWorkingCalendar({ years: [], days: {} })
  const parsed = workingDaysSchema.safeParse(parseJson(file), { reportInput: true })
  if (parsed.success) return createWorkingCalendar(parsed.data)
  const lines = problemsOf(parsed.error, '').map(({ path, what }) => `${path}: ${what}`)
  throw new UsageError(`节假日补充表 ${file} 有误：\n${lines.join('\n')}`)
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown
  } catch (cause) {
    throw new UsageError(`读不了节假日补充表 ${file}：${(cause as Error).message}`, { cause })
  }
}
