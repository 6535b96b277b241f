import { type CollectionShape, type Stored, StoreError } from '../../ports/store'
import { updatedOrNull } from './alone'
import { inAttempts } from './attempts'
import { isTooLarge, mayAskAgain, mayTryAgain } from './failures'
import { RowsAtOnce } from './rows'
import type { Session } from './session'
import { type Content, keyOf, versionedIn } from './stored'

const WANTED = { version: true, key: true, body: true }

/**
 * Gives every document of a collection the fields that it is found by now: an index finds no document that was written
 * by a program which did not have it. May be stopped and done again; nobody else may write meanwhile.
 * @param between called after each document; answers whether to go on
 * @returns whether it came to the end
 * @throws StoreError
 */
export async function rekey(
  session: Session,
  collection: CollectionShape,
  between: () => Promise<boolean>,
): Promise<boolean> {
  const { command } = session.database
  const documents = session.database.collection(collection.name)
  const rowsAtOnce = new RowsAtOnce()
  let after = ''
  for (;;) {
    const asked = rowsAtOnce.of(collection.name)
    const query = documents
      .where({ _id: command.gt(after) })
      .orderBy('_id', 'asc')
      .field(WANTED)
      .limit(asked)
    try {
      const { data } = await inAttempts(() => query.get(), mayAskAgain, session.pacing)
      rowsAtOnce.learn(collection.name, data.length, Buffer.byteLength(JSON.stringify(data)))
      for (const row of data) {
        const { document, version } = versionedIn<Stored>(row)
        await keep(session, collection, { document, version, key: keyIn(row) })
        after = document.id
        if (!(await between())) return false
      }
      if (data.length < asked) return true
    } catch (failure) {
      if (!isTooLarge(failure) || !rowsAtOnce.shrink(collection.name, asked)) throw failure
    }
  }
}

function keyIn(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'key' in row ? row.key : null
}

interface Found {
  readonly document: Stored
  readonly version: number
  readonly key: unknown
}

async function keep(
  { database, pacing }: Session,
  collection: CollectionShape,
  { document, version, key }: Found,
): Promise<void> {
  const wanted = keyOf(collection, document)
  if (isSame(key, wanted)) return
  const query = database.collection(collection.name).where({ _id: document.id, version })
  const data = { key: database.command.set(wanted) }
  const updated = await inAttempts(
    () => updatedOrNull(query.update({ data, multi: false })),
    mayTryAgain,
    pacing,
  )
  if (updated === 1) return
  const why = updated === null ? 'another document has its unique key' : 'somebody has changed it meanwhile'
  throw new StoreError(`${collection.name} ${document.id} could not be found anew: ${why}`)
}

function isSame(key: unknown, wanted: Content['key']): boolean {
  if (typeof key !== 'object' || key === null) return false
  const kept = new Map<string, unknown>(Object.entries(key))
  const entries = Object.entries(wanted)
  return kept.size === entries.length && entries.every(([field, value]) => kept.get(field) === value)
}
