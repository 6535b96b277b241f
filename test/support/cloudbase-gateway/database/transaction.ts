import type { Doc } from '../ejson'
import type { Change } from './change'
import { type Documents, keysOf } from './collection'

/** What a transaction sees: the database as it was when it began, and what it has written itself. */
export class Transaction {
  readonly #written = new Map<Documents, Map<string, Doc | null>>()
  /** Names of what it has locked. */
  readonly locked = new Set<string>()

  constructor(
    readonly id: string,
    /** It sees nothing of what was committed after. */
    readonly moment: number,
    /** By the clock, in ms. */
    readonly endsAt: number,
  ) {}

  find(documents: Documents, id: string): Doc | undefined {
    const own = this.#written.get(documents)?.get(id)
    return own === undefined ? documents.find(id, this.moment) : (own ?? undefined)
  }

  /** Which document it sees a key of; see {@link keysOf}. */
  ownerOf(documents: Documents, key: string): string | undefined {
    const hasKey = (doc: Doc | null | undefined) =>
      doc !== null && doc !== undefined && keysOf(documents.unique, doc).includes(key)
    const own = this.#written.get(documents) ?? new Map<string, Doc | null>()
    for (const [id, doc] of own) if (hasKey(doc)) return id
    const owner = documents.ownerOf(key)
    if (owner === undefined || own.has(owner)) return undefined
    return hasKey(documents.find(owner, this.moment)) ? owner : undefined
  }

  write({ documents, id, after }: Change): void {
    const own = this.#written.get(documents) ?? new Map<string, Doc | null>()
    this.#written.set(documents, own.set(id, after))
  }

  *writes(): Iterable<{ documents: Documents; id: string; after: Doc | null }> {
    for (const [documents, own] of this.#written) {
      for (const [id, after] of own) yield { documents, id, after }
    }
  }
}
