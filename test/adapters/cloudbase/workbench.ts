import { indexesOf, openCloudbaseStore } from '../../../cloudfunctions/adapters/cloudbase'
import type { CollectionShape, Store } from '../../../cloudfunctions/ports/store'
import { type GatewayOptions, startGateway } from '../../support/cloudbase-gateway'
import { type RawDatabase, rawCloud } from './raw'

/** Waits that take no time, in the middle of what the lot could draw. */
const NO_WAITING = { pause: async () => {}, random: () => 0.5 }

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

function declared(collections: readonly CollectionShape[]): NonNullable<GatewayOptions['collections']> {
  const entries = collections.map(
    shape => [shape.name, indexesOf(shape).filter(({ unique }) => unique)] as const,
  )
  return Object.fromEntries(entries)
}
