import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { STATUS, tooOften } from '../../answers/sentences'
import type { Metrics } from '../metrics'
import type { RequestLimits } from './limits'
import { sendFailure } from './send-failure'

/**
 * Takes a message of the recording platform: the exact bytes, for its signature.
 * @returns what the platform is answered; it sends again what was not answered with 2xx
 */
export type PlatformMessages = (
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
) => Promise<{ readonly status: number; readonly body: object }>

/** A way in for a machine: no session, no page of ours, and a signature in place of both. */
export async function servePlatformMessages(
  app: FastifyInstance,
  take: PlatformMessages,
  limits: RequestLimits,
  metrics: Metrics,
): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.addHook('onRequest', async (request, reply) => {
      const wait = await limits.ofPlatform(request)
      if (wait > 0) return sendFailure(reply, STATUS['too-many-attempts'], tooOften(wait))
    })
    scope.post('/webhooks/ezviz', async (request, reply) => {
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { status, body } = await noted(take(rawBody, request.headers), metrics)
      return reply.code(status).send(body)
    })
  })
}

async function noted(answer: ReturnType<PlatformMessages>, metrics: Metrics): ReturnType<PlatformMessages> {
  try {
    const given = await answer
    metrics.platformMessage(given.status < 300 ? 'taken' : 'refused')
    return given
  } catch (error) {
    metrics.platformMessage('failed')
    throw error
  }
}
