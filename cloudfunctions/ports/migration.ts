import type { StoreReader, Write } from './store'

/** One step of a store's layout. A store without any migration is of layout 1. */
export interface Migration {
  /** The layout after it; the first migration leads to 2, each further one to the next. */
  readonly to: number
  /** What it does, in a few words for the log. */
  readonly what: string
  /**
   * Makes the new documents from the old ones. Collections are described by shapes that the migration carries itself,
   * since today's may not be tomorrow's; they are read along fields by which the program before found them. What it has
   * written is seen by what it reads after; a write that is refused fails the migration.
   *
   * An engine with a transaction of that size does all of it or nothing. Another applies it again, from its beginning,
   * when it was stopped: over documents of which it has made new ones already, of which the same must come. What was
   * inserted then is there, and what was removed is gone, without being refused.
   */
  apply(old: StoreReader, write: (writes: readonly Write[]) => Promise<void>): Promise<void>
  /** Names of collections that are gone afterwards. */
  readonly drops: readonly string[]
}
