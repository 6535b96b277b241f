import type { IncomingMessage } from 'node:http'
import { DatabaseActions } from './database/actions'
import type { UniqueIndex } from './database/collection'
import { Database } from './database/database'
import { type Doc, isPlain } from './ejson'
import { type DuplicateSpelling, Failure, invalid, unknown } from './failure'
import { type Fault, Faults, failureOf } from './faults'
import { type Answer, listen } from './server'
import { demandSignature } from './signature'

export interface GatewayOptions {
  /** By the system when absent. */
  readonly now?: () => number
  /** These exist from the beginning; their indexes too, which the SDK can't make. */
  readonly collections?: Readonly<Record<string, readonly UniqueIndex[]>>
  readonly spelling?: DuplicateSpelling
  readonly conflictsAt?: 'operation' | 'commit'
  readonly lockWaitMs?: number
}

export interface GatewayRequest {
  readonly action: string
  readonly params: Doc
}

/** What the SDK needs to be told, by its configuration. */
interface GatewayAddress {
  readonly env: string
  readonly serviceUrl: string
  readonly secretId: string
  readonly secretKey: string
}

export interface Gateway {
  readonly address: GatewayAddress
  readonly faults: Faults
  /** Called, and waited for, before each request is carried out; nobody listens when null. */
  onRequest: ((request: GatewayRequest) => void | Promise<void>) | null
  close(): Promise<void>
}

const ENV = 'local-env'
const SECRET_ID = 'local-id'

/**
 * A stand-in for the gateway of WeChat's cloud on this machine: it answers what wx-server-sdk sends, unmodified, by its
 * documented rules, and refuses whatever it doesn't know. What it holds is gone when it is closed.
 */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const now = options.now ?? Date.now
  const spelling = options.spelling ?? 'E11000'
  const database = new Database({
    now,
    unique: options.collections ?? {},
    spelling,
    conflictsAt: options.conflictsAt ?? 'operation',
    lockWaitMs: options.lockWaitMs ?? 5_000,
  })
  for (const name of Object.keys(options.collections ?? {})) database.addCollection(name)
  const actions = new DatabaseActions(database, now, spelling).table
  const faults = new Faults()
  const { origin, close } = await listen((request, body) => answered(request, body))
  const serviceUrl = `${origin}/admin`
  const gateway: Gateway = {
    address: { env: ENV, serviceUrl, secretId: SECRET_ID, secretKey: 'local-key' },
    faults,
    onRequest: null,
    close,
  }
  let count = 0

  async function answered(request: IncomingMessage, body: Buffer): Promise<Answer | null> {
    count += 1
    const requestId = `request-${count}`
    try {
      const asked = requestIn(request, body, now())
      const fault = faults.next(asked.action)
      return await befallen(fault, requestId, () => carriedOut(asked))
    } catch (cause) {
      return failed(requestId, cause)
    }
  }

  async function carriedOut({ action, params }: GatewayRequest): Promise<Doc> {
    await gateway.onRequest?.({ action, params })
    database.expire()
    const known = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (known === undefined) throw unknown(`action ${action}`)
    return known(params)
  }

  return gateway
}

function requestIn(request: IncomingMessage, body: Buffer, now: number): GatewayRequest {
  const url = new URL(request.url ?? '/', 'http://gateway')
  if (request.method !== 'POST' || url.pathname !== '/admin')
    throw unknown(`${request.method} ${url.pathname}`)
  demandSignature(request.headers, SECRET_ID, now)
  const params: unknown = JSON.parse(body.toString())
  if (!isPlain(params) || typeof params.action !== 'string') throw invalid('a request names its action')
  if (params.envName !== ENV || url.searchParams.get('env') !== ENV) {
    throw new Failure('INVALID_ENV', `there is no environment ${String(params.envName)}`)
  }
  return { action: params.action, params }
}

async function befallen(
  fault: Fault | null,
  requestId: string,
  carryOut: () => Promise<Doc>,
): Promise<Answer | null> {
  const isAfter = fault?.when === 'after' || fault?.how === 'cut-short'
  const result = fault === null || isAfter ? await carryOut() : {}
  const whole = json({ requestId, ...result })
  if (fault === null) return whole
  const failure = failureOf(fault.how)
  if (failure !== null) throw failure
  if (fault.how === 'unavailable') return { ...json({}), status: 503 }
  if (fault.how === 'silence') return null
  return { ...whole, cutAfter: fault.how === 'cut' ? 0 : Math.floor(whole.body.length / 2) }
}

function failed(requestId: string, cause: unknown): Answer {
  const { code, message } = cause instanceof Failure ? cause : new Failure('SYS_ERR', String(cause))
  return json({ code, message, requestId })
}

function json(value: object): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
