/** `npm run -s jineng -- …`: the command line, bundled at its first use and whenever a source has changed. */
const { bundle } = require('./bundle.cjs')

// The database's native part can't be bundled, and only commands that ask a store load it.
require(
  bundle('cloudfunctions/entries/cli/main.ts', 'jineng.cjs', { minifySyntax: true, external: ['libsql'] }),
)
