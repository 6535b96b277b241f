import { indexesOf, openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import type { Store } from '../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'
import { type GatewayOptions, startGateway } from './cloudbase-gateway'

/** Waits that take no time, in the middle of what the lot could draw. */
const NO_WAITING = { pause: async () => {}, random: () => 0.5 }

/** A stand-in of WeChat's cloud with everything in it that the program's store needs. */
export interface LocalCloud {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>
  open(): Store
  /** After the stores that were opened in it. */
  close(): Promise<void>
}

/** @param openApis those of WeChat's own interfaces that are called */
export async function openLocalCloud(openApis: GatewayOptions['openApis'] = {}): Promise<LocalCloud> {
  actAsFunction()
  const collections = COLLECTIONS.map(
    shape => [shape.name, indexesOf(shape).filter(({ unique }) => unique)] as const,
  )
  const gateway = await startGateway({ collections: Object.fromEntries(collections), openApis })
  return {
    gateway,
    open: () => openCloudbaseStore(gateway.address, NO_WAITING),
    close: () => gateway.close(),
  }
}

/** As within a cloud function: without it the SDK looks for a cloud around it before each request. */
function actAsFunction(): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-env',
    // The SDK warns of requests that take long, also of those that have failed long ago.
    SILENCE: 'true',
  })
}
