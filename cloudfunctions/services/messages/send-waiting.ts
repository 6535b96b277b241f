import { compareBy } from '../../domain/order'
import type { MessengerError } from '../../ports/messenger'
import type { Versioned } from '../../ports/store'
import { OUTGOING_MESSAGES, type OutgoingMessage } from '../documents/messages'
import { atATime } from '../judging/at-a-time'
import { claimed } from './claim'
import { delivered } from './deliver'
import { ended } from './record'
import type { MessageServer, MessageSlice } from './slice'

/** Longer than any process lives that sends: what is claimed for so long was left by one that died. */
export const CLAIM_MS = 10 * 60_000

const MESSAGES_PER_PAGE = 100
/** So many are sent at a time. */
const AT_A_TIME = 4

/** Sends what waits, the oldest first, until all was tried once, it is told to stop, or the service fails. */
export async function sendWaiting(
  server: MessageServer,
  slice: MessageSlice,
): Promise<{ readonly left: boolean; readonly outage: MessengerError | null }> {
  let outage: MessengerError | null = null
  let isStopped = !slice.goOn()
  let after: string | undefined
  do {
    if (isStopped) return { left: true, outage }
    const query = {
      index: 'byOpen',
      equal: [1],
      limit: MESSAGES_PER_PAGE,
      ...(after !== undefined && { after }),
    }
    const page = await server.store.range(OUTGOING_MESSAGES, query)
    // Those tried least first: what fails each time must not keep the others waiting.
    const items = [...page.items].sort(compareBy(({ document }) => document.claims))
    await atATime(AT_A_TIME, items, async message => {
      isStopped ||= !slice.goOn()
      if (outage !== null || isStopped) return false
      outage = (await worked(server, slice, message)) ?? outage
      return outage === null
    })
    if (outage !== null) return { left: false, outage }
    after = page.next ?? undefined
  } while (after !== undefined)
  return { left: isStopped, outage }
}

/** @returns why nothing more is to be tried now; null: go on */
async function worked(
  server: MessageServer,
  slice: MessageSlice,
  message: Versioned<OutgoingMessage>,
): Promise<MessengerError | null> {
  if (message.document.state === 'claimed') {
    await giveUpClaim(server, slice, message.document)
    return null
  }
  const claim = await claimed(server, message)
  if (claim === null) return null
  if (claim.kind === 'lapsed') {
    slice.onEnded?.(claim.message)
    return null
  }
  return delivered(server, slice, claim)
}

/** Whoever claimed it may have sent it, so it is not sent again. */
async function giveUpClaim(
  server: MessageServer,
  slice: MessageSlice,
  message: OutgoingMessage,
): Promise<void> {
  if (server.clock.now() - (message.claimedAt ?? 0) < CLAIM_MS) return
  const end = await ended(server, message, { state: 'unknown', because: 'died-while-sending' })
  if (end !== null) slice.onEnded?.(end)
}
