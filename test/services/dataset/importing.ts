import { createHash } from 'node:crypto'
import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Store } from '../../../cloudfunctions/ports/store'
import { exportLines } from '../../../cloudfunctions/services/dataset/export'
import { importDataset } from '../../../cloudfunctions/services/dataset/import'
import { importInPieces } from '../../../cloudfunctions/services/dataset/import-in-pieces'
import { rowsAgain } from '../../../cloudfunctions/services/dataset/import-rows'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { ENGINE, type Engine, openStoreOf, type TemporaryStore } from '../../support/stores'
import { at } from '../school'
import { inChunks } from './reading'

const IMPORTED_AT = at('2026-01-05', '09:00')

/** A store of a test's own, with the keys of its installation. */
export class Place {
  readonly secrets = createSecrets(newKeyRing())

  readonly store: Store

  private constructor(
    private readonly kept: TemporaryStore,
    private readonly engine: Engine,
  ) {
    this.store = kept.store
  }

  static async open(engine: Engine = ENGINE): Promise<Place> {
    return new Place(await openStoreOf(engine), engine)
  }

  close(): Promise<void> {
    return this.kept.close()
  }

  /** What comes of a file that its reader finds good. */
  async import(text: string, now = IMPORTED_AT) {
    const bytes = new TextEncoder().encode(text)
    const read = await readDataset(inChunks(bytes), { form: 'detect' })
    if (read.dataset === null) throw new Error(JSON.stringify(read.problems))
    const { dataset } = read
    const rows = () =>
      rowsAgain(
        inChunks(bytes, () => 1_000),
        'detect',
      )
    if (this.engine !== 'cloudbase') {
      return importDataset(this.store, this.secrets, { dataset, rows: rows(), now })
    }
    return importInPieces(this.store, this.secrets, { dataset, rows, now, ...named(text) })
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

/** What an import in pieces knows a file by. */
export function named(text: string) {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { name: 'file.ndjson', sha256, note: async () => [] }
}

export async function inPlace<T>(use: (place: Place) => Promise<T>, engine: Engine = ENGINE): Promise<T> {
  const place = await Place.open(engine)
  try {
    return await use(place)
  } finally {
    await place.close()
  }
}
