import { randomUUID } from 'node:crypto'
import { type Commit, StoreError } from '../../ports/store'
import { updatedOrNull } from './alone'
import { inAttempts } from './attempts'
import { isDuplicate, isPassing, isUndone, mayTryAgain, Undone } from './failures'
import type { Transaction } from './sdk'
import { find, hasRival, type Session } from './session'
import { foundIn } from './stored'
import { asChange, asNew, COMMITTED, type Prepared, type Why } from './write'

/**
 * Commits several writes in a transaction of single-document operations. It is begun anew, with everything read anew,
 * as often as others are in its way. Not with the SDK's own runTransaction: that tries again at once, and leaves what
 * the last attempt had locked to be unlocked after half a minute.
 */
export async function commitTogether(session: Session, writes: readonly Prepared[]): Promise<Commit> {
  const commit = randomUUID()
  return inAttempts(() => attempt(session, writes, commit), mayTryAgain, session.pacing)
}

async function attempt(session: Session, writes: readonly Prepared[], commit: string): Promise<Commit> {
  const transaction = await begin(session)
  const refused = await writeAll(session, transaction, writes, commit)
  if (refused === null) return finish(session, transaction, writes, commit)
  await abandon(transaction)
  const { at } = refused
  const why = refused.why === 'duplicate' ? await whyDuplicate(session, writes, at) : refused.why
  return { committed: false, at, why }
}

async function begin({ database }: Session): Promise<Transaction> {
  try {
    return await database.startTransaction()
  } catch (failure) {
    throw isPassing(failure) ? new Undone('could not begin', { cause: failure }) : failure
  }
}

type Refused = { readonly at: number; readonly why: Why | 'duplicate' }

/** Null: all of them are written, for the transaction's own eyes. */
async function writeAll(
  session: Session,
  transaction: Transaction,
  writes: readonly Prepared[],
  commit: string,
): Promise<Refused | null> {
  try {
    for (const [at, write] of writes.entries()) {
      const why = await writeWithin(session, transaction, write, commit)
      if (why !== null) return { at, why }
    }
    return null
  } catch (failure) {
    await abandon(transaction)
    // Whatever was lost on the way: of a transaction that nobody commits nothing stays.
    throw isPassing(failure) ? new Undone('could not write', { cause: failure }) : failure
  }
}

async function writeWithin(
  { database: { command } }: Session,
  transaction: Transaction,
  write: Prepared,
  commit: string,
): Promise<Refused['why'] | null> {
  const documents = transaction.collection(write.name)
  if (write.kind === 'insert') return addWithin(documents, write, commit)
  const document = documents.doc(write.id)
  if (write.kind === 'put') {
    const updated = await updatedOrNull(
      document.update({ data: asChange(write, commit, command, command.inc(1)) }),
    )
    return updated === null ? 'not-unique' : updated === 1 ? null : addWithin(documents, write, commit)
  }
  const { data } = await document.field({ version: true, commit: true }).get()
  if (foundIn(data)?.version !== write.version) return 'changed'
  if (write.kind === 'remove') return demandOne((await document.remove()).stats.removed)
  const change = asChange(write, commit, command, write.version + 1)
  const updated = await updatedOrNull(document.update({ data: change }))
  return updated === null ? 'not-unique' : demandOne(updated)
}

async function addWithin(
  documents: ReturnType<Transaction['collection']>,
  write: Prepared,
  commit: string,
): Promise<'duplicate' | null> {
  try {
    await documents.add({ data: asNew(write, commit) })
    return null
  } catch (failure) {
    if (isDuplicate(failure)) return 'duplicate'
    throw failure
  }
}

/** What was read in a transaction is there to be written in it, or it isn't the transaction that it was. */
function demandOne(changed: number): null {
  if (changed === 1) return null
  throw new Undone('a document has changed within a transaction')
}

async function finish(
  session: Session,
  transaction: Transaction,
  writes: readonly Prepared[],
  commit: string,
): Promise<Commit> {
  try {
    await transaction.commit()
    return COMMITTED
  } catch (failure) {
    const isAbandoned = await abandon(transaction)
    if (isUndone(failure)) throw new Undone('others were in the way', { cause: failure })
    if (await hasLanded(session, writes, commit)) return COMMITTED
    if (isAbandoned && isPassing(failure)) throw new Undone('the commit was lost', { cause: failure })
    throw new StoreError('the cloud did not say whether it has committed', { cause: failure })
  }
}

/** Where the answer was lost, or a commit arrived twice: the documents tell who has written them. */
async function hasLanded(session: Session, writes: readonly Prepared[], commit: string): Promise<boolean> {
  for (const write of writes.filter(({ kind }) => kind !== 'remove')) {
    if ((await find(session, write))?.commit === commit) return true
  }
  return false
}

/**
 * Whether it is certain now that nothing of it stays. Best done, so that others need not wait; what is left open ends by
 * itself after 30 s, and writes nothing.
 */
function abandon(transaction: Transaction): Promise<boolean> {
  return transaction.rollback().then(
    () => true,
    () => false,
  )
}

/** Asked outside of the transaction, which a duplicate has ended. */
async function whyDuplicate(session: Session, writes: readonly Prepared[], at: number): Promise<Why> {
  const write = writes[at]!
  const earlier = writes.slice(0, at).filter(({ name, kind }) => name === write.name && kind !== 'remove')
  if (write.kind === 'insert') {
    if (earlier.some(({ id }) => id === write.id) || (await find(session, write)) !== null) return 'exists'
  }
  if (earlier.some(other => isRivalOf(write, other)) || (await hasRival(session, write))) return 'not-unique'
  throw new Undone('what was in the way of it has gone')
}

function isRivalOf(write: Prepared, other: Prepared): boolean {
  const isSame = (field: string) => write.content.key[field] === other.content.key[field]
  return other.id !== write.id && write.unique.some(fields => fields.every(isSame))
}
