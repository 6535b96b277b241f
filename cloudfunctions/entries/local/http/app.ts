import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { type Operation, operations } from '../../../contract/app'
import { answer } from '../../../services/answer'
import type { Server } from '../../../services/server'
import { thrownFailure } from './mistakes'
import { servePages } from './pages'
import { isSameOrigin } from './same-origin'
import { failure, failureOf, STATUS } from './sentences'
import { SessionCookie } from './session-cookie'

export interface HttpOptions {
  readonly pagesFolder: string
  /** Where browsers reach the server, e.g. `https://…` of a proxy before it; null: where it listens, over http. */
  readonly publicOrigin: string | null
  readonly logLevel: string
}

/** What is called with things that the process makes, not with settings. */
export interface HttpHooks {
  /** Takes a message that the camera platform pushed: the bytes as they came. */
  readonly platformMessages?: (
    rawBody: Buffer,
    headers: IncomingHttpHeaders,
  ) => Promise<{ readonly status: number; readonly body: object }>
}

const BODY_LIMIT = 64 * 1024

export async function buildHttpApp(
  server: Server,
  options: HttpOptions & HttpHooks,
): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    logController: new LogController({ requestIdLogLabel: 'requestId' }),
    // Only a proxy on this machine may say for whom it asks, and only when there is said to be one.
    trustProxy: options.publicOrigin === null ? false : 'loopback',
    logger: { level: options.logLevel, stream: process.stderr, serializers: { req: withoutPerson } },
  })
  const secure = options.publicOrigin?.startsWith('https:') ?? false
  app.removeContentTypeParser('text/plain')
  await app.register(fastifyCookie)
  await servePages(app, options.pagesFolder, secure)

  app.setErrorHandler((error: Error, request, reply) => {
    const { status, failure } = thrownFailure(error)
    if (status >= 500) request.log.error({ err: error }, 'failed')
    return reply.code(status).send(failure)
  })
  app.setNotFoundHandler((_, reply) => {
    return reply.code(404).send(failure('not-found', '没有这个页面或功能，请返回首页。'))
  })
  app.get('/healthz', async () => ({ ok: true }))
  serveOperations(app, server, options.publicOrigin, new SessionCookie(secure))
  return app
}

/** A line of the log tells what was asked, never who asked or with what. */
function withoutPerson({ method, url }: FastifyRequest) {
  return { method, path: url.split('?')[0] }
}

function serveOperations(
  app: FastifyInstance,
  server: Server,
  publicOrigin: string | null,
  cookie: SessionCookie,
): void {
  for (const operation of Object.keys(operations).filter(isOperation)) {
    app.post(`/api/${operation}`, async (request, reply) => {
      reply.header('Cache-Control', 'no-store')
      if (!isSameOrigin(request, publicOrigin)) {
        return reply.code(STATUS['not-allowed']).send(failure('not-allowed', '请从本系统的页面上操作。'))
      }
      return answerRequest(server, operation, cookie, request, reply)
    })
  }
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name)
}

async function answerRequest(
  server: Server,
  operation: Operation,
  cookie: SessionCookie,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = {
    token: cookie.read(request),
    device: cookie.readDevice(request),
    address: request.ip,
    requestId: request.id,
  }
  const outcome = await answer(server, caller, operation, request.body)
  if (outcome.done) {
    if (outcome.session) cookie.write(reply, outcome.session)
    // JSON null has to be said: an empty body is no answer to `who-am-i`.
    return reply.type('application/json').send(JSON.stringify(outcome.answer))
  }
  const { refusal } = outcome
  if (refusal.code === 'too-many-attempts') reply.header('Retry-After', refusal.retryAfterSeconds)
  const body = failureOf(refusal)
  return reply.code(STATUS[body.error.code]).send(body)
}
