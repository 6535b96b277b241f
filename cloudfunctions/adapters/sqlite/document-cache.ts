import type { Stored, Versioned } from '../../ports/store'

interface Kept {
  readonly version: number
  readonly size: number
  /** The document's text until somebody asks for it, then what was parsed from it. */
  held: string | Versioned<unknown>
}

/** What an entry takes beside its text, in characters, roughly. */
const OVERHEAD = 200

/**
 * The documents used last, as what the database holds. Bounded by the length of their texts, in UTF-16 code units; a
 * document that would push out very many others is not kept.
 */
export class DocumentCache {
  readonly #kept = new Map<string, Kept>()
  #size = 0

  constructor(private readonly mostCharacters: number) {}

  find<D extends Stored>(collection: string, id: string): Versioned<D> | undefined {
    const key = keyOf(collection, id)
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    // A collection's documents were all given as D, or are such a document's text.
    return parsed(kept) as Versioned<D>
  }

  keep(collection: string, id: string, version: number, text: string): void {
    this.drop(collection, id)
    const key = keyOf(collection, id)
    const size = text.length + key.length + OVERHEAD
    if (size > this.mostCharacters / 16) return
    this.#kept.set(key, { version, size, held: text })
    this.#size += size
    if (this.#size > this.mostCharacters) this.#makeRoom()
  }

  /** An eighth at a time: finding the oldest means to step over all that has moved away from before it. */
  #makeRoom(): void {
    for (const [oldest, { size }] of this.#kept) {
      if (this.#size <= this.mostCharacters * (7 / 8)) return
      this.#kept.delete(oldest)
      this.#size -= size
    }
  }

  drop(collection: string, id: string): void {
    const key = keyOf(collection, id)
    const kept = this.#kept.get(key)
    if (kept === undefined) return
    this.#kept.delete(key)
    this.#size -= kept.size
  }

  clear(): void {
    this.#kept.clear()
    this.#size = 0
  }
}

function parsed(kept: Kept): Versioned<unknown> {
  if (typeof kept.held === 'string') kept.held = { document: JSON.parse(kept.held), version: kept.version }
  return kept.held
}

/** A collection's name holds no slash. */
function keyOf(collection: string, id: string): string {
  return `${collection}/${id}`
}
