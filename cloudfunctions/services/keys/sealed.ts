import type { Secrets } from '../../ports/secrets'
import {
  type Collection,
  type Range,
  replace,
  type Store,
  type Stored,
  type StoreReader,
} from '../../ports/store'
import { openIdSealedAnew } from '../accounts/wechat'
import { ACCOUNTS } from '../documents/accounts'
import { TRAINEES } from '../documents/classes'
import { FACE_TEMPLATES } from '../documents/face-consents'
import { readAll } from '../documents/read'
import { templateSealedAnew } from '../face/templates'
import { idNumberSealedAnew } from '../id-numbers/seal'

/** Values of one kind, all in one field of a collection. */
interface Sealing {
  /**
   * Seals with the current key whatever another one sealed, page by page: stopped on the way and begun again, it does
   * what is left.
   * @param onPage documents looked at so far
   * @returns how many were sealed anew
   * @throws SecretsError, StoreError
   */
  reseal(store: Store, secrets: Secrets, onPage?: (looked: number) => void): Promise<number>
  /** How many each key has sealed. */
  countByKey(store: StoreReader, secrets: Secrets): Promise<ReadonlyMap<string, number>>
}

export type SealedKind = 'idNumbers' | 'templates' | 'openIds'

/** Everything that is kept sealed. What is not in here is lost with the key that it was sealed with. */
export const SEALINGS: { readonly [K in SealedKind]: Sealing } = {
  idNumbers: sealingOf(TRAINEES, 'byClass', ({ idNumberSealed }) => idNumberSealed, idNumberSealedAnew),
  templates: sealingOf(FACE_TEMPLATES, 'byTerm', ({ sealed }) => sealed, templateSealedAnew),
  openIds: sealingOf(ACCOUNTS, 'byName', ({ wechat }) => wechat?.openIdSealed ?? null, openIdSealedAnew),
}

/** The keys that have sealed anything. */
export async function keysInUse(store: StoreReader, secrets: Secrets): Promise<ReadonlySet<string>> {
  const counted = await Promise.all(
    Object.values(SEALINGS).map(({ countByKey }) => countByKey(store, secrets)),
  )
  return new Set(counted.flatMap(counts => [...counts.keys()]))
}

const PER_TRANSACTION = 200

/** @param sealedOf null: the document has none */
function sealingOf<D extends Stored>(
  collection: Collection<D>,
  index: string,
  sealedOf: (document: D) => string | null,
  sealedAnew: (secrets: Secrets, document: D) => D,
): Sealing {
  return {
    async reseal(store, secrets, onPage = () => {}) {
      const isOld = (document: D) => {
        const sealed = sealedOf(document)
        return sealed !== null && secrets.keyIdOf(sealed) !== secrets.currentKeyId
      }
      let query: Range = { index, equal: [], limit: PER_TRANSACTION }
      let looked = 0
      let resealed = 0
      for (;;) {
        const page = await store.range(collection, query)
        const old = page.items.filter(({ document }) => isOld(document))
        const writes = old.map(({ document, version }) =>
          replace(collection, sealedAnew(secrets, document), version),
        )
        // Someone changed one of them meanwhile: look again.
        if (!(await store.commit(writes)).committed) continue
        resealed += old.length
        looked += page.items.length
        onPage(looked)
        if (page.next === null) return resealed
        query = { ...query, after: page.next }
      }
    },
    async countByKey(store, secrets) {
      const counts = new Map<string, number>()
      for (const document of await readAll<D>(store, collection, { index, equal: [] })) {
        const sealed = sealedOf(document)
        if (sealed === null) continue
        const keyId = secrets.keyIdOf(sealed)
        counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
      }
      return counts
    },
  }
}
