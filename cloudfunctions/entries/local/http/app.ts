import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { operations } from '../../../contract/app'
import type { Server } from '../../../services/server'
import { MOST_BYTES, readJsonBody } from '../../answers/json-body'
import { thrownFailure } from '../../answers/mistakes'
import { failure } from '../../answers/sentences'
import type { Log } from '../log'
import { BrokenRequests, connectionOptions, endUnread, PATIENCE, type Patience } from './connections'
import { type HealthParts, serveHealth } from './health'
import { LIMITS, type Limits, RequestLimits } from './limits'
import { serveOperations } from './operations'
import { servePages } from './pages'
import { type PlatformMessages, servePlatformMessages } from './platform-messages'
import { NoLines, RequestLog } from './request-log'
import { sendFailure } from './send-failure'
import { SessionCookie } from './session-cookie'
import type { RequestsUnderWay } from './under-way'

export interface HttpOptions {
  readonly pagesFolder: string
  /** Where browsers reach the server, e.g. `https://…` of a proxy before it; null: where it listens, over http. */
  readonly publicOrigin: string | null
  readonly limits?: Limits
  readonly patience?: Patience
  /** Opens `/readyz` and `/metrics` to other machines; null or left out: to none. */
  readonly operatorToken?: string | null
}

export interface HttpParts extends HealthParts {
  readonly log: Log
  readonly underWay: RequestsUnderWay
  /** Left out: there is no way in for messages. */
  readonly platformMessages?: PlatformMessages
}

export async function buildHttpApp(
  server: Server,
  options: HttpOptions,
  parts: HttpParts,
): Promise<FastifyInstance> {
  const { publicOrigin, limits = LIMITS, operatorToken = null } = options
  const app = newApp(options, parts)
  readJsonAlone(app)
  answerFailures(app)
  const secure = publicOrigin?.startsWith('https:') ?? false
  const cookie = new SessionCookie(secure)
  await app.register(fastifyCookie)
  await servePages(app, options.pagesFolder, secure)
  const { metrics, platformMessages } = parts
  const requestLimits = await RequestLimits.of(app, limits, request => cookie.read(request))
  serveHealth(app, server, parts, operatorToken)
  serveOperations(app, { server, publicOrigin, cookie, limits: requestLimits, metrics })
  if (platformMessages) await servePlatformMessages(app, platformMessages, requestLimits, metrics)
  return app
}

function newApp(
  { publicOrigin, patience = PATIENCE }: HttpOptions,
  { log, metrics, underWay }: HttpParts,
): FastifyInstance {
  const requestLog = new RequestLog(metrics)
  const broken = new BrokenRequests(log)
  const app: FastifyInstance = fastify({
    ...connectionOptions(patience),
    bodyLimit: MOST_BYTES,
    genReqId: () => randomUUID(),
    loggerInstance: log,
    logController: new NoLines(),
    // Only a proxy on this machine may say for whom it asks, and only when there is said to be one.
    trustProxy: publicOrigin === null ? false : 'loopback',
    clientErrorHandler: broken.handler,
    frameworkErrors: (error, request, reply) => {
      requestLog.follow(request, reply)
      const { status, failure } = thrownFailure(error)
      sendFailure(reply, status, failure)
    },
    // A request that comes on an open connection while the server stops is answered, and the connection then closed.
    return503OnClosing: false,
  })
  requestLog.watch(app)
  underWay.watch(app)
  broken.watch(app)
  return app
}

function readJsonAlone(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body: Buffer, done) =>
    done(null, readJsonBody(body)),
  )
}

function answerFailures(app: FastifyInstance): void {
  app.setErrorHandler((error: Error, request, reply) => {
    const { status, failure } = thrownFailure(error)
    if (status >= 500) request.thrown = error
    if (status === 413) endUnread(reply, request.raw.socket)
    return sendFailure(reply, status, failure)
  })
  app.setNotFoundHandler((request, reply) => {
    if (!isOperationPath(request.url)) {
      return sendFailure(reply, 404, failure('not-found', '没有这个页面或功能，请返回首页。'))
    }
    reply.header('Allow', 'POST')
    return sendFailure(reply, 405, failure('bad-input', '这个功能只接受 POST 请求，请从本系统的页面上操作。'))
  })
}

function isOperationPath(url: string): boolean {
  const [path = ''] = url.split('?')
  return path.startsWith('/api/') && Object.hasOwn(operations, path.slice('/api/'.length))
}
