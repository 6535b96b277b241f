/**
 * What stands in the way, for whoever decides what to say:
 * `credentials` the key or its signature; `permission` the key may not do this; `throttled` asked too often;
 * `unreachable` no answer that can be read; `refused` anything else that the platform says no to.
 */
export type ManagerFailure = 'credentials' | 'permission' | 'throttled' | 'unreachable' | 'refused'

/** The manager's interface did not do what it was asked. */
export class ManagerError extends Error {
  override readonly name = 'ManagerError'

  /** @param code the platform's own, by which it can be looked up; empty: there was no answer */
  constructor(
    readonly failure: ManagerFailure,
    readonly action: string,
    readonly code: string,
    message: string,
    /** By which the platform finds the request. */
    readonly requestId: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export interface Refusal {
  readonly code: string
  readonly message: string
  readonly requestId: string
}

export function refusedBy(action: string, { code, message, requestId }: Refusal): ManagerError {
  return new ManagerError(failureOf(code), action, code, message, requestId)
}

/** By the common codes of the platform's interface, version 3; those with a dot have kinds after it. */
function failureOf(code: string): ManagerFailure {
  const [family = ''] = code.split('.')
  if (family === 'AuthFailure')
    return code === 'AuthFailure.UnauthorizedOperation' ? 'permission' : 'credentials'
  if (family === 'UnauthorizedOperation') return 'permission'
  if (family === 'RequestLimitExceeded') return 'throttled'
  if (family === 'InternalError') return 'unreachable'
  return 'refused'
}
