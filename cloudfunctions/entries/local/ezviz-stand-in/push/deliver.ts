import { createHmac } from 'node:crypto'
import axios from 'axios'
import type { Letter } from './message'
import type { PushDelivery, PushSubscription } from './options'

const ANSWER_WITHIN_MS = 2_000
const LARGEST_ANSWER_BYTES = 64 * 1024

/** `hex(HMAC_SHA1(secret, body + t))`, `t` being the milliseconds in the header of that name. */
function signature({ raw, signature: kind }: Letter, secret: string, t: string): string {
  const key = kind === 'wrong' ? `not ${secret}` : secret
  const hex = createHmac('sha1', key).update(raw).update(t).digest('hex')
  return kind === 'capitals' ? hex.toUpperCase() : hex
}

function headersOf(letter: Letter, secret: string | undefined, now: number): Record<string, string> {
  const json = { 'Content-Type': 'application/json' }
  const t = String(now)
  return secret === undefined ? json : { ...json, t, Signature: signature(letter, secret, t) }
}

/**
 * One try. An answer counts when it is 200 in time and holds the messageId.
 * @param ending gives up at once
 */
export async function deliver(
  letter: Letter,
  { url, secret, answerWithinMs = ANSWER_WITHIN_MS }: PushSubscription,
  now: number,
  ending: AbortSignal,
): Promise<Pick<PushDelivery, 'outcome' | 'status'>> {
  try {
    const { status, data } = await axios.post<string>(url, Buffer.from(letter.raw), {
      headers: headersOf(letter, secret, now),
      signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), ending]),
      proxy: false,
      maxRedirects: 0,
      maxContentLength: LARGEST_ANSWER_BYTES,
      responseType: 'text',
      transformResponse: body => body,
      validateStatus: () => true,
    })
    return { status, outcome: status === 200 && data.includes(letter.messageId) ? 'accepted' : 'refused' }
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error
    return { status: null, outcome: 'no-answer' }
  }
}
