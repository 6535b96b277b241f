import { put, type StoreReader, type Write } from '../../../../ports/store'
import { OLD_ACCOUNTS, OLD_TRAINEES } from './old'
import { walk } from './walk'

type WriteDown = (writes: readonly Write[]) => Promise<void>

/** Accounts of the first version: open, of no provider, with a password of their owner's. */
export async function completeAccounts(old: StoreReader, write: WriteDown): Promise<void> {
  for await (const { document } of walk(old, OLD_ACCOUNTS, { index: 'byName', equal: [] })) {
    if (document.provider !== undefined) continue
    const complete = { provider: null, closedAt: null, mustChangePassword: false, ...document }
    await write([put(OLD_ACCOUNTS, complete)])
  }
}

/** No version of layout 1 that kept trainees' ID numbers kept them readable, so there is nothing to seal. */
export async function completeTrainees(old: StoreReader, write: WriteDown): Promise<void> {
  for await (const { document } of walk(old, OLD_TRAINEES, { index: 'byClass', equal: [] })) {
    if (document.idNumber !== undefined) {
      throw new RangeError(`trainee ${document.id} has a readable ID number, which no version has written`)
    }
    if (document.idNumberSealed !== undefined) continue
    const complete = { ...document, idNumberSealed: null, idNumberIndex: '' }
    await write([put(OLD_TRAINEES, complete)])
  }
}
