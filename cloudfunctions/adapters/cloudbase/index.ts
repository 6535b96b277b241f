import type { CollectionShape, Store } from '../../ports/store'
import { type Pacing, REAL_PACING } from './attempts'
import { rekey } from './rekey'
import { type CloudbaseAddress, connect, requireCredentials } from './sdk'
import { CloudbaseStore } from './store'

export { indexesOf } from './indexes'
export type { CloudbaseAddress } from './sdk'

/**
 * A store in the document database of WeChat's cloud. Its collections, with the indexes of {@link indexesOf}, must have
 * been made there before. Nothing is sent before something is asked. @param pacing for tests alone
 */
export function openCloudbaseStore(address: CloudbaseAddress = {}, pacing: Pacing = REAL_PACING): Store {
  return new CloudbaseStore({ database: connect(address), pacing }, () => requireCredentials(address))
}

/** See {@link rekey}. @throws StoreError from what it returns */
export function openCloudbaseKeys(
  address: CloudbaseAddress,
  pacing: Pacing = REAL_PACING,
): (collection: CollectionShape, between: () => Promise<boolean>) => Promise<boolean> {
  const session = { database: connect(address), pacing }
  return async (collection, between) => {
    requireCredentials(address)
    return rekey(session, collection, between)
  }
}
