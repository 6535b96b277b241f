import { type Delivery, MessengerError } from '../../ports/messenger'
import type { Claim } from './claim'
import { type Ending, ended, givenBack } from './record'
import type { MessageServer, MessageSlice } from './slice'

/** Sends what was claimed, and records what came of it. @returns the outage that kept it from being sent; null: none */
export async function delivered(
  server: MessageServer,
  slice: MessageSlice,
  claim: Claim,
): Promise<MessengerError | null> {
  const { message, taken, composed, openId } = claim
  const sent = await tried(() => server.messenger.send({ ...composed, openId }))
  if (sent instanceof MessengerError && sent.outcome === 'not-sent') {
    await givenBack(server, message, taken)
    return sent
  }
  const end = await ended(server, message, endingOf(sent), taken)
  if (end !== null) slice.onEnded?.(end)
  return sent instanceof MessengerError ? sent : null
}

/** Anything but the port's error is a mistake of the program's: it goes on up, and the claim is given up later. */
async function tried(send: () => Promise<Delivery>): Promise<Delivery | MessengerError> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof MessengerError) return error
    throw error
  }
}

function endingOf(sent: Delivery | MessengerError): Ending {
  if (sent instanceof MessengerError) return { state: 'unknown', because: sent.code ?? 'no-answer' }
  switch (sent.kind) {
    case 'sent':
      return { state: 'sent', because: null }
    case 'refused':
      return { state: 'refused', because: null }
    case 'undeliverable':
      return { state: 'undeliverable', because: `${sent.code} ${sent.reason}` }
  }
}
