import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { readEzvizMessage } from '../../../adapters/ezviz/webhook'
import { takePlatformMessages } from '../../answers/platform-messages'
import { instance } from './instance'
import { logLine } from './log'

/** What the cloud makes of an HTTP request. Header names come in any case. */
const httpEvent = z.object({
  httpMethod: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

/** What the cloud makes an HTTP answer of. */
interface HttpAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const MOST_BYTES = 64 * 1024

/**
 * A message that the recording platform pushed. What it tells is kept and marked; the next slice of the timer's work
 * asks for what there is to know. A failure is told as such, and the platform sends the message again.
 */
export async function answerEzviz(event: unknown): Promise<HttpAnswer> {
  const requestId = randomUUID()
  try {
    const answered = await take(event)
    logLine('info', 'platform message', { requestId, status: answered.status })
    return httpAnswer(answered.status, answered.body)
  } catch (err) {
    logLine('error', 'platform message failed', { requestId, err })
    return httpAnswer(500, { failed: true })
  }
}

async function take(event: unknown): Promise<{ readonly status: number; readonly body: object }> {
  const request = httpEvent.safeParse(event)
  if (!request.success) return { status: 400, body: { refused: 'no-http-request' } }
  const { httpMethod, headers, body, isBase64Encoded } = request.data
  if (httpMethod !== 'POST') return { status: 405, body: { refused: 'not-a-post' } }
  const rawBody = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (rawBody.length > MOST_BYTES) return { status: 413, body: { refused: 'too-large' } }
  const { server, webhookSecret } = await instance()
  const read = (raw: Buffer, given: IncomingHttpHeaders) =>
    readEzvizMessage(raw, given, webhookSecret, server.clock.now())
  // An instance stops when it has answered; the mark beside the message is what is worked on.
  return takePlatformMessages(server, read, () => {})(rawBody, lowerCased(headers))
}

function lowerCased(headers: Readonly<Record<string, string>>): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function httpAnswer(statusCode: number, body: object): HttpAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
