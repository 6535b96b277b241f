/** `npm run -s jineng -- …`: the command line, bundled at its first use and whenever a source has changed. */
const { bundle } = require('./bundle.cjs')

// A store's engine stays outside: one has a native part, the other is large, and only commands that ask for it load it.
require(
  bundle('cloudfunctions/entries/cli/main.ts', 'jineng.cjs', {
    minifySyntax: true,
    external: ['libsql', 'wx-server-sdk'],
  }),
)
