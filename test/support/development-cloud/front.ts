import { isUtf8 } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { operations } from '../../../cloudfunctions/contract/app'
import { readJsonBody } from '../../../cloudfunctions/entries/answers/json-body'
import { thrownFailure } from '../../../cloudfunctions/entries/answers/mistakes'
import { failure, STATUS } from '../../../cloudfunctions/entries/answers/sentences'
import { connectionOptions, PATIENCE } from '../../../cloudfunctions/entries/local/http/connections'
import { servePages } from '../../../cloudfunctions/entries/local/http/pages'
import { isSameOrigin } from '../../../cloudfunctions/entries/local/http/same-origin'
import type { Log } from '../../../cloudfunctions/entries/local/log'
import type { MessageKind } from '../../../cloudfunctions/ports/messenger'
import type { FunctionHost } from '../function-host'
import { FunctionFailure } from '../function-host/failure'

export interface FrontParts {
  readonly pagesFolder: string
  readonly publicOrigin: string | null
  readonly app: FunctionHost
  readonly webhook: FunctionHost
  /** Whoever says so to the app has accepted these kinds of messages in WeChat, which a browser can't ask. */
  accepted(openId: string, kinds: readonly MessageKind[]): void
  readonly log: Log
}

/**
 * What stands between a browser and the functions, in place of WeChat: it serves the pages, names the browser, as
 * WeChat names a person, and hands on what is asked.
 */
export async function buildFront(parts: FrontParts): Promise<FastifyInstance> {
  const app = fastify({ ...connectionOptions(PATIENCE), return503OnClosing: false })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body: Buffer, done) =>
    done(null, readJsonBody(body)),
  )
  app.setErrorHandler((error: Error, _, reply) => {
    parts.log.error({ err: error }, 'not handed on')
    const answer = thrownFailure(error)
    return reply.code(answer.status).send(answer.failure)
  })
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send(failure('not-found', '没有这个页面或功能，请返回首页。')),
  )
  const secure = parts.publicOrigin?.startsWith('https:') ?? false
  await app.register(fastifyCookie)
  nameBrowsers(app, secure)
  await servePages(app, parts.pagesFolder, secure)
  app.post<{ Params: { operation: string } }>('/api/:operation', (request, reply) =>
    handOn(parts, request, reply),
  )
  await app.register(scope => handOnMessages(scope, parts))
  return app
}

const COOKIE = 'openid'

/** A page or a question gives a browser that has none yet its OPENID, for as long as it keeps cookies. */
function nameBrowsers(app: FastifyInstance, secure: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const isFirst = openIdOf(request) === null && (request.method === 'POST' || request.url === '/')
    if (!isFirst) return
    // As long as WeChat's, and as random.
    const openId = `o${randomBytes(20).toString('base64url')}`
    request.cookies[COOKIE] = openId
    reply.setCookie(COOKIE, openId, {
      httpOnly: true,
      sameSite: 'strict',
      secure,
      path: '/',
      maxAge: 31_536_000,
    })
  })
}

function openIdOf(request: FastifyRequest): string | null {
  const openId = request.cookies[COOKIE]
  return openId !== undefined && /^o[\w-]{27}$/.test(openId) ? openId : null
}

async function handOn(
  { app, publicOrigin, accepted }: FrontParts,
  request: FastifyRequest<{ Params: { operation: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('Cache-Control', 'no-store')
  const openId = openIdOf(request)
  if (openId === null || !isSameOrigin(request, publicOrigin)) {
    return reply.code(STATUS['not-allowed']).send(failure('not-allowed', '请从本系统的页面上操作。'))
  }
  const event = { operation: request.params.operation, input: request.body }
  try {
    const { status, body } = (await app.invoke(event, { openId, clientIp: request.ip })) as {
      status: number
      body: unknown
    }
    if (status === 200 && event.operation === 'keep-consents') {
      accepted(openId, operations['keep-consents'].input.parse(event.input).kinds)
    }
    return reply.code(status).type('application/json').send(JSON.stringify(body))
  } catch (error) {
    if (!(error instanceof FunctionFailure)) throw error
    const sentence = `云函数没有给出结果（${error.code}），您的操作可能没有保存。请稍后再试。`
    return reply.code(STATUS.outage).send(failure('outage', sentence))
  }
}

/** HTTP as the cloud hands it to a function: a body that is no text goes as base64. */
async function handOnMessages(scope: FastifyInstance, { webhook, log }: FrontParts): Promise<void> {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  scope.post('/webhooks/ezviz', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const isBase64Encoded = !isUtf8(body)
    const event = {
      path: '/webhooks/ezviz',
      httpMethod: request.method,
      headers: request.headers,
      queryStringParameters: request.query,
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    }
    try {
      const answer = (await webhook.invoke(event, { source: 'wx_http' })) as {
        statusCode: number
        headers?: Record<string, string>
        body: string
      }
      return reply
        .code(answer.statusCode)
        .headers(answer.headers ?? {})
        .send(answer.body)
    } catch (error) {
      if (!(error instanceof FunctionFailure)) throw error
      log.warn({ code: error.code }, 'a message of the platform was not taken')
      return reply.code(502).send({ code: error.code })
    }
  })
}
