/** `npm start`: installs, builds what is stale, and runs the embedded server with the browser build of the app. */
require('./install.cjs').ensureInstalled()
require('./app.cjs').builtApp('h5')
require(
  require('./bundle.cjs').bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', {
    packages: 'external',
  }),
)
