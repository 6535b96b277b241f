import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatasetFile, openDatasetFile } from './dataset-file'
import { UsageError } from './usage-error'

const CHUNK = 1 << 20

/**
 * A file that is read twice, first to be checked and then to be used, and is the same both times. What can be read only
 * once, as standard input can, is kept in a nameless file meanwhile, which is gone with the process.
 */
export class TwiceRead {
  readonly #file: DatasetFile
  #spool: FileHandle | null = null
  /** SHA-256 of all its bytes, once it was read. */
  #digest: string | null = null

  constructor(name: string) {
    this.#file = openDatasetFile(name)
  }

  get first(): DatasetFile {
    return { ...this.#file, chunks: () => this.#first() }
  }

  get second(): DatasetFile {
    return { ...this.#file, chunks: () => this.#second() }
  }

  get digest(): string {
    if (this.#digest === null) throw new RangeError('the file was not read yet')
    return this.#digest
  }

  async close(): Promise<void> {
    await this.#spool?.close()
  }

  async *#first(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    this.#spool = this.#file.bytes === undefined ? await namelessFile() : null
    for await (const chunk of this.#file.chunks()) {
      hash.update(chunk)
      await this.#spool?.appendFile(chunk)
      yield chunk
    }
    this.#digest = hash.digest('hex')
  }

  /** @throws UsageError when it is not what was read first */
  async *#second(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    for await (const chunk of this.#spool ? spooled(this.#spool) : this.#file.chunks()) {
      hash.update(chunk)
      yield chunk
    }
    if (hash.digest('hex') !== this.digest) throw fileChanged()
  }
}

export function fileChanged(): UsageError {
  return new UsageError('文件在读取途中变了，什么都没有导入。请等它写完后再运行一次')
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'jineng-'))
  try {
    return await open(join(folder, 'input'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function* spooled(spool: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(CHUNK)
  for (let position = 0; ; ) {
    const { bytesRead } = await spool.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
