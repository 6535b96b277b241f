import {
  type Collection,
  MOST_PER_PAGE,
  type Range,
  type Store,
  type Stored,
  type StoreReader,
  type Versioned,
  type Write,
} from '../../ports/store'
import { atATime } from '../judging/at-a-time'

/** What an import makes of one document, with all that must be kept together with it. */
export interface Step {
  /** @param anew others have written since it was read: to be read again. Changes nothing by itself. */
  make(anew: boolean): Promise<Made>
}

export interface Made {
  /** None: the store holds it already. */
  readonly writes: readonly Write[]
  /** To be called once, when that is kept. */
  readonly count: () => void
}

/** How a store likes to be written to. */
export interface Pace {
  /** In one commit, of as many steps as that holds; a step is never parted. */
  readonly writes: number
  /** Commits under way together. */
  readonly atOnce: number
}

/** An embedded engine, within one transaction. */
export const EMBEDDED: Pace = { writes: 500, atOnce: 1 }

/** Each commit is a request to far away, or several; a document of its own needs no transaction. */
export const DISTANT: Pace = { writes: 1, atOnce: 16 }

export type Keep = (steps: readonly Step[]) => Promise<void>

/**
 * Keeps each step wholly or not at all, and the steps in any order.
 * @param onKept told how many steps were kept in all; what it throws stops the keeping
 */
export function keepingIn(store: Store, pace: Pace, onKept: (steps: number) => void = () => {}): Keep {
  let kept = 0
  return async steps => {
    for (let from = 0; from < steps.length; from += AT_HAND) {
      const groups = await grouped(steps.slice(from, from + AT_HAND), pace.writes)
      await atATime(pace.atOnce, groups, async group => {
        await keepGroup(store, group)
        kept += group.length
        onKept(kept)
        return true
      })
    }
  }
}

/** So many steps are made before they are written. */
const AT_HAND = 2_000

/** For a trial: all is looked at and nothing is written. */
export const keepingNothing: Keep = async steps => {
  for (const step of steps) (await step.make(false)).count()
}

interface MadeStep {
  readonly step: Step
  readonly made: Made
}

async function grouped(steps: readonly Step[], writes: number): Promise<MadeStep[][]> {
  const groups: MadeStep[][] = []
  let room = 0
  for (const step of steps) {
    const made = await step.make(false)
    if (made.writes.length === 0) made.count()
    else {
      const last = groups.at(-1)
      if (last === undefined || made.writes.length > room) {
        groups.push([{ step, made }])
        room = writes
      } else last.push({ step, made })
      room -= made.writes.length
    }
  }
  return groups
}

async function keepGroup(store: Store, group: readonly MadeStep[]): Promise<void> {
  const { committed } = await store.commit(group.flatMap(({ made }) => made.writes))
  if (committed) for (const { made } of group) made.count()
  else for (const { step } of group) await keepAnew(store, step)
}

async function keepAnew(store: Store, step: Step): Promise<void> {
  for (;;) {
    const { writes, count } = await step.make(true)
    if (writes.length === 0 || (await store.commit(writes)).committed) return count()
  }
}

/** A step for one document, which was read together with others. */
export function stepFor<D extends Stored>(
  store: StoreReader,
  collection: Collection<D>,
  id: string,
  found: Versioned<D> | null,
  make: (found: Versioned<D> | null) => Made,
): Step {
  return { make: async anew => make(anew ? await store.get(collection, id) : found) }
}

/** All of a range with its versions, by id. */
export async function versionedById<D extends Stored>(
  store: StoreReader,
  collection: Collection<D>,
  range: Omit<Range, 'limit' | 'after'>,
): Promise<Map<string, Versioned<D>>> {
  const found = new Map<string, Versioned<D>>()
  let query: Range = { ...range, limit: MOST_PER_PAGE }
  for (;;) {
    const page = await store.range(collection, query)
    for (const item of page.items) found.set(item.document.id, item)
    if (page.next === null) return found
    query = { ...query, after: page.next }
  }
}
