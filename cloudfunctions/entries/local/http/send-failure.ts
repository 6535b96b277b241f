import type { FastifyReply } from 'fastify'
import type { Failure } from '../../../contract/app'

/** Answers with a failure, and notes it for the request's line in the log. */
export function sendFailure(reply: FastifyReply, status: number, failure: Failure): FastifyReply {
  const { code, retryAfter } = failure.error
  reply.request.failure = code
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter)
  return reply.code(status).send(failure)
}
