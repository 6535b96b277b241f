import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import type { Settled } from './config'
import type { Params, Question } from './question'

/** What came back, unread: the body is looked at before the status means anything. */
interface RawAnswer {
  readonly status: number
  readonly body: string
}

/** Sends a question to the platform. @throws Error without the question in it, when no answer came in time */
export type Send = (question: Question, accessToken: string | null, timeoutMs: number) => Promise<RawAnswer>

const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024

function connection(config: Settled) {
  const sockets = { keepAlive: true, maxSockets: config.maxConcurrentCalls }
  return axios.create({
    baseURL: config.baseUrl,
    httpAgent: new HttpAgent(sockets),
    httpsAgent: new HttpsAgent(sockets),
    // Keys go to the platform and nowhere else: not to a proxy that the environment names, not after a redirect.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: body => body,
    validateStatus: () => true,
  })
}

/** The documents write a space in a query as `%20`, which a `+` is not everywhere. */
function addressOf(path: string, query: Params): string {
  const written = new URLSearchParams(query).toString().replaceAll('+', '%20')
  return written === '' ? path : `${path}?${written}`
}

function bodyOf({ form, json }: Question, token: Params): { headers: Params; data?: string } {
  if (json !== undefined)
    return { headers: { 'Content-Type': 'application/json' }, data: JSON.stringify(json) }
  if (form === undefined) return { headers: {} }
  const data = new URLSearchParams({ ...form, ...token }).toString()
  return { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, data }
}

function requestOf(question: Question, accessToken: string | null) {
  const tokenFor = (place: Question['tokenIn']): Params =>
    accessToken !== null && question.tokenIn === place ? { accessToken } : {}
  const { headers, data } = bodyOf(question, tokenFor('form'))
  return {
    method: question.method,
    url: addressOf(question.path, { ...question.query, ...tokenFor('query') }),
    headers: { ...headers, ...question.headers, ...tokenFor('headers') },
    data,
  }
}

/** An axios error carries the whole request, the secret and the token with it; only its words may go on. */
function withoutRequest(error: unknown): Error {
  if (!axios.isAxiosError(error)) return new Error('the call failed before it was sent')
  return new Error(`${error.code ?? 'no code'}: ${error.message}`)
}

export function createSend(config: Settled): Send {
  const http = connection(config)
  return async (question, accessToken, timeoutMs) => {
    // axios's own limit starts anew with each byte that trickles in; the signal bounds the whole exchange.
    const signal = AbortSignal.timeout(Math.ceil(timeoutMs))
    try {
      const { status, data } = await http.request<string>({ ...requestOf(question, accessToken), signal })
      return { status, body: data }
    } catch (error) {
      throw withoutRequest(error)
    }
  }
}
