import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Store } from '../../../cloudfunctions/ports/store'
import { exportLines } from '../../../cloudfunctions/services/dataset/export'
import { importDataset } from '../../../cloudfunctions/services/dataset/import'
import { rowsAgain } from '../../../cloudfunctions/services/dataset/import-rows'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { openTemporaryStore, type TemporaryStore } from '../../support/stores'
import { at } from '../school'
import { inChunks } from './reading'

const IMPORTED_AT = at('2026-01-05', '09:00')

/** A store of a test's own, with the keys of its installation. */
export class Place {
  readonly secrets = createSecrets(newKeyRing())

  readonly store: Store

  private constructor(private readonly kept: TemporaryStore) {
    this.store = kept.store
  }

  static async open(): Promise<Place> {
    return new Place(await openTemporaryStore())
  }

  close(): Promise<void> {
    return this.kept.close()
  }

  /** What comes of a file that its reader finds good. */
  async import(text: string, now = IMPORTED_AT) {
    const bytes = new TextEncoder().encode(text)
    const read = await readDataset(inChunks(bytes), { form: 'detect' })
    if (read.dataset === null) throw new Error(JSON.stringify(read.problems))
    const rows = rowsAgain(
      inChunks(bytes, () => 1_000),
      'detect',
    )
    return importDataset(this.store, this.secrets, { dataset: read.dataset, rows, now })
  }

  async imported(text: string, now = IMPORTED_AT) {
    const outcome = await this.import(text, now)
    if (!outcome.done) throw new Error(JSON.stringify(outcome.problems))
    return outcome
  }

  async problems(text: string): Promise<string[]> {
    const outcome = await this.import(text)
    return outcome.done ? [] : outcome.problems.map(({ path, what }) => `${path}: ${what}`)
  }

  /** With ID numbers. */
  async exported(asOf?: number | null): Promise<string> {
    let text = ''
    const options = { secrets: this.secrets, asOf: asOf ?? undefined }
    for await (const line of exportLines(this.store, options)) text += line
    return text
  }
}

export async function inPlace<T>(use: (place: Place) => Promise<T>): Promise<T> {
  const place = await Place.open()
  try {
    return await use(place)
  } finally {
    await place.close()
  }
}
