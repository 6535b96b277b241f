import type { IncomingHttpHeaders } from 'node:http'
import type { MessageReading, MessageRefusal } from '../../ports/platform-messages'
import { keepPlatformMessage } from '../../services/platform-message'
import type { Server } from '../../services/server'

interface Answer {
  readonly status: number
  readonly body: object
}

const STATUS: Readonly<Record<MessageRefusal, number>> = {
  'no-secret': 403,
  'bad-signature': 403,
  stale: 403,
  unreadable: 400,
}

/**
 * Takes a message that the platform pushed: checked, kept, answered with its id, as the platform wants it; the work
 * that it gives comes after the answer. A message that comes again is answered again and worked on once.
 * @param onNews called when something was not known yet
 */
export function takePlatformMessages(
  server: Pick<Server, 'store' | 'clock'>,
  readMessage: (rawBody: Buffer, headers: IncomingHttpHeaders) => MessageReading,
  onNews: () => void,
): (rawBody: Buffer, headers: IncomingHttpHeaders) => Promise<Answer> {
  return async (rawBody, headers) => {
    const reading = readMessage(rawBody, headers)
    if (!reading.accepted) return { status: STATUS[reading.why], body: { refused: reading.why } }
    const { message } = reading
    if (await keepPlatformMessage(server, message)) setImmediate(onNews)
    return { status: 200, body: { messageId: message.messageId } }
  }
}
