import type { MessengerError } from '../../ports/messenger'
import type { MessageEnd, OutgoingMessage } from '../documents/messages'
import { spreadNews } from './news'
import { planDue } from './plan'
import { sendWaiting } from './send-waiting'
import type { MessageServer, MessageSlice } from './slice'

export interface MessagesSent {
  /** There is work that could be done at once. */
  readonly left: boolean
  readonly ended: Readonly<Record<MessageEnd, number>>
  /** Why it stopped before it was told to: nothing more is tried before the next slice. */
  readonly outage: MessengerError | null
}

/**
 * A slice of the timer's work: writes down which messages have come due, and sends what waits. Whatever it dies of, no
 * message is sent twice and none without a consent; the next slice goes on. Slices may overlap.
 * @throws StoreError, SecretsError
 */
export async function sendDue(server: MessageServer, slice: MessageSlice): Promise<MessagesSent> {
  const ended: Record<MessageEnd, number> = { sent: 0, refused: 0, undeliverable: 0, unknown: 0, lapsed: 0 }
  const count: MessageSlice = {
    goOn: () => slice.goOn(),
    onEnded: message => {
      if (isEnd(message.state)) ended[message.state] += 1
      slice.onEnded?.(message)
    },
  }
  if (server.messenger.templates.length === 0) return { left: false, ended, outage: null }
  const done = (await planDue(server, slice)) && (await spreadNews(server, slice))
  const { left, outage } = await sendWaiting(server, count)
  return { left: !done || left, ended, outage }
}

function isEnd(state: OutgoingMessage['state']): state is MessageEnd {
  return state !== 'waiting' && state !== 'claimed'
}
