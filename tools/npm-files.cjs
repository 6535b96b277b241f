const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { gunzipSync } = require('node:zlib')

/**
 * Some files of one package, by their checksums: without installing the package, so that nothing comes along with it.
 *
 * @typedef {object} NpmFiles
 * @property {string} package name and exact version
 * @property {string} sha256 of the package's tarball, hex
 * @property {string} from the folder within the tarball
 * @property {Readonly<Record<string, string>>} files name to SHA-256, hex
 */

/**
 * Brings files through the registry that npm is configured with, unless they are all there already. Either all are in
 * the folder afterwards, or what was there before.
 *
 * @param {NpmFiles} wanted
 * @param {string} folder absolute
 * @throws {Error} with one sentence for whoever sets up
 */
function bringNpmFiles(wanted, folder) {
  if (areThere(wanted, folder)) return
  const beside = `${folder}.${process.pid}`
  fs.mkdirSync(beside, { recursive: true })
  try {
    const contents = filesOf(packed(wanted, beside), wanted)
    fs.rmSync(beside, { recursive: true })
    fs.mkdirSync(beside)
    for (const [name, content] of contents) fs.writeFileSync(path.join(beside, name), content)
    replace(folder, beside, wanted)
  } finally {
    fs.rmSync(beside, { recursive: true, force: true })
  }
}

function replace(folder, fresh, wanted) {
  try {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(fresh, folder)
  } catch (error) {
    // Another process that was started at the same moment may have been first.
    if (!areThere(wanted, folder)) throw error
  }
}

/** @returns {boolean} whether each file is there with its checksum */
function areThere({ files }, folder) {
  return Object.entries(files).every(([name, sum]) => {
    const file = path.join(folder, name)
    return fs.existsSync(file) && sha256(fs.readFileSync(file)) === sum
  })
}

function packed(wanted, folder) {
  const { status } = spawnSync('npm', ['pack', '--silent', '--ignore-scripts', wanted.package], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const tarball = fs.readdirSync(folder).find(name => name.endsWith('.tgz'))
  if (status !== 0 || tarball === undefined) {
    throw new Error(`没有取到 ${wanted.package}，原因见上。请检查网络或 npm 设置后再试。`)
  }
  return fs.readFileSync(path.join(folder, tarball))
}

/**
 * @param {Buffer} tarball
 * @param {NpmFiles} wanted
 * @returns {readonly (readonly [string, Buffer])[]}
 */
function filesOf(tarball, wanted) {
  if (sha256(tarball) !== wanted.sha256) {
    throw new Error(`${wanted.package} 下载不完整或不是原来的文件（校验和不符），没有采用。请再试一次。`)
  }
  const entries = new Map(entriesOf(gunzipSync(tarball)))
  return Object.entries(wanted.files).map(([name, sum]) => {
    const content = entries.get(`${wanted.from}/${name}`)
    if (content && sha256(content) === sum) return [name, content]
    throw new Error(`${wanted.package} 中没有 ${name}，或它不是原来的文件（校验和不符），没有采用。`)
  })
}

const BLOCK = 512

/** The plain files of a tar archive, whose names npm keeps within the first header field. */
function* entriesOf(tar) {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const name = textIn(tar, at, 100)
    const size = Number.parseInt(textIn(tar, at + 124, 12), 8)
    yield [name, tar.subarray(at + BLOCK, at + BLOCK + size)]
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

function textIn(bytes, from, length) {
  return bytes
    .subarray(from, from + length)
    .toString('latin1')
    .replace(/\0.*$/s, '')
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

module.exports = { bringNpmFiles }
