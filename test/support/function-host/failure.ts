/** As WeChat's cloud names what became of an invocation that has no result. */
export type FailureCode =
  | 'EXCEED_MAX_PAYLOAD_SIZE'
  | 'EXCEED_MAX_RESPONSE_SIZE'
  /** It threw, could not be loaded, or its instance was gone before it answered. */
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'

/** An invocation without a result. Whether the function had done its work by then is not known. */
export class FunctionFailure extends Error {
  override readonly name = 'FunctionFailure'

  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(`[${code}] ${message}`)
  }
}
