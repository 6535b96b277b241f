const fs = require('node:fs')
const path = require('node:path')
const { root, newest } = require('./files.cjs')

/**
 * Bundles a TypeScript entry for Node into `dist/`, unless the bundle is newer than every source already. Written
 * beside its place and then moved, so that commands started at the same moment never read half of it.
 *
 * @param {string} entry path from the root
 * @param {string} name file name in `dist/`
 * @param {import('esbuild').BuildOptions & { sources?: string[] }} [options] `sources`: folders whose change makes
 *   the bundle stale
 * @returns {string} the bundle's path
 */
function bundle(entry, name, { sources = ['cloudfunctions'], ...options } = {}) {
  const outfile = path.join(root, 'dist', name)
  if (isFresh(outfile, sources)) return outfile
  const { outputFiles } = require('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    ...options,
  })
  fs.mkdirSync(path.dirname(outfile), { recursive: true })
  for (const { path: file, contents } of outputFiles) {
    const fresh = `${file}.${process.pid}`
    fs.writeFileSync(fresh, contents)
    fs.renameSync(fresh, file)
  }
  return outfile
}

function isFresh(outfile, sources) {
  const built = fs.statSync(outfile, { throwIfNoEntry: false })
  return built !== undefined && newest([...sources, 'tools', 'package-lock.json']) < built.mtimeMs
}

module.exports = { bundle }
