import { CONTRACT_COLLECTIONS, describeStore } from '../../ports/store.contract'
import type { GatewayOptions } from '../../support/cloudbase-gateway'
import { benches } from './workbench'

const newBench = benches(CONTRACT_COLLECTIONS)

/** What is not known of the real cloud, either way. */
const CLOUDS: readonly GatewayOptions[] = [
  { spelling: 'E11000', conflictsAt: 'operation' },
  { spelling: 'DATABASE_DUPLICATE_WRITE', conflictsAt: 'commit' },
]

describe.each(CLOUDS)('the CloudBase store keeps the store contract on a cloud with %p', options => {
  describeStore(async () => (await newBench(options)).open())
})
