import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Whoever holds the lock longer than this has died. */
const LONGEST_BUILD_MS = 200_000

/** Tests and tools are run from the repository's root. */
const root = process.cwd()
const sources = [
  'miniprogram',
  'cloudfunctions/contract',
  'cloudfunctions/domain/model.ts',
  'package-lock.json',
]
const products = { h5: 'dist/h5/index.html', weapp: 'dist/weapp/app.json' } as const

function newest(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

function isFresh(product: string): boolean {
  const built = statSync(join(root, product), { throwIfNoEntry: false })
  return built !== undefined && sources.every(source => newest(join(root, source)) <= built.mtimeMs)
}

/** By its code alone: in jest an error of Node's own is not an instance of the test's `Error`. */
const isTaken = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'

/** Test files run side by side: one of them builds, the others wait for it. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(root, 'dist', `.${name}.lock`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (;;) {
    const held = statSync(lock, { throwIfNoEntry: false })
    if (held && Date.now() - held.mtimeMs > LONGEST_BUILD_MS) rmSync(lock, { recursive: true, force: true })
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (!isTaken(error)) throw error
      await setTimeout(250)
    }
  }
  return work().finally(() => rmSync(lock, { recursive: true, force: true }))
}

/** The folder of a product of the app, built first when a source is newer (half a minute). */
export const builtApp = (target: keyof typeof products): Promise<string> =>
  alone(target, () => buildIfStale(target))

async function buildIfStale(target: keyof typeof products): Promise<string> {
  const product = products[target]
  if (!isFresh(product)) {
    await promisify(execFile)(
      process.execPath,
      [join(root, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', target],
      {
        cwd: join(root, 'miniprogram'),
        env: { ...process.env, NODE_ENV: 'production' },
        maxBuffer: 1 << 26,
      },
    )
  }
  if (!isFresh(product)) throw new Error(`Taro ended well but wrote no new ${product}`)
  return resolve(root, product, '..')
}
