const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { root, newest } = require('./files.cjs')

const OLDEST_NODE = [20, 11]

/** Installs the packages that the lock file names, unless they are there already. Ends the process when it can't. */
function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`需要 Node.js ${OLDEST_NODE.join('.')} 以上，现在是 ${process.versions.node}。请先升级 Node.js。`)
  }
  const installed = fs.statSync(path.join(root, 'node_modules/.package-lock.json'), { throwIfNoEntry: false })
  if (installed && installed.mtimeMs >= newest(['package-lock.json'])) return
  console.log('首次运行，正在安装依赖（约一到三分钟）……')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail('依赖没有装好，原因见上。请检查网络或 npm 设置后再试。')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

module.exports = { ensureInstalled }
