import type { CollectionShape } from '../../ports/store'
import { keyPath } from './stored'

/** An index that the database must have: the SDK can't make it, the console and the manager's interface can. */
export interface NeededIndex {
  readonly name: string
  readonly unique: boolean
  /** In their order, all ascending: Mongo reads an index backwards as well. */
  readonly fields: readonly string[]
}

/** Without the unique ones the store would not keep its promise, and nobody would say so. */
export function indexesOf({ unique, indexes }: CollectionShape): NeededIndex[] {
  return [
    ...Object.entries(unique).map(([name, fields]) => ({ name, unique: true, fields: fields.map(keyPath) })),
    ...Object.entries(indexes).map(([name, fields]) => ({
      name,
      unique: false,
      // Ties go by the id.
      fields: [...fields.map(keyPath), '_id'],
    })),
  ]
}
