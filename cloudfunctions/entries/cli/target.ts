import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from './usage-error'

/** Where a command's lines go. */
export interface Target {
  write(line: string): Promise<void>
  /** All is written. */
  finish(): Promise<void>
  /** Leaves nothing of what was not finished. */
  discard(): Promise<void>
}

/**
 * Standard output, or a file that gets its name when it is whole and safe on the disk, and that its owner alone reads.
 * @param file undefined: standard output. @throws UsageError when the file is there already, or can't be made
 */
export async function openTarget(file: string | undefined): Promise<Target> {
  if (file === undefined) return STANDARD_OUTPUT
  if (file === '') throw new UsageError('--out 后面要写文件的路径')
  if (existsSync(file)) throw new UsageError(`已经有 ${file} 了，不会覆盖，请换一个文件名`)
  const unnamed = `${file}.${process.pid}.partial`
  const handle = await open(unnamed, 'wx', 0o600).catch((cause: Error) => {
    throw new UsageError(`写不了 ${file}：${cause.message}`, { cause })
  })
  return new FileTarget(file, unnamed, handle)
}

const STANDARD_OUTPUT: Target = {
  async write(line) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain')
  },
  async finish() {},
  async discard() {},
}

const GATHERED = 1 << 18

class FileTarget implements Target {
  #gathered: string[] = []
  #length = 0
  #finished = false

  constructor(
    private readonly file: string,
    private readonly unnamed: string,
    private readonly handle: Awaited<ReturnType<typeof open>>,
  ) {}

  async write(line: string): Promise<void> {
    this.#gathered.push(line)
    this.#length += line.length
    if (this.#length >= GATHERED) await this.#flush()
  }

  async finish(): Promise<void> {
    await this.#flush()
    await this.handle.sync()
    await this.handle.close()
    await rename(this.unnamed, this.file)
    this.#finished = true
    const folder = await open(dirname(this.file))
    await folder.sync()
    await folder.close()
  }

  async discard(): Promise<void> {
    if (this.#finished) return
    await this.handle.close()
    await rm(this.unnamed, { force: true })
  }

  async #flush(): Promise<void> {
    const text = this.#gathered.join('')
    this.#gathered = []
    this.#length = 0
    try {
      await this.handle.appendFile(text)
    } catch (cause) {
      throw new UsageError(`写不了 ${this.file}：${(cause as Error).message}`, { cause })
    }
  }
}
