import type { Secrets } from '../../ports/secrets'
import { type Range, replace, type Store, type StoreReader } from '../../ports/store'
import { FACE_TEMPLATES } from '../documents/face-consents'
import { readAll } from '../documents/read'
import { sealedAnew } from './templates'

const ALL = { index: 'byTerm', equal: [] } as const
const PER_TRANSACTION = 200

/**
 * Seals with the current key whatever template another one sealed, page by page: stopped on the way and begun again, it
 * does what is left.
 * @returns how many were sealed anew
 * @throws SecretsError, StoreError
 */
export async function resealTemplates(store: Store, secrets: Secrets): Promise<number> {
  let query: Range = { ...ALL, limit: PER_TRANSACTION }
  let resealed = 0
  for (;;) {
    const page = await store.range(FACE_TEMPLATES, query)
    const old = page.items.filter(({ document }) => secrets.keyIdOf(document.sealed) !== secrets.currentKeyId)
    const writes = old.map(({ document, version }) =>
      replace(FACE_TEMPLATES, sealedAnew(secrets, document), version),
    )
    // One of them was withdrawn or enrolled anew meanwhile: look again.
    if (!(await store.commit(writes)).committed) continue
    resealed += old.length
    if (page.next === null) return resealed
    query = { ...query, after: page.next }
  }
}

/** How many templates each key has sealed. */
export async function countTemplatesByKey(
  store: StoreReader,
  secrets: Secrets,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const { sealed } of await readAll(store, FACE_TEMPLATES, ALL)) {
    const keyId = secrets.keyIdOf(sealed)
    counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
  }
  return counts
}
