import { join } from 'node:path'

type BuiltApp = (target: 'h5' | 'weapp') => string

/** The folder of a product of the app, built first when a source is newer. Tests are run from the repository's root. */
export const builtApp: BuiltApp = target => {
  const app = require(join(process.cwd(), 'tools/app.cjs')) as { builtApp: BuiltApp }
  return app.builtApp(target)
}
