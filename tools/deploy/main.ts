import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type CloudManager, openCloudManager } from '../../cloudfunctions/adapters/cloudbase-manager'
import { openCloud } from '../../cloudfunctions/entries/cli/named-store'
import { type LayoutError, layoutTrouble } from '../../cloudfunctions/services/layout/hold'
import { deploy, USAGE } from './deploy'
import { DeployProblem } from './problem'
import { revisionOf } from './revision'
import { type Environment, setting, settingsIn } from './settings'
import type { Product, Site } from './site'
import { openUploader, type Uploader } from './uploader'
import { argumentsOf } from './wish'

const root = process.cwd()
const DEFAULT_REGION = 'ap-shanghai'

function manager(environment: Environment): Promise<CloudManager> {
  const token = environment.TENCENTCLOUD_SESSIONTOKEN
  return openCloudManager({
    env: setting(environment, 'CLOUD_ENV'),
    region: environment.CLOUD_REGION || DEFAULT_REGION,
    credentials: {
      secretId: setting(environment, 'TENCENTCLOUD_SECRETID'),
      secretKey: setting(environment, 'TENCENTCLOUD_SECRETKEY'),
      ...(token && { token }),
    },
    ...(environment.CLOUD_MANAGER_URL && { endpoint: environment.CLOUD_MANAGER_URL }),
  })
}

function uploader(environment: Environment): Uploader {
  return openUploader({
    root,
    tools: join(root, 'dist/uploader'),
    appid: setting(environment, 'WECHAT_APPID'),
    keyFile: resolve(setting(environment, 'WECHAT_UPLOAD_KEY')),
    env: environment.CLOUD_ENV ?? '',
    robot: robotOf(environment.WECHAT_ROBOT || '1'),
  })
}

async function troubleIn(environment: Environment): Promise<LayoutError['why'] | null> {
  // The SDK takes the token of passing credentials from there alone.
  if (environment.TENCENTCLOUD_SESSIONTOKEN) {
    process.env.TENCENTCLOUD_SESSIONTOKEN = environment.TENCENTCLOUD_SESSIONTOKEN
  }
  const store = await openCloud({
    env: setting(environment, 'CLOUD_ENV'),
    secretId: setting(environment, 'TENCENTCLOUD_SECRETID'),
    secretKey: setting(environment, 'TENCENTCLOUD_SECRETKEY'),
    ...(environment.CLOUD_URL && { serviceUrl: environment.CLOUD_URL }),
  })
  try {
    return (await layoutTrouble(store))?.why ?? null
  } finally {
    await store.close()
  }
}

function robotOf(text: string): number {
  const robot = Number(text)
  if (/^\d+$/.test(text) && robot >= 1 && robot <= 30) return robot
  throw new DeployProblem(`WECHAT_ROBOT 应为 1 到 30 的整数，现在是“${text}”。`)
}

function siteOf(environment: Environment): Site {
  const { FUNCTIONS, builtFunctions } = require(join(root, 'tools/functions.cjs')) as {
    FUNCTIONS: Readonly<Record<string, Product>>
    builtFunctions(): string
  }
  const { builtApp } = require(join(root, 'tools/app.cjs')) as {
    builtApp(target: 'weapp', options: { environment: Environment }): string
  }
  let opened: Promise<CloudManager> | null = null
  return {
    environment,
    say: line => console.log(line),
    manager: () => {
      opened ??= manager(environment)
      return opened
    },
    uploader: () => uploader(environment),
    layoutTrouble: () => troubleIn(environment),
    products: FUNCTIONS,
    builtApp: () =>
      builtApp('weapp', { environment: { TARO_APP_CLOUD_ENV: setting(environment, 'CLOUD_ENV') } }),
    builtFunctions,
    revision: () => revisionOf(root),
    delay: ms => delay(ms),
  }
}

async function main(args: readonly string[]): Promise<boolean> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return true
  }
  try {
    const wish = argumentsOf(args)
    const written = wish.settingsFile === null ? {} : settingsIn(wish.settingsFile)
    return await deploy(wish, siteOf({ ...process.env, ...written }))
  } catch (error) {
    if (!(error instanceof DeployProblem)) throw error
    console.error(error.message)
    return false
  }
}

main(process.argv.slice(2)).then(done => {
  process.exitCode = done ? 0 : 1
})
