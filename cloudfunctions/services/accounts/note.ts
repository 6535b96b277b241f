import type { Commit, Store, Write } from '../../ports/store'

/** Something that an auditor may want to know of: an account was changed, or personal data was looked up. */
export interface Act {
  readonly type: 'act' | 'read'
  readonly operation: string
  /** Ids of what it was done to; never what was typed. */
  readonly objects: Readonly<Record<string, string>>
}

/** The writes that keep an act. They are committed together with what it does, so that neither is ever alone. */
export type Note = (act: Act) => Promise<readonly Write[]>

/**
 * The writes and the note of them, together or not at all. When it was the note that stood in the way, because another
 * act was noted at the same moment, it is made again.
 * @returns `at` counts the writes alone
 */
export async function commitNoted(
  { store }: { readonly store: Store },
  writes: readonly Write[],
  note: Note,
  act: Act,
): Promise<Commit> {
  for (;;) {
    const commit = await store.commit([...writes, ...(await note(act))])
    if (commit.committed || commit.at < writes.length) return commit
  }
}
