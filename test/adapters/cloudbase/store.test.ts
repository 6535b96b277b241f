import { CONTRACT_COLLECTIONS, describeStore } from '../../ports/store.contract'
import { benches } from './workbench'

const newBench = benches(CONTRACT_COLLECTIONS)

describe('the CloudBase store keeps the store contract', () => {
  describeStore(async () => (await newBench()).open())
})
