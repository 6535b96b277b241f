import * as wxServerSdk from 'wx-server-sdk'
import { MessengerError } from '../../ports/messenger'
import type { WechatCloud } from './config'

/** Parameters in the SDK's own case; it may reject with anything, and its answer is whatever came. */
export type SendSubscribeMessage = (parameters: object) => Promise<unknown>

interface Sdk {
  readonly DYNAMIC_CURRENT_ENV: string
  createNewInstance(config: object): {
    readonly openapi: { readonly subscribeMessage: { readonly send: SendSubscribeMessage } }
  }
}

const TIMEOUT_MS = 5_000

export function connect({
  env,
  serviceUrl,
  secretId,
  secretKey,
  timeoutMs,
}: WechatCloud): SendSubscribeMessage {
  // Its types lack createNewInstance and give results that may be void; what is used here is tested on the wire.
  const sdk = wxServerSdk as unknown as Sdk
  const { openapi } = sdk.createNewInstance({
    env: env ?? sdk.DYNAMIC_CURRENT_ENV,
    timeout: timeoutMs ?? TIMEOUT_MS,
    ...(serviceUrl !== undefined && { serviceUrl }),
    ...(secretId !== undefined && secretKey !== undefined && { secretId, secretKey }),
  })
  return parameters => openapi.subscribeMessage.send(parameters)
}

/**
 * Without credentials the SDK rejects a promise that nobody awaits, and the process dies of it.
 * @throws MessengerError
 */
export function requireCredentials({ secretId, secretKey }: WechatCloud): void {
  if (secretId && secretKey) return
  if (process.env.TENCENTCLOUD_SECRETID && process.env.TENCENTCLOUD_SECRETKEY) return
  throw new MessengerError(
    'not-sent',
    'there are no credentials for the cloud: it gives them to its functions',
    null,
  )
}
