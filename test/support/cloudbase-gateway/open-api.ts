import { unknown } from './failure'
import { message, messagesIn } from './protobuf'

/**
 * One of WeChat's own interfaces, as `cloud.openapi` calls it: parameters in snake case, and JSON as the answer. A text
 * is answered as it is, which is what something between here and WeChat may do.
 */
export type OpenApi = (parameters: Readonly<Record<string, unknown>>) => object | string

/** Thrown by an interface: the cloud itself has not come through to WeChat, with one of its own codes, as -604101. */
export class CloudCallError extends Error {
  override readonly name = 'CloudCallError'

  constructor(readonly code: number) {
    super(`the cloud call failed with ${code}`)
  }
}

/** Fields of the SDK's CommApiData. */
const OPEN_API_DATA = 2
const PAIRS = 1
const KEY = 1
const VALUE = 2
/** Fields of its CommOpenApiResp. */
const RESPONSE = 1
const CONTENT_TYPE = 2
const ERROR_CODE = 3

/** Answers `wx.openApi`. @throws Failure for an interface that nobody stands in for */
export function openApiAnswer(
  apis: Readonly<Record<string, OpenApi>>,
  form: ReadonlyMap<string, Buffer>,
): Buffer {
  const name = String(form.get('apiName'))
  const api = Object.hasOwn(apis, name) ? apis[name] : undefined
  if (api === undefined) throw unknown(`interface ${name}`)
  try {
    const answer = api(parametersIn(form.get('requestData') ?? Buffer.alloc(0)))
    return message([
      { number: RESPONSE, value: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)) },
      {
        number: CONTENT_TYPE,
        value: Buffer.from(typeof answer === 'string' ? 'text/html' : 'application/json'),
      },
    ])
  } catch (error) {
    if (error instanceof CloudCallError) return message([{ number: ERROR_CODE, value: error.code }])
    throw error
  }
}

function parametersIn(request: Buffer): Readonly<Record<string, unknown>> {
  const pairs = messagesIn(request, OPEN_API_DATA).flatMap(data => messagesIn(data, PAIRS))
  const entries = pairs.map(pair => {
    const [key, value] = [messagesIn(pair, KEY)[0], messagesIn(pair, VALUE)[0]]
    return [String(key), JSON.parse(String(value)) as unknown] as const
  })
  return Object.fromEntries(entries)
}
