const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { root, newest } = require('./files.cjs')

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
    fs.rmSync(lock, { force: true })
  }
}

/** The lock is a file with the number of the process that holds it; one whose holder has died is taken over. */
function taken(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isRunning(lock)) fs.rmSync(lock, { force: true })
    return false
  }
}

function isRunning(lock) {
  try {
    const pid = Number(fs.readFileSync(lock, 'utf8'))
    // Made, but not written yet.
    if (pid === 0) return true
    return process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return false
    if (error.code === 'EPERM') return true
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
