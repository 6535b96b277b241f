import { type Doc, ejsonOf } from '../ejson'
import { at } from './values'

export interface UniqueIndex {
  readonly name: string
  /** Paths. A field that a document lacks counts as null. */
  readonly fields: readonly string[]
}

interface Older {
  /** It was this until then. */
  readonly until: number
  readonly doc: Doc | undefined
}

/** One collection's documents as they are, and as they were for whoever still looks at an earlier moment. */
export class Documents {
  readonly #latest = new Map<string, Doc>()
  readonly #older = new Map<string, Older[]>()
  /** By index and key. */
  readonly #owners = new Map<string, string>()

  constructor(
    readonly name: string,
    readonly unique: readonly UniqueIndex[],
  ) {}

  find(id: string, moment: number): Doc | undefined {
    const older = this.#older.get(id)?.find(({ until }) => until > moment)
    return older === undefined ? this.#latest.get(id) : older.doc
  }

  all(moment: number): Doc[] {
    if (this.#older.size === 0) return [...this.#latest.values()]
    const ids = new Set([...this.#latest.keys(), ...this.#older.keys()])
    return [...ids].map(id => this.find(id, moment)).filter(doc => doc !== undefined)
  }

  /** Which document has this key now; see {@link keysOf}. */
  ownerOf(key: string): string | undefined {
    return this.#owners.get(key)
  }

  /** Null: removes it. */
  write(id: string, doc: Doc | null, moment: number): void {
    const before = this.#latest.get(id)
    this.#older.set(id, [...(this.#older.get(id) ?? []), { until: moment, doc: before }])
    if (before !== undefined) for (const key of keysOf(this.unique, before)) this.#owners.delete(key)
    if (doc === null) this.#latest.delete(id)
    else this.#latest.set(id, doc)
    if (doc !== null) for (const key of keysOf(this.unique, doc)) this.#owners.set(key, id)
  }

  /** When nobody looks at an earlier moment any more. */
  forgetOlder(): void {
    this.#older.clear()
  }
}

/** A document's places in the unique indexes, each by the index's name and the key in it. */
export function keysOf(unique: readonly UniqueIndex[], doc: Doc): string[] {
  return unique.map(({ name, fields }) => {
    const values = fields.map(field => at(doc, field) ?? null)
    return `${name} dup key: ${ejsonOf(values)}`
  })
}
