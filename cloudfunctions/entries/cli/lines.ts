import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { UsageError } from './usage-error'

/** The lines of a file; `-` is standard input. @throws UsageError when it cannot be read */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  } catch (cause) {
    throw new UsageError(`读不了文件 ${file}：${(cause as Error).message}`, { cause })
  }
}
