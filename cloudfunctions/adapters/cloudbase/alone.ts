import { randomUUID } from 'node:crypto'
import { type Commit, StoreError } from '../../ports/store'
import { inAttempts } from './attempts'
import { isDuplicate, isOpen, mayTryAgain, Undone } from './failures'
import { find, hasRival, type Session } from './session'
import { asChange, asNew, COMMITTED, type Prepared, type Why } from './write'

/** Commits one write, which the database does wholly or not at all without a transaction. */
export async function commitAlone(session: Session, write: Prepared): Promise<Commit> {
  const commit = randomUUID()
  try {
    const why = await inAttempts(() => WAYS[write.kind](session, write, commit), mayTryAgain, session.pacing)
    return why === null ? COMMITTED : { committed: false, at: 0, why }
  } catch (failure) {
    if (!isOpen(failure)) throw failure
    if (await isOurs(session, write, commit)) return COMMITTED
    throw new StoreError(unanswered(write), { cause: failure })
  }
}

type Way = (session: Session, write: Prepared, commit: string) => Promise<Why | null>

const WAYS: Readonly<Record<Prepared['kind'], Way>> = { insert: add, replace, put, remove }

async function add(session: Session, write: Prepared, commit: string): Promise<Why | null> {
  try {
    await session.database.collection(write.name).add({ data: asNew(write, commit) })
    return null
  } catch (failure) {
    if (!isOpen(failure)) throw failure
    // Not only after what is known to be a duplicate: who knows how the next version will spell it?
    const found = await find(session, write)
    if (found !== null) return found.commit === commit ? null : 'exists'
    if (!isDuplicate(failure)) throw failure
    if (await hasRival(session, write)) return 'not-unique'
    throw new Undone('what was in the way of it has gone', { cause: failure })
  }
}

async function replace(session: Session, write: Prepared, commit: string): Promise<Why | null> {
  const { command } = session.database
  const query = session.database.collection(write.name).where({ _id: write.id, version: write.version })
  const data = asChange(write, commit, command, write.version + 1)
  const updated = await updatedOrNull(query.update({ data, multi: false }))
  if (updated === null) return 'not-unique'
  // What was sent once may have arrived twice, and taken effect the first time.
  return updated === 1 || (await isOurs(session, write, commit)) ? null : 'changed'
}

async function put(session: Session, write: Prepared, commit: string): Promise<Why | null> {
  const { command } = session.database
  const data = asChange(write, commit, command, command.inc(1))
  const updated = await updatedOrNull(session.database.collection(write.name).doc(write.id).update({ data }))
  if (updated === null) return 'not-unique'
  if (updated === 1) return null
  const why = await add(session, write, commit)
  if (why === 'exists') throw new Undone('somebody else has put it meanwhile')
  return why
}

async function remove({ database }: Session, write: Prepared): Promise<Why | null> {
  const query = database.collection(write.name).where({ _id: write.id, version: write.version })
  const { stats } = await query.remove({ multi: false })
  return stats.removed === 1 ? null : 'changed'
}

/** How many documents an update has changed; null: another document has a unique key of it. */
export async function updatedOrNull(
  update: Promise<{ readonly stats: { readonly updated: number } }>,
): Promise<number | null> {
  try {
    return (await update).stats.updated
  } catch (failure) {
    if (isDuplicate(failure)) return null
    throw failure
  }
}

/** @throws StoreError when even that can't be learned */
async function isOurs(session: Session, write: Prepared, commit: string): Promise<boolean> {
  try {
    return (await find(session, write))?.commit === commit
  } catch (cause) {
    throw new StoreError(unanswered(write), { cause })
  }
}

function unanswered({ kind, name, id }: Prepared): string {
  return `the cloud did not say whether it has done the ${kind} of ${name} ${id}`
}
