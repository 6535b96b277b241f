import { openCloudbaseKeys, openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import type { Store } from '../../cloudfunctions/ports/store'
import { actAsFunction, NO_WAITING } from './act-as-function'
import { type GatewayOptions, startGateway } from './cloudbase-gateway'
import { DECLARED } from './cloudbase-gateway/declared'

/** A stand-in of WeChat's cloud with everything in it that the program's store needs. */
export interface LocalCloud {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>
  open(): Store
  /** What gives its documents the keys that they are found by now. */
  readonly rekey: ReturnType<typeof openCloudbaseKeys>
  /** After the stores that were opened in it. */
  close(): Promise<void>
}

/** @param openApis those of WeChat's own interfaces that are called */
export async function openLocalCloud(openApis: GatewayOptions['openApis'] = {}): Promise<LocalCloud> {
  actAsFunction()
  const gateway = await startGateway({ collections: DECLARED, openApis })
  return {
    gateway,
    open: () => openCloudbaseStore(gateway.address, NO_WAITING),
    rekey: openCloudbaseKeys(gateway.address, NO_WAITING),
    close: () => gateway.close(),
  }
}
