import { indexesOf } from '../../cloudfunctions/adapters/cloudbase/indexes'
import type { Index } from '../../cloudfunctions/adapters/cloudbase-manager'
import { CLOUD_COLLECTIONS } from '../../cloudfunctions/services/documents'

export interface NeededCollection {
  readonly name: string
  readonly indexes: readonly Index[]
}

/** Every collection that a store must be able to hold, and what says how they are laid out, with the indexes by which it keeps its promises. */
export const NEEDED: readonly NeededCollection[] = CLOUD_COLLECTIONS.map(shape => ({
  name: shape.name,
  indexes: indexesOf(shape),
}))
