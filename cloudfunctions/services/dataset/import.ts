import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import type { Instant } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import type { Store } from '../../ports/store'
import { servingCameras } from './import-cameras'
import { CheckInImport, knownAttempts } from './import-check-ins'
import { Counter, type ImportCounts, type Importing, TouchedDays, write } from './import-context'
import { importDecisions } from './import-decisions'
import { importPerson } from './import-people'
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

type ImportOutcome =
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
 * way is to be undone by the caller, who gives a store that can do so: a city's file is too large for one commit.
 * @throws StoreError, SecretsError, FileChanged
 */
export async function importDataset(store: Store, secrets: Secrets, file: Import): Promise<ImportOutcome> {
  const importing = begin(store, secrets, file)
  const { problems, counter, touched } = importing
  const checkIns = new CheckInImport(importing, await knownAttempts(store))
  const recordings = new RecordingImport(importing, await servingCameras(store, importing.classes))
  for await (const rows of file.rows) {
    await importRows(importing, rows, checkIns, recordings)
    if (problems.full) break
  }
  await checkIns.flush()
  if (problems.size > 0) return { done: false, problems: problems.listed }
  await recordings.finish()
  await importDecisions(importing)
  await write(store, touched.marks)
  const { counts, anythingAdded } = counter
  return { done: true, counts, anythingNew: anythingAdded, ignored: recordings.ignored }
}

function begin(store: Store, secrets: Secrets, { dataset, now }: Import): Importing {
  return {
    store,
    secrets,
    dataset,
    classes: new Map(dataset.classes.map(training => [training.id, training])),
    now,
    // R10's moment: the file says nothing of what came after.
    until: Math.min(now, dataset.asOf ?? now),
    problems: new ProblemList(),
    counter: new Counter(),
    touched: new TouchedDays(),
    newClasses: new Set(),
  }
}

async function importRows(
  importing: Importing,
  rows: readonly FileRow[],
  checkIns: CheckInImport,
  recordings: RecordingImport,
): Promise<void> {
  for (const file of rows) {
    if (file.type === 'checkIn') await checkIns.add(file)
    else if (file.type === 'recording') await recordings.add(file.row)
    else if (file.type !== 'decision') await write(importing.store, await importPerson(importing, file))
  }
}
