import type { IncomingMessage } from 'node:http'
import { DatabaseActions } from './database/actions'
import type { UniqueIndex } from './database/collection'
import { type Contents, Database } from './database/database'
import { type Doc, isPlain } from './ejson'
import { type DuplicateSpelling, Failure, invalid, unknown } from './failure'
import { type Fault, Faults, failureOf } from './faults'
import type { Params } from './fields'
import { type CloudFunction, invoked } from './functions'
import { partsOf } from './multipart'
import { type OpenApi, openApiAnswer } from './open-api'
import type { Answer } from './server'
import { demandSignature } from './signature'
import { FileStorage } from './storage'

export interface GatewayOptions {
  /** By the system when absent. */
  readonly now?: () => number
  /** These exist from the beginning; their indexes too, which the SDK can't make. */
  readonly collections?: Readonly<Record<string, readonly UniqueIndex[]>>
  /** What an earlier gateway held when it was asked for its contents. */
  readonly contents?: Contents
  readonly spelling?: DuplicateSpelling
  readonly conflictsAt?: 'operation' | 'commit'
  readonly lockWaitMs?: number
  /** The cloud's 30 s when absent. */
  readonly transactionMs?: number
  readonly functions?: Readonly<Record<string, CloudFunction>>
  readonly openApis?: Readonly<Record<string, OpenApi>>
}

export interface GatewayRequest {
  readonly action: string
  readonly params: Params
}

export const ENV = 'local-env'
export const SECRET_ID = 'local-id'

/** Carries out requests; of the line that they came by it knows nothing but their bytes. */
export class Gateway {
  readonly faults = new Faults()
  /** Called, and waited for, before each request is carried out; nobody listens when null. */
  onRequest: ((request: GatewayRequest) => void | Promise<void>) | null = null

  readonly #now: () => number
  readonly #database: Database
  readonly #storage: FileStorage
  readonly #actions: Readonly<Record<string, (params: Params) => Doc | Promise<Doc>>>
  #requests = 0

  constructor(
    private readonly options: GatewayOptions,
    origin: () => string,
  ) {
    const { now = Date.now, collections = {}, spelling = 'E11000', functions = {} } = options
    const { conflictsAt = 'operation', lockWaitMs = 5_000, transactionMs = 30_000 } = options
    this.#now = now
    this.#database = new Database({
      ...{ now, unique: collections, spelling },
      ...{ conflictsAt, lockWaitMs, transactionMs },
    })
    for (const name of Object.keys(collections)) this.#database.addCollection(name)
    this.#database.fill(options.contents ?? {})
    this.#storage = new FileStorage(ENV, origin)
    this.#actions = {
      ...new DatabaseActions(this.#database, now, spelling).table,
      ...this.#storage.table,
      'functions.invokeFunction': params => invoked(functions, params),
    }
  }

  /** All documents that are committed at this moment, to begin another gateway with. */
  contents(): Contents {
    return this.#database.contents()
  }

  /** Null: there is to be no answer. */
  async answer(request: IncomingMessage, body: Buffer): Promise<Answer | null> {
    const file = this.#storage.serve(request, body)
    if (file !== null) return file
    this.#requests += 1
    const requestId = `request-${this.#requests}`
    try {
      const asked = this.#admitted(request, body)
      const carryOut =
        'form' in asked
          ? () => this.#called(asked)
          : async () => json({ requestId, ...(await this.#carriedOut(asked)) })
      return await befallen(this.faults.next(asked.action), carryOut)
    } catch (cause) {
      const { code, message } = cause instanceof Failure ? cause : new Failure('SYS_ERR', String(cause))
      return json({ code, message, requestId })
    }
  }

  #admitted(request: IncomingMessage, body: Buffer): GatewayRequest | Call {
    const url = new URL(request.url ?? '/', 'http://gateway')
    if (request.method !== 'POST' || url.pathname !== '/admin')
      throw unknown(`${request.method} ${url.pathname}`)
    demandSignature(request.headers, SECRET_ID, this.#now())
    const type = request.headers['content-type'] ?? ''
    const asked = type.startsWith('multipart/') ? callIn(partsOf(type, body)) : requestIn(body)
    const env = 'form' in asked ? String(asked.form.get('envName')) : asked.params.envName
    if (env === ENV && url.searchParams.get('env') === ENV) return asked
    throw new Failure('INVALID_ENV', `there is no environment ${String(env)}`)
  }

  async #carriedOut({ action, params }: GatewayRequest): Promise<Doc> {
    await this.onRequest?.({ action, params })
    this.#database.expire()
    const known = Object.hasOwn(this.#actions, action) ? this.#actions[action] : undefined
    if (known === undefined) throw unknown(`action ${action}`)
    return known(params)
  }

  async #called({ action, form }: Call): Promise<Answer> {
    await this.onRequest?.({ action, params: { apiName: String(form.get('apiName')) } })
    const body = openApiAnswer(this.options.openApis ?? {}, form)
    return { status: 200, type: 'application/octet-stream', body }
  }
}

/** Of one of WeChat's own interfaces; it comes as a form. */
interface Call {
  readonly action: string
  readonly form: ReadonlyMap<string, Buffer>
}

function callIn(form: ReadonlyMap<string, Buffer>): Call {
  const action = String(form.get('action'))
  if (action !== 'wx.openApi') throw unknown(`form for ${action}`)
  return { action, form }
}

function requestIn(body: Buffer): GatewayRequest {
  const params: unknown = JSON.parse(body.toString())
  if (isPlain(params) && typeof params.action === 'string') return { action: params.action, params }
  throw invalid('a request names its action')
}

async function befallen(fault: Fault | null, carryOut: () => Promise<Answer>): Promise<Answer | null> {
  if (fault === null) return carryOut()
  if (fault.how === 'twice') return carryOut().then(carryOut)
  const isAfter = fault.when === 'after' || fault.how === 'cut-short'
  const whole = isAfter ? await carryOut() : json({})
  const failure = failureOf(fault.how)
  if (failure !== null) throw failure
  if (fault.how === 'unavailable') return { ...json({}), status: 503 }
  if (fault.how === 'silence') return null
  return { ...whole, cutAfter: fault.how === 'cut' ? 0 : Math.floor(whole.body.length / 2) }
}

function json(value: object): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
