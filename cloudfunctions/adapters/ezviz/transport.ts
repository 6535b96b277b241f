import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import type { EzvizConfig } from './config'

/** What came back, unread: the body is looked at before the status means anything. */
interface RawAnswer {
  readonly status: number
  readonly body: string
}

/** Posts a form to the platform. @throws Error without the request in it, when no answer came */
export type Post = (path: string, form: Readonly<Record<string, string>>) => Promise<RawAnswer>

const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024

function connection(config: Required<EzvizConfig>) {
  const sockets = { keepAlive: true, maxSockets: config.maxConcurrentCalls }
  return axios.create({
    baseURL: config.baseUrl,
    timeout: config.timeoutMs,
    httpAgent: new HttpAgent(sockets),
    httpsAgent: new HttpsAgent(sockets),
    // Keys go to the platform and nowhere else: not to a proxy that the environment names, not after a redirect.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    responseType: 'text',
    transformResponse: body => body,
    validateStatus: () => true,
  })
}

/** An axios error carries the whole request, the secret and the token with it; only its words may go on. */
function withoutRequest(error: unknown): Error {
  if (!axios.isAxiosError(error)) return new Error('the call failed before it was sent')
  return new Error(`${error.code ?? 'no code'}: ${error.message}`)
}

export function createPost(config: Required<EzvizConfig>): Post {
  const http = connection(config)
  return async (path, form) => {
    // axios's own limit starts anew with each byte that trickles in; the signal bounds the whole exchange.
    const signal = AbortSignal.timeout(config.timeoutMs)
    try {
      const { status, data } = await http.post<string>(path, new URLSearchParams(form).toString(), { signal })
      return { status, body: data }
    } catch (error) {
      throw withoutRequest(error)
    }
  }
}
