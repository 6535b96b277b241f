import type { Store } from '../../ports/store'
import { type Pacing, REAL_PACING } from './attempts'
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
