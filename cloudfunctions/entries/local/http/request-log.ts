import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Failure } from '../../../contract/app'
import type { Metrics } from '../metrics'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request was answered with when it was not done, for its line in the log. */
    failure: Failure['error']['code'] | null
    /** What the handler threw that is ours to mend. */
    thrown: Error | null
    /** What broke the request off before it could be answered. */
    broken: { readonly code: string; readonly status: number } | null
  }
}

/** One line a request, when it is over: what was asked and what became of it, never who asked or with what. */
export class RequestLog {
  constructor(private readonly metrics: Metrics) {}

  watch(app: FastifyInstance): void {
    app.decorateRequest('failure', null)
    app.decorateRequest('thrown', null)
    app.decorateRequest('broken', null)
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('X-Request-Id', request.id)
      this.follow(request, reply)
      done()
    })
  }

  /** A response is closed once, whether it was sent to its end or not. */
  follow(request: FastifyRequest, reply: FastifyReply): void {
    reply.raw.once('close', () => this.#tell(request, reply))
  }

  #tell(request: FastifyRequest, reply: FastifyReply): void {
    const operation = operationOf(request)
    const { method, failure, thrown, broken } = request
    const sent = reply.raw.writableFinished
    const status = sent ? reply.statusCode : (broken?.status ?? CUT)
    const seconds = reply.elapsedTime / 1_000
    this.metrics.answered({ operation, status, seconds, failure })
    const line = { operation, method, status, ms: Math.round(seconds * 10_000) / 10 }
    // Of an address that can't be read the framework makes a request without these fields.
    if (thrown) request.log.error({ ...line, failure, err: thrown }, 'failed')
    else if (!sent) request.log.info({ ...line, failure, code: broken?.code }, 'cut off')
    else if (failure) request.log.info({ ...line, failure }, 'refused')
    else request.log.info(line, 'answered')
  }
}

/** In place of a status: the connection ended before the answer was sent. */
const CUT = 499

/** The route that was found, not the address that was asked for: there are few, and nobody's data is in them. */
function operationOf({ routeOptions, is404 }: FastifyRequest): string {
  if (is404 || routeOptions.url === undefined) return 'unknown'
  return routeOptions.url.replace(/^\/(api\/)?/, '') || 'pages'
}

/** The framework's own lines hold addresses with their queries, and there are two of them for each request. */
export class NoLines extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' })
  }

  override incomingRequest(): void {}
  override requestCompleted(): void {}
  override routeNotFound(): void {}
}
