import { indexesOf } from '../../cloudfunctions/adapters/cloudbase/indexes'
import type { Index } from '../../cloudfunctions/adapters/cloudbase-manager'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'

export interface NeededCollection {
  readonly name: string
  readonly indexes: readonly Index[]
}

/** Every collection that a store must be able to hold, with the indexes by which it keeps its promises. */
export const NEEDED: readonly NeededCollection[] = COLLECTIONS.map(shape => ({
  name: shape.name,
  indexes: indexesOf(shape),
}))
