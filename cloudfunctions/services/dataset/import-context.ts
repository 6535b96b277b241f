import type { Dataset } from '../../domain/dataset'
import type { DateText, Instant, TrainingClass } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import { type Store, StoreError, type Write } from '../../ports/store'
import { markDirty } from '../judging/dirty'
import { dayOn, daysOf } from '../schedule'
import type { ProblemList } from './problem-list'

export type Kind = 'projects' | 'classes' | 'trainees' | 'checkIns' | 'recordings' | 'decisions'

/** Rows that were new to the store, and rows that it held already. */
export type ImportCounts = Readonly<Record<Kind, { readonly added: number; readonly known: number }>>

/** One import on its way: what it holds the file against, and what has come of it so far. */
export interface Importing {
  readonly store: Store
  readonly secrets: Secrets
  /** The file, as the reader found it good. */
  readonly dataset: Dataset
  readonly classes: ReadonlyMap<string, TrainingClass>
  /** The server's clock. */
  readonly now: Instant
  /** Of what was recorded, the file tells all until then. */
  readonly until: Instant
  readonly problems: ProblemList
  readonly counter: Counter
  readonly touched: TouchedDays
  /** Ids of classes that the store did not know before. */
  readonly newClasses: Set<string>
}

export class Counter {
  readonly counts: Record<Kind, { added: number; known: number }> = {
    projects: { added: 0, known: 0 },
    classes: { added: 0, known: 0 },
    trainees: { added: 0, known: 0 },
    checkIns: { added: 0, known: 0 },
    recordings: { added: 0, known: 0 },
    decisions: { added: 0, known: 0 },
  }

  added(kind: Kind, rows = 1): void {
    this.counts[kind].added += rows
  }

  known(kind: Kind, rows = 1): void {
    this.counts[kind].known += rows
  }

  get anythingAdded(): boolean {
    return Object.values(this.counts).some(({ added }) => added > 0)
  }
}

/** Class-days that are to be judged anew. */
export class TouchedDays {
  readonly #dates = new Map<string, Set<DateText>>()

  touchAll(training: TrainingClass): void {
    this.touch(
      training,
      daysOf(training).map(({ date }) => date),
    )
  }

  touch(training: TrainingClass, dates: readonly DateText[]): void {
    const known = this.#dates.get(training.id) ?? new Set()
    for (const date of dates) if (dayOn(training, date) !== null) known.add(date)
    this.#dates.set(training.id, known)
  }

  get marks(): Write[] {
    return [...this.#dates].flatMap(([classId, dates]) => [...dates].map(date => markDirty(classId, date)))
  }
}

const WRITES_PER_COMMIT = 500

/** Nobody else writes while an import does, so no write of its own can stand in its way. @throws StoreError */
export async function write(store: Store, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += WRITES_PER_COMMIT) {
    const commit = await store.commit(writes.slice(from, from + WRITES_PER_COMMIT))
    if (!commit.committed)
      throw new StoreError(`the import's write ${from + commit.at} failed: ${commit.why}`)
  }
}
