import type { Collection } from '../../ports/store'

/**
 * What a key, or the root of the fingerprints, must give back to be the one that values of this store were sealed
 * with. One is here before the first value is sealed with its key, and goes when no value needs the key any more.
 */
export interface KeyCheck {
  /** `root`, or `key ` and the key's id. */
  readonly id: string
  readonly value: string
}

export const KEY_CHECKS: Collection<KeyCheck> = {
  name: 'key-checks',
  unique: {},
  indexes: { byId: ['id'] },
}
