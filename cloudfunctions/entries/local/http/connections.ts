import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError, FastifyInstance, FastifyReply } from 'fastify'
import { failure } from '../../answers/sentences'
import type { Log } from '../log'
import { sendFailure } from './send-failure'

/** How long a connection may take over what it sends, in milliseconds. */
export interface Patience {
  readonly headersMs: number
  /** For the whole request, its headers included. */
  readonly requestMs: number
  /** Without a byte in either direction. */
  readonly silenceMs: number
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, silenceMs: 120_000 }

/** A browser sends some twenty. Of more than 2,000 Node would leave some out without a word. */
const MOST_HEADERS = 100

export function connectionOptions({ headersMs, requestMs, silenceMs }: Patience) {
  return {
    connectionTimeout: silenceMs,
    requestTimeout: requestMs,
    http: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1_000, headersMs),
    },
  }
}

/** Answers what is no HTTP request, or never becomes one. */
export class BrokenRequests {
  /** The latest request of a socket. */
  readonly #latest = new WeakMap<Socket, FastifyReply>()

  constructor(private readonly log: Log) {}

  readonly handler = (error: ConnectionError, socket: Socket): void => {
    const { code } = error
    this.#note(code, this.#latest.get(socket))
    if (code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else socket.end(rawAnswer(code), () => socket.destroy())
  }

  /** On the line of the request that it broke off; on none when that one was refused before it was read. */
  #note(code: string, latest: FastifyReply | undefined): void {
    if (latest !== undefined && !latest.raw.writableFinished) {
      latest.request.broken = { code, status: statusOf(code)[0] }
    } else if (latest === undefined || latest.request.raw.complete) {
      this.log.info({ requestId: randomUUID(), operation: 'unknown', code }, 'broken request')
    }
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      this.#latest.set(request.raw.socket, reply)
      if (request.raw.rawHeaders.length <= 2 * MOST_HEADERS) return
      reply.header('Connection', 'close')
      return sendFailure(reply, 431, failure('bad-input', TOO_LARGE_HEADERS))
    })
  }
}

const LINGER_MS = 1_000

/**
 * A sender who is refused in the midst of its body is still sending. Broken off at once, it would see a reset in
 * place of the answer: so it is read no further, and broken off once it had the time to see it.
 */
export function endUnread({ raw }: FastifyReply, socket: Socket): void {
  raw.shouldKeepAlive = false
  socket.destroySoon = () => {
    socket.pause()
    socket.end()
    setTimeout(() => socket.destroy(), LINGER_MS)
  }
}

const TOO_LARGE_HEADERS = '请求的头部太大，请清除浏览器里本网站的数据后再试。'

function rawAnswer(code: string): string {
  const [status, sentence] = statusOf(code)
  const body = JSON.stringify(failure('bad-input', sentence))
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}

function statusOf(code: string): readonly [number, string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, TOO_LARGE_HEADERS]
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, '请求没有在规定的时间里发完，请检查网络后再试。']
  return [400, '请求的格式不对，请刷新页面后再试。']
}
