import { insert, replace, type Store, StoreError, type StoreReader, type Versioned } from '../../ports/store'
import { COLLECTIONS } from '../documents'
import { ACCOUNTS } from '../documents/accounts'
import { CLASSES } from '../documents/classes'
import { KEY_CHECKS } from '../documents/keys'
import { keysOf, LAYOUT, LAYOUTS, type Layout } from '../documents/layouts'

/** Before this layout nobody noted it: what holds documents and no note was written by it. */
const FIRST_NOTED = 6

/** The documents are laid out for another program: what it reads and writes would not be what they say. */
export class LayoutError extends StoreError {
  constructor(
    /** `older`: they have to be rewritten for this program; `newer`: this program has to be brought up. */
    readonly why: 'older' | 'newer',
    kept: number,
  ) {
    super(
      why === 'older'
        ? `the data is of layout ${kept} or its keys are another program's, this program needs ${LAYOUT}: run jineng migrate --cloud`
        : `the data is of layout ${kept}, this program knows ${LAYOUT}: deploy the newer program again`,
    )
  }
}

/** Of a store that no file says it of. @returns null: the documents are laid out for this program @throws StoreError */
export async function layoutTrouble(store: StoreReader): Promise<LayoutError | null> {
  return troubleOf((await keptLayout(store)).document)
}

/** The same, and notes what this program writes where nothing is noted yet. @throws LayoutError, StoreError */
export async function holdLayout(store: Store): Promise<void> {
  const { document, version } = await keptLayout(store)
  const trouble = troubleOf(document)
  if (trouble !== null) throw trouble
  if (COLLECTIONS.every(({ name }) => document.keys[name] !== undefined)) return
  // Where somebody else was quicker, that stands: the same program, or one that is held to it next time.
  await noteLayout(store, { document, version }, { keys: { ...keysOf(COLLECTIONS), ...document.keys } })
}

/**
 * A store that gives and takes nothing while its documents are laid out for another program. That is asked together
 * with the first question, and once: it costs a request, and no time.
 */
export function holdingLayout(store: Store): Store {
  let held: Promise<void> | null = null
  const hold = async () => {
    held ??= holdLayout(store)
    try {
      await held
    } catch (error) {
      held = null
      throw error
    }
  }
  const asHeld = async <T>(answer: Promise<T>): Promise<T> => (await Promise.all([answer, hold()]))[0]
  return {
    get: (...asked) => asHeld(store.get(...asked)),
    range: (...asked) => asHeld(store.range(...asked)),
    commit: async writes => {
      await hold()
      return store.commit(writes)
    },
    close: () => store.close(),
  }
}

/** @returns version 0: it is not noted */
export async function keptLayout(store: StoreReader): Promise<Versioned<Layout>> {
  const kept = await store.get(LAYOUTS, 'layout')
  if (kept !== null) return kept
  const layout = (await isEmpty(store)) ? LAYOUT : FIRST_NOTED
  return { document: { id: 'layout', layout, keys: {}, unkeyed: [] }, version: 0 }
}

/** @returns false: somebody else has noted one meanwhile */
export async function noteLayout(
  store: Store,
  { document, version }: Versioned<Layout>,
  change: Partial<Layout>,
): Promise<boolean> {
  const noted: Layout = { ...document, ...change }
  const write = version === 0 ? insert(LAYOUTS, noted) : replace(LAYOUTS, noted, version)
  return (await store.commit([write])).committed
}

async function isEmpty(store: StoreReader): Promise<boolean> {
  const one = { equal: [], limit: 1 }
  const pages = await Promise.all([
    store.range(ACCOUNTS, { ...one, index: 'byName' }),
    store.range(CLASSES, { ...one, index: 'byId' }),
    store.range(KEY_CHECKS, { ...one, index: 'byId' }),
  ])
  return pages.every(({ items }) => items.length === 0)
}

/** Keys of collections that nobody has noted are those of new ones, in which there is nothing yet. */
function troubleOf({ layout, keys, unkeyed }: Layout): LayoutError | null {
  if (layout > LAYOUT) return new LayoutError('newer', layout)
  const isFoundOtherwise = Object.entries(keysOf(COLLECTIONS)).some(
    ([name, fields]) => keys[name] !== undefined && keys[name].join() !== fields.join(),
  )
  return layout < LAYOUT || isFoundOtherwise || unkeyed.length > 0 ? new LayoutError('older', layout) : null
}
