import type { Secrets } from '../../ports/secrets'
import { type Range, replace, type Store, type StoreReader } from '../../ports/store'
import { TRAINEES, type TraineeRecord } from '../documents/classes'
import { readAll } from '../documents/read'
import { openIdNumber, sealIdNumber } from './seal'

const ALL = { index: 'byClass', equal: [] } as const
const PER_TRANSACTION = 200

/**
 * Seals with the current key whatever another one sealed, page by page: stopped on the way and begun again, it does
 * what is left.
 * @param onPage trainees looked at so far
 * @returns how many were sealed anew
 * @throws SecretsError, StoreError
 */
export async function resealIdNumbers(
  store: Store,
  secrets: Secrets,
  onPage: (looked: number) => void,
): Promise<number> {
  let query: Range = { ...ALL, limit: PER_TRANSACTION }
  let looked = 0
  let resealed = 0
  for (;;) {
    const page = await store.range(TRAINEES, query)
    const old = page.items.filter(({ document }) => isOld(secrets, document))
    const writes = old.map(({ document, version }) =>
      replace(TRAINEES, sealedAnew(secrets, document), version),
    )
    // Someone changed one of them meanwhile: look again.
    if (!(await store.commit(writes)).committed) continue
    resealed += old.length
    looked += page.items.length
    onPage(looked)
    if (page.next === null) return resealed
    query = { ...query, after: page.next }
  }
}

/** How many ID numbers each key has sealed. */
export async function countByKey(store: StoreReader, secrets: Secrets): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { idNumberSealed } of await readAll(store, TRAINEES, ALL)) {
    if (idNumberSealed === null) continue
    const keyId = secrets.keyIdOf(idNumberSealed)
    counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
  }
  return counts
}

function isOld(secrets: Secrets, { idNumberSealed }: TraineeRecord): boolean {
  return idNumberSealed !== null && secrets.keyIdOf(idNumberSealed) !== secrets.currentKeyId
}

function sealedAnew(secrets: Secrets, record: TraineeRecord): TraineeRecord {
  const idNumber = openIdNumber(secrets, record)
  return idNumber === null
    ? record
    : { ...record, idNumberSealed: sealIdNumber(secrets, record.id, idNumber) }
}
