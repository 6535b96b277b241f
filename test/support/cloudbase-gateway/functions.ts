import { Failure } from './failure'
import { demandFields, type Params, textIn } from './fields'

/** A cloud function's main, called with its event. */
export type CloudFunction = (event: unknown) => unknown

const EVENT_BYTES = 100 << 10
const RESULT_BYTES = 1 << 20

/** Answers `functions.invokeFunction`. */
export async function invoked(
  functions: Readonly<Record<string, CloudFunction>>,
  params: Params,
): Promise<Params> {
  demandFields(params, ['function_name', 'request_data'])
  const name = textIn(params, 'function_name')
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (called === undefined) throw new Failure('FUNCTIONS_EXECUTE_FAIL', `there is no function ${name}`)
  const event = String(params.request_data ?? '')
  if (Buffer.byteLength(event) > EVENT_BYTES) {
    throw new Failure('EXCEED_MAX_PAYLOAD_SIZE', '[EXCEED_MAX_PAYLOAD_SIZE] an event has 100 KB at most')
  }
  const result = await run(called, event === '' ? {} : JSON.parse(event))
  if (Buffer.byteLength(result) > RESULT_BYTES) {
    throw new Failure('EXCEED_MAX_RESPONSE_SIZE', '[EXCEED_MAX_RESPONSE_SIZE] a result has 1 MB at most')
  }
  return { data: { response_data: result } }
}

async function run(called: CloudFunction, event: unknown): Promise<string> {
  try {
    return JSON.stringify((await called(event)) ?? null)
  } catch (cause) {
    throw new Failure('FUNCTIONS_EXECUTE_FAIL', String(cause))
  }
}
