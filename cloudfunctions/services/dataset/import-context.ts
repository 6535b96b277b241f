import type { Dataset } from '../../domain/dataset'
import type { DateText, Instant, TrainingClass } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import type { StoreReader, Write } from '../../ports/store'
import { markDirty } from '../judging/dirty'
import { dayOn, daysOf } from '../schedule'
import type { Held } from './import-held'
import type { Keep } from './import-keeper'
import type { ProblemList } from './problem-list'

export type Kind = 'projects' | 'classes' | 'trainees' | 'checkIns' | 'recordings' | 'decisions'

/** Rows that were new to the store, and rows that it held already. */
export type ImportCounts = Readonly<Record<Kind, { readonly added: number; readonly known: number }>>

/** One import on its way: what it holds the file against, and what has come of it so far. */
export interface Importing {
  readonly store: StoreReader
  readonly keep: Keep
  readonly secrets: Secrets
  /** The file, as the reader found it good. */
  readonly dataset: Dataset
  readonly classes: ReadonlyMap<string, TrainingClass>
  /** The store as it was before. */
  readonly held: Held
  /** The server's clock when it began. */
  readonly now: Instant
  /** Of what was recorded, the file tells all until then. */
  readonly until: Instant
  readonly problems: ProblemList
  readonly counter: Counter
}

/** The file's classes that the store did not know before. */
export function newClasses({ classes, held }: Importing): TrainingClass[] {
  return [...classes.values()].filter(({ id }) => !held.classes.has(id))
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

/**
 * The marks that stand in one commit with new evidence of a class that the store knew before. A new class is marked
 * when it comes itself, last of all: before that there is nothing to judge.
 */
export function marksFor({ held }: Importing, training: TrainingClass, dates: Iterable<DateText>): Write[] {
  if (!held.classes.has(training.id)) return []
  const planned = [...new Set(dates)].filter(date => dayOn(training, date) !== null)
  return planned.map(date => markDirty(training.id, date))
}

export function plannedDates(training: TrainingClass): DateText[] {
  return daysOf(training).map(({ date }) => date)
}
