import {
  type CollectionShape,
  keyFieldsOf,
  type Store,
  type Stored,
  StoreError,
  type Versioned,
  type Write,
} from '../../ports/store'
import { COLLECTIONS } from '../documents'
import { keysOf, LAYOUT, type Layout } from '../documents/layouts'
import { MIGRATIONS } from '../documents/migrations'
import { canonicalJson } from '../streams/chain'
import { keptLayout, LayoutError, noteLayout } from './hold'

/** What a store that is far away is brought up with, besides its documents. */
export interface Rewriting {
  /**
   * Gives all documents of a collection the fields that they are found by now.
   * @returns false: `between` said to stop
   */
  rekey(collection: CollectionShape, between: () => Promise<boolean>): Promise<boolean>
  /** Called before a step, with what it does. */
  begins(what: string): void
  /** Called after each piece, with how many there were of this step; answers whether to go on. */
  between(done: number): Promise<boolean>
}

export type Migrated = 'done' | 'stopped' | 'nothing-to-do'

/**
 * Brings a store up to this program's layout, beside functions that refuse to touch it meanwhile. It may be stopped, or
 * die, anywhere: the next time the step that was begun is done again, over what it has done already.
 * @throws LayoutError `newer`, StoreError
 */
export async function migrateLayout(store: Store, rewriting: Rewriting): Promise<Migrated> {
  let kept = await keptLayout(store)
  if (kept.document.layout > LAYOUT) throw new LayoutError('newer', kept.document.layout)
  const steps = MIGRATIONS.filter(({ to }) => to > kept.document.layout)
  for (const { to, what, apply } of steps) {
    rewriting.begins(what)
    const step = new Step(store, kept.document, rewriting)
    try {
      await apply(store, writes => step.write(writes))
    } catch (error) {
      if (error instanceof Stopped) return 'stopped'
      throw error
    }
    const unkeyed = [...new Set([...kept.document.unkeyed, ...step.touched])]
    kept = await noted(store, kept, { layout: to, unkeyed })
  }
  const { keys, unkeyed } = kept.document
  const left = COLLECTIONS.filter(
    shape => unkeyed.includes(shape.name) || keys[shape.name]?.join() !== keyFieldsOf(shape).join(),
  )
  if (steps.length === 0 && left.length === 0) return 'nothing-to-do'
  for (const shape of left) {
    rewriting.begins(`更新集合 ${shape.name} 的检索字段`)
    let done = 0
    if (!(await rewriting.rekey(shape, () => rewriting.between(++done)))) return 'stopped'
  }
  await noted(store, kept, { layout: LAYOUT, keys: keysOf(COLLECTIONS), unkeyed: [] })
  return 'done'
}

/** @throws StoreError where somebody else has noted another */
async function noted(
  store: Store,
  kept: Versioned<Layout>,
  change: Partial<Layout>,
): Promise<Versioned<Layout>> {
  if (!(await noteLayout(store, kept, change)))
    throw new StoreError('somebody else is bringing this store up')
  return { document: { ...kept.document, ...change }, version: kept.version + 1 }
}

/** It was told to stop, in the midst of a migration that knows nothing of stopping. */
class Stopped extends Error {}

/** One migration's writes, each group of which is done once, however often the migration is begun. */
class Step {
  /** Collections that were written to. */
  readonly touched = new Set<string>()
  #done = 0

  constructor(
    private readonly store: Store,
    private readonly layout: Layout,
    private readonly rewriting: Rewriting,
  ) {}

  async write(writes: readonly Write[]): Promise<void> {
    for (const { collection } of writes) this.touched.add(collection.name)
    if (!(await this.#isDone(writes))) {
      const commit = await this.store.commit(writes.map(write => this.#stillFound(write)))
      if (!commit.committed) {
        const { collection } = writes[commit.at]!
        throw new StoreError(`${collection.name}: a write of the migration was refused (${commit.why})`)
      }
    }
    this.#done += writes.length
    if (!(await this.rewriting.between(this.#done))) throw new Stopped()
  }

  async #isDone(writes: readonly Write[]): Promise<boolean> {
    for (const write of writes) if (!(await this.#isOneDone(write))) return false
    return true
  }

  async #isOneDone(write: Write): Promise<boolean> {
    const id = write.kind === 'remove' ? write.id : write.document.id
    const kept = await this.store.get({ ...write.collection, unique: {}, indexes: {} }, id)
    if (write.kind === 'remove') return kept === null
    return kept !== null && canonicalJson(kept.document) === canonicalJson(write.document)
  }

  /** By whatever it was found by before, too: a later step may read along that. */
  #stillFound(write: Write): Write {
    if (write.kind === 'remove') return write
    const { collection, document } = write
    const own = new Set(keyFieldsOf(collection))
    const before = [...(this.layout.keys[collection.name] ?? []), ...current(collection.name)]
    const kept = [...new Set(before)].filter(field => !own.has(field) && isKey(document, field))
    return { ...write, collection: { ...collection, indexes: { ...collection.indexes, kept } } }
  }
}

function current(name: string): readonly string[] {
  return COLLECTIONS.filter(shape => shape.name === name).flatMap(keyFieldsOf)
}

function isKey(document: Stored, field: string): boolean {
  const value: unknown = Object.entries(document).find(([name]) => name === field)?.[1]
  return typeof value === 'string' || Number.isFinite(value)
}
