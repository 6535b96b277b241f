import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { createWorkingCalendar } from '../../adapters/chinese-days/working-calendar'
import { problemsOf } from '../../contract/problem'
import { workingDaysSchema } from '../../contract/working-days'
import type { Dataset } from '../../domain/dataset'
import type { WorkingCalendar } from '../../domain/working-days'
import { readDataset } from '../../services/dataset/read'
import type { ReadOptions } from '../../services/dataset/reader'
import { showProgress } from './progress'

/** Whoever called us must change something; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

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
  const dataset = await readFile(file, keepDetails)
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

async function readFile(file: string, keepDetails: boolean): Promise<Dataset | null> {
  const bytes = file === '-' ? undefined : sizeOf(file)
  const progress = showProgress(bytes)
  const options: ReadOptions = { form: formOf(file), bytes, keepDetails, onProgress: progress.read }
  const answer = await readDataset(readable(file), options)
  progress.done()
  if (answer.dataset !== null) return answer.dataset
  for (const { path, what } of answer.problems) process.stderr.write(`${path}: ${what}\n`)
  if (answer.stopped) process.stderr.write('文件: 以上问题之后的内容没有再检查，改正后请再运行一次\n')
  return null
}

/** The file's chunks; what the machine can't read is for the caller to mend. */
async function* readable(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : fileChunks(file)
  } catch (cause) {
    throw new UsageError(`读不了${file === '-' ? '标准输入' : `文件 ${file}`}：${(cause as Error).message}`, {
      cause,
    })
  }
}

/** The file in chunks, all in the same memory: each must be used before the next is asked for. */
async function* fileChunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await fs.promises.open(file)
  try {
    const buffer = new Uint8Array(1 << 20)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

function sizeOf(file: string): number | undefined {
  try {
    const found = fs.statSync(file)
    if (found.isDirectory()) throw new UsageError(`${file} 是文件夹，请给出数据文件`)
    fs.accessSync(file, fs.constants.R_OK)
    return found.isFile() ? found.size : undefined
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new UsageError(
      missing ? `找不到文件 ${file}，请检查路径` : `打不开文件 ${file}：${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
}

function formOf(file: string): ReadOptions['form'] {
  if (/\.(ndjson|jsonl)$/i.test(file)) return 'ndjson'
  return /\.json$/i.test(file) ? 'json' : 'detect'
}
