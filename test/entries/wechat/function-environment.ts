import { randomBytes } from 'node:crypto'
import type { Store } from '../../../cloudfunctions/ports/store'
import { type LocalCloud, openLocalCloud } from '../../support/local-cloud'

/** This process as an instance of a cloud function has it: its environment, its log, and a cloud around it. */
export interface FunctionEnvironment {
  readonly cloud: LocalCloud
  readonly store: Store
  /** The text of `JINENG_KEYS`. */
  readonly keys: string
  /** What the function wrote to its log. */
  readonly lines: readonly string[]
  close(): Promise<void>
}

const KEYS = ['root', 'k1'].map(id => `${id}=${randomBytes(32).toString('base64')}`).join(',')

/**
 * @param settings what was set for the function in the cloud's console
 * @param openApis those of WeChat's own interfaces that it calls
 */
export async function openFunctionEnvironment(
  settings: Readonly<Record<string, string>> = {},
  openApis: Parameters<typeof openLocalCloud>[0] = {},
): Promise<FunctionEnvironment> {
  const before = { ...process.env }
  const cloud = await openLocalCloud(openApis)
  const { env, serviceUrl, secretId, secretKey } = cloud.gateway.address
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: serviceUrl }),
    TCB_ENV: env,
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: 'token',
    JINENG_KEYS: KEYS,
    ...settings,
  })
  const lines: string[] = []
  for (const level of ['info', 'error'] as const) {
    jest.spyOn(console, level).mockImplementation((...said: unknown[]) => {
      lines.push(String(said[0]))
    })
  }
  const store = cloud.open()
  return {
    cloud,
    store,
    keys: KEYS,
    lines,
    close: async () => {
      jest.restoreAllMocks()
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
      await store.close()
      await cloud.close()
    },
  }
}

/** The moments of a slice at which its works begin nothing more. */
const UNTIL_MS = [4_000, 5_000, 7_000, 9_000, 11_000, 12_000]

/** A stopwatch that stands still for so many looks at a time; then the next kind of work is over. */
export function cutOffAfter(looks: number): () => number {
  let ended = 0
  let looked = -1
  return () => {
    if (looked++ >= looks) {
      ended += 1
      looked = 1
    }
    return ended === 0 ? 0 : (UNTIL_MS[ended - 1] ?? 60_000)
  }
}
