import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Operation, operations } from '../../../contract/app'
import { answer } from '../../../services/answer'
import type { Outcome } from '../../../services/outcome'
import type { Server } from '../../../services/server'
import { MOST_BYTES } from '../../answers/json-body'
import { failure, failureOf, STATUS, tooOften } from '../../answers/sentences'
import type { Metrics } from '../metrics'
import { endUnread } from './connections'
import type { RequestLimits } from './limits'
import { isSameOrigin } from './same-origin'
import { sendFailure } from './send-failure'
import type { SessionCookie } from './session-cookie'
import { Turns } from './turns'

/** As many as there are processors to hash passwords, and some whose documents are read meanwhile. */
const SIGN_INS_AT_ONCE = 8
/** The last of them waits a minute. */
const SIGN_INS_WAITING = 600
const QUEUE_FULL_SECONDS = 30

export interface OperationParts {
  readonly server: Server
  readonly publicOrigin: string | null
  readonly cookie: SessionCookie
  readonly limits: RequestLimits
  readonly metrics: Metrics
}

interface Parts extends OperationParts {
  /**
   * A try counts against its address until the password is found right: of a class that arrives together, all would
   * count at once, and most be taken for guesses.
   */
  readonly signIns: Turns
}

/** One route an operation of the contract. */
export function serveOperations(app: FastifyInstance, given: OperationParts): void {
  const parts: Parts = { ...given, signIns: new Turns(SIGN_INS_AT_ONCE, SIGN_INS_WAITING) }
  for (const operation of Object.keys(operations).filter(isOperation)) {
    const path = `/api/${operation}`
    app.post(path, {
      bodyLimit: mostBytesOf(operation),
      // Before the body is read.
      onRequest: (request, reply) => admit(parts, operation, request, reply),
      handler: (request, reply) => answerRequest(parts, operation, request, reply),
    })
  }
}

function mostBytesOf(operation: Operation): number {
  const asked = operations[operation]
  return 'mostBytes' in asked ? asked.mostBytes : MOST_BYTES
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name)
}

async function admit(
  { publicOrigin, cookie, limits, signIns }: Parts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  reply.header('Cache-Control', 'no-store')
  if (!isSameOrigin(request, publicOrigin)) {
    return sendFailure(reply, STATUS['not-allowed'], failure('not-allowed', '请从本系统的页面上操作。'))
  }
  if (operation === 'sign-in' && signIns.full) {
    return sendFailure(reply, STATUS['too-many-attempts'], tooOften(QUEUE_FULL_SECONDS))
  }
  const session = cookie.read(request)
  // Pictures of nobody are not read at all.
  if (session === null && 'mostBytes' in operations[operation]) {
    const body = failureOf({ code: 'signed-out' })
    endUnread(reply, request.raw.socket)
    return sendFailure(reply, STATUS[body.error.code], body)
  }
  const wait = await limits.ofOperation(request, operation, session)
  if (wait > 0) return sendFailure(reply, STATUS['too-many-attempts'], tooOften(wait))
}

async function answerRequest(
  { server, cookie, limits, metrics, signIns }: Parts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const token = cookie.read(request)
  const caller = { token, device: cookie.readDevice(request), address: request.ip, requestId: request.id }
  const ask = () => answer(server, caller, operation, request.body)
  const outcome = await (operation === 'sign-in' ? signIns.take(ask) : ask())
  if (token !== null) await limits.note(request, token, !isStrangers(outcome))
  if (!outcome.done) {
    const body = failureOf(outcome.refusal)
    return sendFailure(reply, STATUS[body.error.code], body)
  }
  if (outcome.session) cookie.write(reply, outcome.session)
  // A check-in is known by its answer's shape.
  if (outcome.answer !== null && 'accepted' in outcome.answer) metrics.checkedIn(outcome.answer)
  // JSON null has to be said: an empty body is no answer to `who-am-i`.
  return reply.type('application/json').send(JSON.stringify(outcome.answer))
}

/** Whether a token turned out to open nothing. */
function isStrangers(outcome: Outcome<Operation>): boolean {
  return outcome.done ? outcome.answer === null : outcome.refusal.code === 'signed-out'
}
