const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..')
const sources = path.join(root, 'cloudfunctions')

/**
 * Bundles one entry of the server for Node into `dist/`, unless that is newer than every source already. Written
 * beside its place and then moved, so that commands started at the same moment never read half of it.
 *
 * @param {string} entry path below `cloudfunctions/entries/`
 * @param {string} name file name in `dist/`
 * @param {{ external?: string[] }} [options] packages left to node_modules
 * @returns {string} the bundle's path
 */
function bundle(entry, name, options = {}) {
  const outfile = path.join(root, 'dist', name)
  if (isFresh(outfile)) return outfile
  const { outputFiles } = require('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: [path.join(sources, 'entries', entry)],
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

function isFresh(outfile) {
  const built = fs.statSync(outfile, { throwIfNoEntry: false })
  return (
    built !== undefined &&
    newest(sources) < built.mtimeMs &&
    changedAt(path.join(root, 'package-lock.json')) < built.mtimeMs
  )
}

function newest(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).reduce((latest, found) => {
    const at = path.join(folder, found.name)
    return Math.max(latest, found.isDirectory() ? newest(at) : changedAt(at))
  }, changedAt(folder))
}

function changedAt(file) {
  return fs.statSync(file).mtimeMs
}

module.exports = { bundle, root }
