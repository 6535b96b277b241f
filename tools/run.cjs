/** Runs a TypeScript tool of this project: `node tools/run.cjs bench/main.ts …`. */
const path = require('node:path')
const { root } = require('./files.cjs')

const [entry, ...args] = process.argv.slice(2)
const name = `tools/${entry.replace(/\.ts$/, '').replaceAll('/', '-')}.cjs`
process.chdir(root)
process.argv = [process.argv[0], path.join(root, entry), ...args]
require(
  require('./bundle.cjs').bundle(entry, name, {
    packages: 'external',
    sources: ['cloudfunctions', 'miniprogram', 'bench', 'test/support'],
  }),
)
