const fs = require('node:fs')
const path = require('node:path')
const { root, newest } = require('./files.cjs')

const SOURCES = 'cloudfunctions/entries/wechat'
const PRODUCTS = 'dist/cloudfunctions'

/** The default of three seconds is too short for any of them. */
const LIMITS = { timeoutSeconds: 20, memoryMegabytes: 256 }

/**
 * The cloud's functions. A trigger's moments are Beijing's, though the clock within a function is UTC: the seven fields
 * are second, minute, hour, day, month, weekday, year.
 *
 * @type {Readonly<Record<string, { triggers: readonly object[], openapi: readonly string[], limits: typeof LIMITS }>>}
 */
const FUNCTIONS = {
  app: { triggers: [], openapi: [], limits: LIMITS },
  rounds: {
    triggers: [{ name: 'every-five-minutes', type: 'timer', config: '0 */5 * * * * *' }],
    openapi: ['subscribeMessage.send'],
    // Thrice what the work inside allows itself, and the most that WeChat's console offers.
    limits: { ...LIMITS, timeoutSeconds: 60 },
  },
  'ezviz-webhook': { triggers: [], openapi: [], limits: LIMITS },
}

/** The oldest Node that the cloud offers and the code runs on. */
const TARGET = 'node20'

/**
 * The folder of all functions as the developer tools upload them: each with everything that it needs in one file,
 * built first when a source is newer.
 *
 * @returns {string} `dist/cloudfunctions`
 */
function builtFunctions() {
  for (const name of Object.keys(FUNCTIONS)) if (!isFresh(name)) build(name)
  return path.join(root, PRODUCTS)
}

function isFresh(name) {
  const built = fs.statSync(path.join(root, PRODUCTS, name, 'index.js'), { throwIfNoEntry: false })
  return built !== undefined && newest(['cloudfunctions', 'tools', 'package-lock.json']) < built.mtimeMs
}

function build(name) {
  const { outputFiles } = bundled(sourceOf(name), path.join(PRODUCTS, name, 'index.js'))
  const folder = path.join(root, PRODUCTS, name)
  fs.mkdirSync(folder, { recursive: true })
  write(path.join(folder, 'package.json'), json({ name, version: version(), main: 'index.js' }))
  write(path.join(folder, 'config.json'), json(configOf(FUNCTIONS[name])))
  // Last: it is by its age that the folder is known to be whole.
  for (const { contents } of outputFiles) write(path.join(folder, 'index.js'), contents)
}

function sourceOf(name) {
  return path.join(SOURCES, name, 'index.ts')
}

/**
 * One file with everything in it, as every function is built: what is measured against them is bundled here too.
 *
 * @param {string} entry from the root
 * @param {string} outfile from the root; it is not written
 */
function bundled(entry, outfile) {
  return require('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    // Names stand in logs, and errors are told apart by them.
    keepNames: true,
    // V8 reads an arrow function's body twice before it runs it, and every package stands in one: a quarter of a cold
    // start's loading, as `npm run bench -- functions` measures it.
    supported: { arrow: false },
    platform: 'node',
    target: TARGET,
    format: 'cjs',
    logLevel: 'warning',
  })
}

function configOf({ triggers, openapi }) {
  return { permissions: { openapi }, triggers }
}

function version() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Beside its place and then moved, so that what runs at the same moment never reads half of it. */
function write(file, contents) {
  const fresh = `${file}.${process.pid}`
  fs.writeFileSync(fresh, contents)
  fs.renameSync(fresh, file)
}

module.exports = { builtFunctions, bundled, sourceOf, FUNCTIONS }

if (require.main === module) {
  require('./install.cjs').ensureInstalled()
  console.log(builtFunctions())
}
