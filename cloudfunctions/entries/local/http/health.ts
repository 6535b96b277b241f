import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { StoreError } from '../../../ports/store'
import { PROJECTS } from '../../../services/documents/classes'
import type { Server } from '../../../services/server'
import { failure } from '../../answers/sentences'
import type { Metrics } from '../metrics'
import type { SourceState } from '../metrics/recording-source'
import { sendFailure } from './send-failure'

export interface HealthParts {
  readonly metrics: Metrics
  /** How the recording platform behaved when it was asked last. */
  readonly sourceState: () => SourceState
  /** Class-days that wait to be judged. */
  readonly judgeBacklog?: () => Promise<number>
}

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work. `/metrics`: for Prometheus. The last two for
 * those who run it: from this machine, or with the token of the settings.
 */
export function serveHealth(
  app: FastifyInstance,
  { store }: Pick<Server, 'store'>,
  { metrics, sourceState, judgeBacklog }: HealthParts,
  token: string | null,
): void {
  app.get('/healthz', async () => ({ ok: true }))
  const forOperators = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('Cache-Control', 'no-store')
      if (isLocal(request) || (token !== null && carries(request, token))) return
      return sendFailure(reply, 403, failure('not-allowed', '请在服务器本机上查看，或带上运维令牌。'))
    },
  }
  app.get('/readyz', forOperators, async (_, reply) => {
    const storeAnswers = await answers(store)
    return reply.code(storeAnswers ? 200 : 503).send({
      ready: storeAnswers,
      store: storeAnswers ? 'ok' : 'failing',
      recordingSource: sourceState(),
      judgeBacklog: judgeBacklog === undefined ? null : await judgeBacklog(),
    })
  })
  app.get('/metrics', forOperators, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )
}

/** A question that the store can't answer from memory, and that writes nothing. */
async function answers(store: Server['store']): Promise<boolean> {
  try {
    await store.range(PROJECTS, { index: 'byId', equal: [], limit: 1 })
    return true
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

/** From this machine and for itself: a proxy here asks for others, and says so. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  const address = socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function carries({ headers }: FastifyRequest, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(hashOf(given), hashOf(token))
}

/** Of one length, whatever was given. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
