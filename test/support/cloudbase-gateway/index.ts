import { ENV, Gateway, type GatewayOptions, SECRET_ID } from './gateway'
import { listen } from './server'

export type { GatewayOptions } from './gateway'

export interface RunningGateway extends Pick<Gateway, 'faults' | 'onRequest' | 'contents'> {
  /** What the SDK needs to be told, by its configuration. */
  readonly address: {
    readonly env: string
    readonly serviceUrl: string
    readonly secretId: string
    readonly secretKey: string
  }
  close(): Promise<void>
}

/**
 * A stand-in for the gateway of WeChat's cloud on this machine: it answers what wx-server-sdk sends, unmodified, by its
 * documented rules, and refuses whatever it doesn't know. What it holds is gone when it is closed.
 */
export async function startGateway(options: GatewayOptions = {}): Promise<RunningGateway> {
  let origin = ''
  const gateway = new Gateway(options, () => origin)
  const server = await listen((request, body) => gateway.answer(request, body))
  origin = server.origin
  const address = { env: ENV, serviceUrl: `${origin}/admin`, secretId: SECRET_ID, secretKey: 'local-key' }
  return Object.assign(gateway, { address, close: server.close })
}
