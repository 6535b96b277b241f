import type { Instant } from '../../domain/model'
import type { MessageReading, MessageRefusal } from '../../ports/platform-messages'
import { readMessage } from './push/message'
import { type Headers, headerOf, isSignedWith } from './push/signature'

/**
 * So far the time of a signature may lie from now: what was signed longer ago is a replay. It is a whole day because
 * the platform holds messages back and sends them again; who drops repetitions has to remember ids for two.
 */
const FRESH_MS = 24 * 3_600_000

const refuse = (why: MessageRefusal): MessageReading => ({ accepted: false, why })

/**
 * Reads a pushed message, the request as it came. Nothing is taken on trust: without a secret nothing is accepted.
 * @param rawBody the bytes that were signed, before anything parsed them
 * @param now epoch milliseconds
 */
export function readEzvizMessage(
  rawBody: Buffer | string,
  headers: Headers,
  secret: string | null,
  now: Instant,
): MessageReading {
  if (!secret) return refuse('no-secret')
  const signature = headerOf(headers, 'signature')
  const t = headerOf(headers, 't')
  if (signature === null || t === null || !isSignedWith(secret, rawBody, t, signature))
    return refuse('bad-signature')
  if (!/^\d{1,15}$/.test(t) || Math.abs(now - Number(t)) > FRESH_MS) return refuse('stale')
  const message = readMessage(rawBody.toString())
  return message ? { accepted: true, message } : refuse('unreadable')
}
