/**
 * `npm start`: installs, builds what is stale, and runs the browser build of the app on an engine: `-- --engine sqlite`,
 * which is the rule, is the embedded server; `-- --engine cloudbase` the cloud functions in a cloud on this machine.
 */
const ENGINES = {
  sqlite: () => {
    if (process.env.JINENG_FACE !== 'off') require('./face-models.cjs').prepareFaceEngine()
    return built('cloudfunctions/entries/local/main.ts', 'server.cjs')
  },
  cloudbase: () => {
    require('./functions.cjs').builtFunctions()
    const sources = ['cloudfunctions', 'test/support']
    return built('test/support/development-cloud/main.ts', 'development-cloud.cjs', sources)
  },
}

function built(entry, name, sources = ['cloudfunctions']) {
  return require('./bundle.cjs').bundle(entry, name, { packages: 'external', sources })
}

/** The engine that the arguments name; undefined when they say anything else. */
function engineOf(args) {
  const said = args.join(' ')
  if (said === '') return 'sqlite'
  return Object.keys(ENGINES).find(name => said === `--engine ${name}` || said === `--engine=${name}`)
}

const engine = engineOf(process.argv.slice(2))
if (engine === undefined) {
  console.error('只认识 --engine sqlite（默认，内嵌服务）和 --engine cloudbase（本机的开发云）。')
  process.exitCode = 2
} else {
  require('./install.cjs').ensureInstalled()
  require('./app.cjs').builtApp('h5')
  require(ENGINES[engine]())
}
