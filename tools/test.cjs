/** `npm test`: installs if need be, and runs every test; what follows `--` goes to jest. */
const { spawnSync } = require('node:child_process')
const path = require('node:path')
const { root } = require('./files.cjs')

require('./install.cjs').ensureInstalled()
require('./face-models.cjs').ensureFaceModels({ withPictures: true })
const jest = path.join(root, 'node_modules/jest/bin/jest.js')
const { status } = spawnSync(process.execPath, [jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
