import { replace, type Versioned, type Write } from '../../ports/store'
import {
  type ConsentCount,
  MESSAGE_CONSENTS,
  type MessageConsents,
  type MessageEnd,
  OUTGOING_MESSAGES,
  type OutgoingMessage,
} from '../documents/messages'
import type { Taken } from './claim'
import { countOf, MOST_LEFT, withCount } from './consents'
import type { MessageServer } from './slice'

export interface Ending {
  readonly state: Exclude<MessageEnd, 'lapsed'>
  readonly because: string | null
}

/**
 * Records what came of a claim, and what it means for the consents. Nobody else may speak for the claim but who gave it
 * up, and whoever has sent it knows better.
 * @param taken left out: nothing is known of the consent but that it was taken
 * @returns null: the claim is not this one's any more
 */
export function ended(
  server: MessageServer,
  claim: OutgoingMessage,
  ending: Ending,
  taken?: Taken,
): Promise<OutgoingMessage | null> {
  const count = taken && CONSENTS[ending.state]
  return rewritten(server, claim, { ...ending, open: 0 }, taken, count)
}

/** It was not sent, and waits again with its consent given back. */
export function givenBack(
  server: MessageServer,
  claim: OutgoingMessage,
  taken: Taken,
): Promise<OutgoingMessage | null> {
  return rewritten(server, claim, { state: 'waiting', open: 1, because: null }, taken, oneMore)
}

type Recount = (count: ConsentCount, claim: OutgoingMessage) => ConsentCount

/** What becomes of the consents; left out: the one that was taken is used up. */
const CONSENTS: { readonly [S in Ending['state']]?: Recount } = {
  // WeChat knows of none: there are no others than those that were given since.
  refused: (count, { given }) => ({ ...count, left: Math.min(count.left, count.given - given) }),
  // Nothing was sent, and nothing was used up.
  undeliverable: oneMore,
}

function oneMore(count: ConsentCount): ConsentCount {
  return { ...count, left: Math.min(count.left + 1, MOST_LEFT) }
}

async function rewritten(
  { store }: MessageServer,
  claim: OutgoingMessage,
  change: Pick<OutgoingMessage, 'state' | 'open' | 'because'>,
  taken: Taken | undefined,
  recount: Recount | undefined,
): Promise<OutgoingMessage | null> {
  for (;;) {
    const kept = await store.get(OUTGOING_MESSAGES, claim.id)
    if (kept === null || !isStill(claim, kept.document)) return null
    const message = { ...kept.document, ...change }
    const consents = taken && recount ? await store.get(MESSAGE_CONSENTS, claim.accountId) : null
    const writes = [
      replace(OUTGOING_MESSAGES, message, kept.version),
      ...(taken && recount && consents ? recounted(consents, claim, taken, recount) : []),
    ]
    if ((await store.commit(writes)).committed) return message
  }
}

function isStill({ claims }: OutgoingMessage, kept: OutgoingMessage): boolean {
  return kept.claims === claims && (kept.state === 'claimed' || kept.state === 'unknown')
}

/** Nothing where the consents are to another template by now, or another person's. */
function recounted(
  { document, version }: Versioned<MessageConsents>,
  claim: OutgoingMessage,
  { template, wechatKey }: Taken,
  recount: Recount,
): Write[] {
  const count = countOf(document, template)
  if (document.wechatKey !== wechatKey || count.given < claim.given) return []
  return [replace(MESSAGE_CONSENTS, withCount(document, claim.kind, recount(count, claim)), version)]
}
