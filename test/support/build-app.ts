import { join } from 'node:path'

interface Options {
  /** The product's own when absent. */
  readonly folder?: string
  /** Names the mini-program's server. */
  readonly environment?: Readonly<Record<string, string>>
}
type BuiltApp = (target: 'h5' | 'weapp', options?: Options) => string

/** The folder of a product of the app, built first when a source is newer. Tests are run from the repository's root. */
export const builtApp: BuiltApp = (target, options) => {
  const app = require(join(process.cwd(), 'tools/app.cjs')) as { builtApp: BuiltApp }
  return app.builtApp(target, options)
}

export const SERVER = 'http://127.0.0.1:8787'

/** The mini-program as it talks to the embedded server; the folder that is uploaded stays as it is. */
export const weappOverHttp = (): string =>
  builtApp('weapp', { folder: 'dist/test/weapp', environment: { TARO_APP_API: SERVER } })

export const CLOUD_ENV = 'test-env-1g2h3j'

/** The mini-program as it calls the functions of WeChat's cloud. */
export const weappOverCloud = (): string =>
  builtApp('weapp', { folder: 'dist/test/weapp-cloud', environment: { TARO_APP_CLOUD_ENV: CLOUD_ENV } })
