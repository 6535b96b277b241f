import { insert } from '../../ports/store'
import { deterministicId } from '../documents/ids'
import { type MessageConsents, OUTGOING_MESSAGES, type OutgoingMessage } from '../documents/messages'
import { atATime } from '../judging/at-a-time'
import type { MessageServer } from './slice'

export type Occasion = Pick<OutgoingMessage, 'kind' | 'classId' | 'date' | 'dueAt' | 'uselessFrom'> & {
  /** Kind decision: the one that is told. */
  readonly decisionId: string | null
  /** What tells it apart from others of its kind on the class-day; null: there is one to an account. */
  readonly apart: string | null
}

/** So many are written down at a time. */
const AT_A_TIME = 4

/** Writes down a message to each that waits to be sent, where it was never written down before. */
export async function writeDown(
  { store }: Pick<MessageServer, 'store'>,
  occasion: Occasion,
  addressees: readonly MessageConsents[],
): Promise<void> {
  await atATime(AT_A_TIME, addressees, async ({ id }) => {
    // Where it is there already it waits, or has had its end.
    await store.commit([insert(OUTGOING_MESSAGES, messageTo(id, occasion))])
    return true
  })
}

function messageTo(accountId: string, { apart, ...occasion }: Occasion): OutgoingMessage {
  const { kind, classId, date } = occasion
  return {
    id: deterministicId(kind, accountId, classId, date, apart ?? ''),
    ...occasion,
    accountId,
    state: 'waiting',
    open: 1,
    claims: 0,
    claimedAt: null,
    given: 0,
    because: null,
  }
}
