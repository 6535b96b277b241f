import {
  type Collection,
  type Commit,
  type Page,
  type Range,
  type Store,
  type Stored,
  StoreError,
  type Versioned,
  type Write,
} from '../../ports/store'
import { commitAlone } from './alone'
import { Lanes } from './lanes'
import { CloudbaseReader } from './reader'
import type { Session } from './session'
import { commitTogether } from './together'
import { COMMITTED, lanesOf, type Prepared, prepared } from './write'

/** Any number of these may be open on the same database, in any number of processes. It keeps nothing in memory. */
export class CloudbaseStore implements Store {
  readonly #lanes = new Lanes()
  readonly #reader: CloudbaseReader
  #closed = false

  constructor(
    private readonly session: Session,
    /** Throws where no request may be sent. */
    private readonly demandReady: () => void,
  ) {
    this.#reader = new CloudbaseReader(session)
  }

  get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    return this.#guarded(`read ${collection.name}`, () => this.#reader.get(collection, id))
  }

  range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> {
    return this.#guarded(`read ${collection.name} by ${query.index}`, () =>
      this.#reader.range(collection, query),
    )
  }

  commit(writes: readonly Write[]): Promise<Commit> {
    return this.#guarded('write', () => {
      // Before anything is waited for: what is written is what was given now.
      const all = prepared(writes)
      return all.length === 0
        ? Promise.resolve(COMMITTED)
        : this.#lanes.run(all.flatMap(lanesOf), () => this.#write(all))
    })
  }

  /** What was asked for before is finished first. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#lanes.idle()
  }

  #write(all: readonly Prepared[]): Promise<Commit> {
    const [first, ...others] = all
    return others.length === 0 ? commitAlone(this.session, first!) : commitTogether(this.session, all)
  }

  /** @throws StoreError in place of whatever the action throws */
  async #guarded<T>(what: string, action: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreError(`could not ${what}: the store is closed`)
    this.demandReady()
    try {
      return await action()
    } catch (cause) {
      if (cause instanceof StoreError) throw cause
      throw new StoreError(`could not ${what}`, { cause })
    }
  }
}
