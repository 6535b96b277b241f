import * as z from 'zod'
import { ManagerError, refusedBy } from './failures'
import { authorization, CONTENT_TYPE, type Credentials } from './signature'

/** The two halves of the manager's interface that are used here, by the names that the platform has for them. */
const VERSIONS = { tcb: '2018-06-08', scf: '2018-04-16' } as const
export type Service = keyof typeof VERSIONS

export interface CallerConfig {
  readonly credentials: Credentials
  readonly region: string
  /** One address in place of the platform's, for both services. */
  readonly endpoint?: string
  readonly delay: (ms: number) => Promise<void>
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface Question {
  readonly service: Service
  readonly action: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** @throws ManagerError also for an answer that is not what was asked for */
export type Call = <T>(question: Question, answer: z.ZodType<T>) => Promise<T>

const TIMEOUT_MS = 30_000
const TRIES = 6
const FIRST_PAUSE_MS = 500

const refusal = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string(), Message: z.string() }),
    RequestId: z.string().default(''),
  }),
})

/**
 * Asks the manager's interface, again after a pause when it was asked too often, and a reading question also when the
 * line broke: what writes is never sent twice, because its first sending may have been heard.
 */
export function createCaller(config: CallerConfig): Call {
  return async (question, answer) => {
    for (let tried = 1; ; tried++) {
      try {
        return read(question, await exchange(config, question), answer)
      } catch (error) {
        if (!(error instanceof ManagerError) || tried === TRIES || !mayRepeat(question, error)) throw error
        await config.delay(FIRST_PAUSE_MS * 2 ** (tried - 1))
      }
    }
  }
}

function mayRepeat({ action }: Question, { failure }: ManagerError): boolean {
  if (failure === 'throttled') return true
  return failure === 'unreachable' && /^(Describe|List|Get)/.test(action)
}

async function exchange(config: CallerConfig, question: Question): Promise<unknown> {
  const { service, action } = question
  const url = new URL(config.endpoint ?? `https://${service}.tencentcloudapi.com`)
  const body = JSON.stringify(question.parameters)
  const at = Math.floor(config.now() / 1_000)
  const signed = authorization({ service, host: url.host, action, body, at }, config.credentials)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        authorization: signed,
        'content-type': CONTENT_TYPE,
        'x-tc-action': action,
        'x-tc-version': VERSIONS[service],
        'x-tc-timestamp': String(at),
        'x-tc-region': config.region,
        ...(config.credentials.token && { 'x-tc-token': config.credentials.token }),
      },
    })
    return await response.json()
  } catch (cause) {
    throw new ManagerError('unreachable', action, '', `no answer from ${url.host}`, null, { cause })
  }
}

function read<T>({ action }: Question, body: unknown, answer: z.ZodType<T>): T {
  const refused = refusal.safeParse(body)
  if (refused.success) {
    const { Error: said, RequestId: requestId } = refused.data.Response
    throw refusedBy(action, { code: said.Code, message: said.Message, requestId })
  }
  const read = z.object({ Response: answer }).safeParse(body)
  if (read.success) return read.data.Response
  throw new ManagerError('unreachable', action, '', 'not an answer to this question', null, {
    cause: read.error,
  })
}
