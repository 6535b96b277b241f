/** `npm run -s jineng -- …`: the command line, bundled at its first use and whenever a source has changed. */
require(
  require('./bundle.cjs').bundle('cloudfunctions/entries/cli/main.ts', 'jineng.cjs', { minifySyntax: true }),
)
