import { openCloudManager } from '../../../cloudfunctions/adapters/cloudbase-manager'
import { deploy, type Wish } from '../../../tools/deploy/deploy'
import type { Environment } from '../../../tools/deploy/settings'
import type { Product, Site } from '../../../tools/deploy/site'
import { STEP_NAMES, type StepName } from '../../../tools/deploy/step'
import { type CloudManagerStandIn, startCloudManager } from '../../support/cloud-manager'

const ACCOUNT = { secretId: 'stand-in-id', secretKey: 'stand-in-key' }
const ENV = 'jineng-1a2b'
const bytes = (fill: number) => Buffer.alloc(32, fill).toString('base64')
export const KEYS = `root=${bytes(1)},k1=${bytes(2)}`

export const COMPLETE: Environment = {
  CLOUD_ENV: ENV,
  TENCENTCLOUD_SECRETID: ACCOUNT.secretId,
  TENCENTCLOUD_SECRETKEY: ACCOUNT.secretKey,
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_UPLOAD_KEY: 'upload.key',
  JINENG_KEYS: KEYS,
}
const PRODUCTS: Readonly<Record<string, Product>> = {
  app: { triggers: [], limits: { timeoutSeconds: 20, memoryMegabytes: 256 } },
  rounds: {
    triggers: [{ name: 'every-five-minutes', type: 'timer', config: '0 */5 * * * * *' }],
    limits: { timeoutSeconds: 60, memoryMegabytes: 256 },
  },
}

export interface Bench {
  readonly standIn: CloudManagerStandIn
  /** All that the uploader was given, in its order. */
  readonly uploaded: string[]
  readonly said: string[]
  /** Some steps, or all; `except`: settings in place of the complete ones. */
  run(steps?: readonly StepName[], except?: Environment, wish?: Partial<Wish>): Promise<boolean>
  /** Makes the next upload fail. */
  breakUpload(error: Error): void
  /** As if the documents were laid out for another program. */
  layOut(trouble: 'older' | 'newer'): void
  close(): Promise<void>
}

/** A deployment of two small functions and a small app to the stand-in, without a real pause anywhere. */
export async function openBench(): Promise<Bench> {
  const standIn = await startCloudManager({ env: ENV, ...ACCOUNT })
  const uploaded: string[] = []
  const said: string[] = []
  let broken: Error | null = null
  let layout: Awaited<ReturnType<Site['layoutTrouble']>> = null
  const upload = (what: string) => {
    const error = broken
    broken = null
    if (error) return Promise.reject(error)
    uploaded.push(what)
    return Promise.resolve()
  }

  const siteOf = (environment: Environment): Site => ({
    environment,
    say: line => void said.push(line),
    manager: () =>
      openCloudManager(
        {
          env: environment.CLOUD_ENV ?? '',
          region: 'ap-shanghai',
          endpoint: standIn.url,
          credentials: {
            secretId: environment.TENCENTCLOUD_SECRETID ?? '',
            secretKey: environment.TENCENTCLOUD_SECRETKEY ?? '',
          },
        },
        { now: Date.now, delay: () => Promise.resolve() },
      ),
    uploader: () => ({
      uploadFunction: name => upload(`function ${name}`),
      uploadApp: async version => {
        await upload(`app ${version}`)
        return [{ name: '整包', bytes: 2_048 }]
      },
    }),
    layoutTrouble: async () => layout,
    products: PRODUCTS,
    builtApp: () => 'the built app',
    builtFunctions: () => 'the built functions',
    revision: () => ({ version: '1.2.3', description: 'abc1234 Say it' }),
    delay: () => Promise.resolve(),
  })

  return {
    standIn,
    uploaded,
    said,
    run: (steps = STEP_NAMES, except = {}, wish = {}) =>
      deploy({ steps, dryRun: false, ...wish }, siteOf({ ...COMPLETE, ...except })),
    breakUpload: error => {
      broken = error
    },
    layOut: trouble => {
      layout = trouble
    },
    close: () => standIn.close(),
  }
}
