const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { root, newest } = require('./files.cjs')

/** Whoever holds the lock longer than this has died. */
const LONGEST_BUILD_MS = 300_000
const SOURCES = [
  'miniprogram',
  'cloudfunctions/contract',
  'cloudfunctions/domain/model.ts',
  'package-lock.json',
]
const PRODUCTS = { h5: 'dist/h5/index.html', weapp: 'dist/weapp/app.json' }

/**
 * The folder of a product of the app, built first when a source is newer (about half a minute). Test files run side
 * by side: one of them builds, the others wait for it.
 *
 * @param {'h5' | 'weapp'} target
 * @returns {string}
 */
function builtApp(target) {
  const lock = path.join(root, 'dist', `.${target}.lock`)
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  while (!taken(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  try {
    if (!isFresh(target)) build(target)
    return path.join(root, PRODUCTS[target], '..')
  } finally {
    fs.rmSync(lock, { recursive: true, force: true })
  }
}

function taken(lock) {
  const held = fs.statSync(lock, { throwIfNoEntry: false })
  if (held && Date.now() - held.mtimeMs > LONGEST_BUILD_MS) fs.rmSync(lock, { recursive: true, force: true })
  try {
    fs.mkdirSync(lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isFresh(target) {
  const built = fs.statSync(path.join(root, PRODUCTS[target]), { throwIfNoEntry: false })
  return built !== undefined && newest(SOURCES) <= built.mtimeMs
}

function build(target) {
  console.log(`正在构建${target === 'h5' ? '网页版' : '小程序'}（约半分钟）……`)
  const taro = path.join(root, 'node_modules/@tarojs/cli/bin/taro')
  const { status, stdout, stderr } = spawnSync(process.execPath, [taro, 'build', '--type', target], {
    cwd: path.join(root, 'miniprogram'),
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status !== 0 || !isFresh(target)) throw new Error(`构建没有成功：\n${stdout}\n${stderr}`)
}

module.exports = { builtApp }
