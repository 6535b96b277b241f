import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import type { Instant } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import type { Store, StoreReader } from '../../ports/store'
import { forgetNights } from '../night'
import { servingCameras } from './import-cameras'
import { CheckInImport } from './import-check-ins'
import { Counter, type ImportCounts, type Importing } from './import-context'
import { importDecisions } from './import-decisions'
import { type Held, heldIn } from './import-held'
import { EMBEDDED, type Keep, keepingIn } from './import-keeper'
import { PeopleImport } from './import-people'
import { RecordingImport } from './import-recordings'
import type { FileRow } from './import-rows'
import { ProblemList } from './problem-list'

interface Import {
  /** The file as its reader found it good, and its rows once more. */
  readonly dataset: Dataset
  readonly rows: AsyncIterable<readonly FileRow[]>
  /** The server's clock. */
  readonly now: Instant
}

export type ImportOutcome =
  | {
      readonly done: true
      readonly counts: ImportCounts
      /** False: the store held all of it before, and was not changed. */
      readonly anythingNew: boolean
      /** Cameras that no class names, with the number of their rows, which were left out. */
      readonly ignored: ReadonlyMap<string, number>
    }
  | { readonly done: false; readonly problems: readonly Problem[] }

/**
 * Keeps a dataset as evidence, and marks the class-days that are to be judged by it. What the store holds already is
 * left as it is; a row that says otherwise under the same id is a problem. With problems, whatever was written on the
 * way is to be undone by the caller, who gives a store that can do so: a city's file is too large for one commit. For
 * a store that can't, see `import-in-pieces`.
 * @throws StoreError, SecretsError, FileChanged
 */
export async function importDataset(store: Store, secrets: Secrets, file: Import): Promise<ImportOutcome> {
  const held = await heldIn(store)
  const outcome = await importWith({ store, secrets, held, keep: keepingIn(store, EMBEDDED) }, file)
  if (outcome.done && outcome.anythingNew) await forgetNights({ store })
  return outcome
}

interface Means {
  readonly store: StoreReader
  readonly secrets: Secrets
  readonly held: Held
  readonly keep: Keep
}

/**
 * Evidence first, then people, classes last: one that is not there yet is seen by nobody, with whatever is there of it.
 * @throws StoreError, SecretsError, FileChanged, KeptMeanwhile
 */
export async function importWith(means: Means, file: Import): Promise<ImportOutcome> {
  const importing = begin(means, file)
  const { problems, counter } = importing
  const checkIns = new CheckInImport(importing)
  const recordings = new RecordingImport(importing, servingCameras(importing))
  const people = new PeopleImport(importing)
  for await (const rows of file.rows) {
    for (const row of rows) {
      if (row.type === 'checkIn') await checkIns.add(row)
      else if (row.type === 'recording') await recordings.add(row.row)
      else if (row.type !== 'decision') people.add(row)
    }
    if (problems.full) break
  }
  await checkIns.flush()
  if (problems.size > 0) return { done: false, problems: problems.listed }
  await recordings.finish()
  await importDecisions(importing)
  await people.finish()
  const { counts, anythingAdded } = counter
  return { done: true, counts, anythingNew: anythingAdded, ignored: recordings.ignored }
}

function begin(means: Means, { dataset, now }: Import): Importing {
  return {
    ...means,
    dataset,
    classes: new Map(dataset.classes.map(training => [training.id, training])),
    now,
    // R10's moment: the file says nothing of what came after.
    until: Math.min(now, dataset.asOf ?? now),
    problems: new ProblemList(),
    counter: new Counter(),
  }
}
