import { openCloudbaseStore } from '../../../cloudfunctions/adapters/cloudbase'
import type { CollectionShape, Store } from '../../../cloudfunctions/ports/store'
import { actAsFunction, NO_WAITING } from '../../support/act-as-function'
import { type GatewayOptions, startGateway } from '../../support/cloudbase-gateway'
import { declared } from '../../support/cloudbase-gateway/declared'
import { type RawDatabase, rawCloud } from './raw'

export interface Bench {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>
  /** The SDK as it comes, on an instance of its own. */
  cloud(): ReturnType<typeof rawCloud>
  /** Its database, which answers null for what is not there. */
  raw(): RawDatabase
  /** A store on an SDK instance of its own. */
  open(timeoutMs?: number): Store
  /** Actions that were asked for since the last call, without their `database.`. */
  actions(): string[]
}

/** A gateway with these collections and their indexes, and stores on it. All is closed after the test. */
export function benches(
  collections: readonly CollectionShape[],
): (options?: GatewayOptions) => Promise<Bench> {
  const open: { close(): Promise<void> }[] = []
  beforeAll(actAsFunction)
  afterEach(async () => {
    // Stores first: what they have been asked for must not meet a closed gateway.
    for (const one of open.splice(0).reverse()) await one.close()
  })
  return async options => {
    const gateway = await startGateway({ collections: declared(collections), ...options })
    open.push(gateway)
    let actions: string[] = []
    gateway.onRequest = ({ action }) => {
      actions.push(action.replace('database.', ''))
    }
    const cloud = () => rawCloud(gateway.address)
    return {
      gateway,
      cloud,
      raw: () => cloud().database({ throwOnNotFound: false }),
      open: timeoutMs => {
        const address = { ...gateway.address, ...(timeoutMs !== undefined && { timeoutMs }) }
        const store = openCloudbaseStore(address, NO_WAITING)
        open.push(store)
        return store
      },
      actions: () => {
        const since = actions
        actions = []
        return since
      },
    }
  }
}
