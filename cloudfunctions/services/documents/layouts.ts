import { type Collection, type CollectionShape, keyFieldsOf } from '../../ports/store'

/** The layout of the documents that this program reads and writes: one more than there are migrations. */
export const LAYOUT = 6

/** How a store's documents are laid out, where no file says it: an engine far away, which many programs use. */
export interface Layout {
  readonly id: 'layout'
  readonly layout: number
  /** Of each collection, the fields that its documents are found by, sorted. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  /** Collections that a migration has written to, whose documents are not found by all of their fields yet. */
  readonly unkeyed: readonly string[]
}

export const LAYOUTS: Collection<Layout> = { name: 'layouts', unique: {}, indexes: {} }

/** Those of these collections, as a program writes them. */
export function keysOf(collections: readonly CollectionShape[]): Layout['keys'] {
  return Object.fromEntries(collections.map(shape => [shape.name, keyFieldsOf(shape)]))
}
