import fs from 'node:fs'
import type { Dataset } from '../../domain/dataset'
import { readDataset } from '../../services/dataset/read'
import type { ReadOptions } from '../../services/dataset/reader'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

/** A file of rows, or standard input, as it was named. */
export interface DatasetFile {
  readonly form: ReadOptions['form']
  /** Undefined: nobody knows before the end. */
  readonly bytes: number | undefined
  /** All of them share memory: each chunk must be used before the next is asked for. @throws UsageError */
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/** @param file `-` for standard input. @throws UsageError */
export function openDatasetFile(file: string): DatasetFile {
  const bytes = file === '-' ? undefined : sizeOf(file)
  return { form: formOf(file), bytes, chunks: () => readable(file) }
}

/** The file's dataset; null when it is bad, with each problem written to standard error. @throws UsageError */
export async function readDatasetFile(
  { form, bytes, chunks }: DatasetFile,
  keepDetails: boolean,
): Promise<Dataset | null> {
  const progress = showProgress(bytes)
  const answer = await readDataset(chunks(), { form, bytes, keepDetails, onProgress: progress.read })
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
