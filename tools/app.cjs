const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { brotliCompressSync, gzipSync } = require('node:zlib')
const { serverOf } = require('../miniprogram/config/server.cjs')
const { root, newest } = require('./files.cjs')

const SOURCES = [
  'miniprogram',
  'cloudfunctions/contract',
  'cloudfunctions/domain/model.ts',
  'package-lock.json',
]
const FOLDERS = { h5: 'dist/h5', weapp: 'dist/weapp' }
/** By its age a product is known to be newer than its sources. */
const MAIN_FILES = { h5: 'index.html', weapp: 'app.json' }

/**
 * The folder of a product of the app, built first when a source is newer or when it was built for another server
 * (about half a minute). Test files run side by side: one of them builds, the others wait for it.
 *
 * @param {'h5' | 'weapp'} target
 * @param {{ folder?: string, environment?: Readonly<Record<string, string | undefined>> }} [options] `folder` is
 * one of `dist`, the product's own when absent; `environment` names the server of the mini-program, as `server.cjs`
 * reads it
 * @returns {string}
 * @throws {Error} with a sentence for whoever builds
 */
function builtApp(target, { folder = FOLDERS[target], environment = process.env } = {}) {
  const product = {
    target,
    folder,
    server: serverOf(target, environment),
    file: path.join(root, folder, MAIN_FILES[target]),
    serverFile: beside(folder, 'server.json'),
  }
  const lock = beside(folder, 'lock')
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  while (!taken(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  try {
    if (!isFresh(product)) build(product)
    return path.dirname(product.file)
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

/** A hidden file next to a product's folder: what lies within is uploaded. */
function beside(folder, ending) {
  return path.join(root, path.dirname(folder), `.${path.basename(folder)}.${ending}`)
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

function isFresh({ file, serverFile, server }) {
  const built = fs.statSync(file, { throwIfNoEntry: false })
  if (built === undefined || newest(SOURCES) > built.mtimeMs) return false
  return fs.existsSync(serverFile) && fs.readFileSync(serverFile, 'utf8') === JSON.stringify(server)
}

function build(product) {
  const { target, folder, server, serverFile } = product
  console.log(`正在构建${nameOf(product)}（约半分钟）……`)
  const taro = path.join(root, 'node_modules/@tarojs/cli/bin/taro')
  fs.rmSync(serverFile, { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [taro, 'build', '--type', target], {
    cwd: path.join(root, 'miniprogram'),
    env: { ...process.env, ...server, NODE_ENV: 'production', APP_FOLDER: folder },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status === 0 && target === 'h5') pack(path.join(root, folder))
  if (status === 0) fs.writeFileSync(serverFile, JSON.stringify(server))
  if (status !== 0 || !isFresh(product)) throw new Error(`构建没有成功：\n${stdout}\n${stderr}`)
}

/** Packed once here, and not at each request; the server chooses by what the browser takes. */
function pack(folder) {
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html)$/.test(name)) continue
    const file = path.join(folder, name)
    const content = fs.readFileSync(file)
    fs.writeFileSync(`${file}.br`, brotliCompressSync(content))
    fs.writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}

function nameOf({ target, server: { TARO_APP_API, TARO_APP_CLOUD_ENV } }) {
  if (target === 'h5') return '网页版'
  return TARO_APP_CLOUD_ENV
    ? `小程序，连接微信云环境 ${TARO_APP_CLOUD_ENV}`
    : `小程序，连接服务器 ${TARO_APP_API}`
}

module.exports = { builtApp }

if (require.main === module) {
  require('./install.cjs').ensureInstalled()
  try {
    console.log(`小程序在 ${builtApp('weapp')}，用微信开发者工具打开本项目即可预览和上传。`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
