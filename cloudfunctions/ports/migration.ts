import type { StoreReader, Write } from './store'

/** One step of a store's layout. A store without any migration is of layout 1. */
export interface Migration {
  /** The layout after it; the first migration leads to 2, each further one to the next. */
  readonly to: number
  /** What it does, in a few words for the log. */
  readonly what: string
  /**
   * Makes the new documents from the old ones. Collections are described by shapes that the migration carries itself,
   * since today's may not be tomorrow's. What it has written is seen by what it reads after; a write that is refused
   * fails the migration, and then nothing of it has happened.
   */
  apply(old: StoreReader, write: (writes: readonly Write[]) => Promise<void>): Promise<void>
  /** Names of collections that are gone afterwards. */
  readonly drops: readonly string[]
}
