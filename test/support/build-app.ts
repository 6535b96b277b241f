import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(__dirname, '../..')
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

/** The folder of a product of the app, built first when a source is newer (half a minute). */
export async function builtApp(target: keyof typeof products): Promise<string> {
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
