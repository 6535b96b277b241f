import type { Pacing } from './attempts'
import type { Database } from './sdk'
import { type Found, foundIn, keyPath } from './stored'
import type { Prepared } from './write'

/** One opened store's way to the database. */
export interface Session {
  readonly database: Database
  readonly pacing: Pacing
}

/** Who wrote a document last; null: there is none. */
export async function find({ database }: Session, { name, id }: Prepared): Promise<Found | null> {
  const { data } = await database.collection(name).doc(id).field({ version: true, commit: true }).get()
  return foundIn(data)
}

/** Whether another document has a unique key of this one's. */
export async function hasRival(
  { database }: Session,
  { name, id, unique, content }: Prepared,
): Promise<boolean> {
  const { command } = database
  for (const fields of unique) {
    const same = fields.map(field => ({ [keyPath(field)]: command.eq(content.key[field]!) }))
    const query = database.collection(name).where(command.and(same)).field({ version: true }).limit(2)
    const { data } = await query.get()
    if (data.some(row => idOf(row) !== id)) return true
  }
  return false
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && '_id' in row ? row._id : undefined
}
