import { IdTable } from '../../domain/evidence/id-table'
import type { Project } from '../../domain/model'
import { MOST_PER_PAGE, type Range, type Stored, type StoreReader } from '../../ports/store'
import { CLASSES, type ClassRecord, PROJECTS, TRAINEES, type TraineeRecord } from '../documents/classes'
import { readAll } from '../documents/read'
import { attemptsOf, TRAINEE_DAYS } from '../documents/trainee-days'

/** What a store held before an import, as far as a file is compared with all of it. Read by ranges: a few requests. */
export interface Held {
  readonly projects: ReadonlyMap<string, Project>
  readonly classes: ReadonlyMap<string, ClassRecord>
  readonly trainees: ReadonlyMap<string, TraineeRecord>
  /** Ids of all attempts, also of those that count for nothing. */
  readonly attempts: IdTable
  /** Ids of the classes in whose name there are trainees' days, also where an import has not got to the class yet. */
  readonly begun: ReadonlySet<string>
}

/** @throws StoreError */
export async function heldIn(store: StoreReader): Promise<Held> {
  return {
    projects: byId(await readAll(store, PROJECTS, { index: 'byId', equal: [] })),
    classes: byId(await readAll(store, CLASSES, { index: 'byId', equal: [] })),
    trainees: byId(await readAll(store, TRAINEES, { index: 'byClass', equal: [] })),
    ...(await attemptsIn(store)),
  }
}

function byId<D extends Stored>(documents: readonly D[]): Map<string, D> {
  return new Map(documents.map(document => [document.id, document]))
}

async function attemptsIn(store: StoreReader): Promise<Pick<Held, 'attempts' | 'begun'>> {
  const attempts = new IdTable()
  const begun = new Set<string>()
  let query: Range = { index: 'byClassDay', equal: [], limit: MOST_PER_PAGE }
  for (;;) {
    const page = await store.range(TRAINEE_DAYS, query)
    for (const { document } of page.items) {
      begun.add(document.classId)
      for (const { attemptId } of attemptsOf(document)) attempts.internText(attemptId)
    }
    if (page.next === null) return { attempts, begun }
    query = { ...query, after: page.next }
  }
}
