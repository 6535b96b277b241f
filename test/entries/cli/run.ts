import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const ROOT = path.resolve(__dirname, '../../..')

export interface Run {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  /** Standard input: a text, or an open file. */
  readonly input?: string | number
  /** Stop reading standard output after so many bytes, as `head -c` does. */
  readonly readAtMost?: number
  /** Close standard error at the first that comes of it, as `2>&1 | head -1` does. */
  readonly closeErrors?: boolean
  /** Variables beside those of the test itself. */
  readonly env?: Readonly<Record<string, string>>
}

/** `npm run -s jineng -- …`, without npm. */
export function jineng(
  args: readonly string[],
  { input = '', readAtMost, closeErrors = false, env = {} }: Options = {},
): Promise<Run> {
  const stdin = typeof input === 'number' ? input : 'pipe'
  const child = spawn(process.execPath, ['tools/jineng.cjs', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  let length = 0
  child.stdout!.on('data', (chunk: Buffer) => {
    out.push(chunk)
    length += chunk.length
    if (readAtMost !== undefined && length >= readAtMost) child.stdout!.destroy()
  })
  child.stderr!.on('data', (chunk: Buffer) => {
    err.push(chunk)
    if (closeErrors) child.stderr!.destroy()
  })
  // Whoever refuses its input early closes it, which is no failure of the test.
  child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error
  })
  if (typeof input === 'string') child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', status =>
      resolve({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    )
  })
}

/** A folder of the test's own. */
export class Folder {
  readonly path = fs.mkdtempSync(path.join(os.tmpdir(), 'jineng-cli-'))

  /** Writes a file and answers its path. */
  file(name: string, contents: string | Uint8Array): string {
    const file = path.join(this.path, name)
    fs.writeFileSync(file, contents)
    return file
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true })
  }
}
