import { randomUUID } from 'node:crypto'
import { callingPerson } from '../../../adapters/wechat-caller'
import { type Operation, operations } from '../../../contract/app'
import { answer } from '../../../services/answer'
import type { Outcome } from '../../../services/outcome'
import { readJsonValue } from '../../answers/json-body'
import { thrownFailure } from '../../answers/mistakes'
import { failure, failureOf, STATUS } from '../../answers/sentences'
import { instance } from './instance'
import { logLine } from './log'

/** What the app is told, as over HTTP. */
interface Told {
  readonly status: number
  readonly body: unknown
}

/** A function gives back 1 MB at most; a little is left for what the cloud puts around it. */
const MOST_BYTES = 1_000_000

/**
 * A call of the app: `{ operation, input }`. Who asks is what WeChat's cloud says alone. It never throws: whatever
 * happened is told as a status and a sentence.
 */
export async function answerApp(event: unknown): Promise<Told> {
  const requestId = randomUUID()
  const from = performance.now()
  const operation = operationIn(event)
  const told = await toldOf(event, operation, requestId)
  const ms = Math.round(performance.now() - from)
  logLine('info', 'answered', { requestId, operation, status: told.status, ms })
  return told
}

async function toldOf(event: unknown, operation: Operation | null, requestId: string): Promise<Told> {
  try {
    const openId = callingPerson()
    if (openId === null) return refused({ code: 'signed-out' })
    if (operation === null) {
      return { status: 404, body: failure('not-found', '没有这个功能，请更新小程序后再试。') }
    }
    return fitting(await askedBy(openId, operation, inputIn(event), requestId), requestId)
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error('not an error', { cause: thrown })
    const { status, failure: body } = thrownFailure(error)
    if (status >= 500) logLine('error', 'failed', { requestId, operation, err: error })
    return { status, body }
  }
}

async function askedBy(
  openId: string,
  operation: Operation,
  input: unknown,
  requestId: string,
): Promise<Told> {
  const { server, keysHeld } = await instance()
  // Only a sign-in seals anything here; everyone else was bound with keys that were held to the store's.
  if (operation === 'sign-in') await keysHeld()
  const caller = { token: null, device: null, address: `wechat ${openId}`, requestId, openId }
  const outcome: Outcome<Operation> = await answer(server, caller, operation, input)
  return outcome.done ? { status: 200, body: outcome.answer } : refused(outcome.refusal)
}

function refused(refusal: Parameters<typeof failureOf>[0]): Told {
  const body = failureOf(refusal)
  return { status: STATUS[body.error.code], body }
}

/** Lists come in pages that are far smaller; what is too large all the same is told so, and by the log. */
function fitting(told: Told, requestId: string): Told {
  const bytes = Buffer.byteLength(JSON.stringify(told.body))
  if (bytes <= MOST_BYTES) return told
  logLine('error', 'the answer is too large for a function', { requestId, bytes })
  return { status: STATUS.outage, body: failure('outage', '内容太多，一次放不下。请缩小查询的范围后再试。') }
}

function operationIn(event: unknown): Operation | null {
  const name = fieldOf(event, 'operation')
  return typeof name === 'string' && isOperation(name) ? name : null
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name)
}

function inputIn(event: unknown): unknown {
  return readJsonValue(fieldOf(event, 'input'))
}

function fieldOf(event: unknown, field: string): unknown {
  if (typeof event !== 'object' || event === null || !Object.hasOwn(event, field)) return undefined
  return (event as Readonly<Record<string, unknown>>)[field]
}
