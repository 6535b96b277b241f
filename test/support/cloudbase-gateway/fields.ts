import { type Doc, isPlain } from './ejson'
import { invalid, unknown } from './failure'

/** A request's body: JSON as the SDK sent it. */
export type Params = Doc

/** What the SDK adds to every request. */
const COMMON = new Set(
  'action envName wxCloudApiToken wxCloudbaseAccesstoken tcb_sessionToken sessionToken crossAuthorizationToken'.split(
    ' ',
  ),
)

/** @throws Failure for a field that the action doesn't have */
export function demandFields(params: Params, known: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (!COMMON.has(name) && !known.includes(name)) throw unknown(`field ${name} of ${String(params.action)}`)
  }
}

export function textIn(params: Params, name: string): string {
  const value = params[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`${name} must be a text`)
}

export function optionalTextIn(params: Params, name: string): string | null {
  return params[name] === undefined ? null : textIn(params, name)
}

/** @param absent what it is when it isn't there */
export function integerIn(params: Params, name: string, absent: number): number {
  const value = params[name] ?? absent
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw invalid(`${name} must be an integer that is not negative`)
}

export function booleanIn(params: Params, name: string): boolean {
  const value = params[name]
  if (typeof value === 'boolean') return value
  throw invalid(`${name} must be true or false`)
}

export function listIn(params: Params, name: string): readonly unknown[] {
  const value = params[name]
  if (Array.isArray(value)) return value
  throw invalid(`${name} must be a list`)
}

export function objectOf(value: unknown, what: string): Doc {
  if (isPlain(value)) return value
  throw invalid(`${what} must be an object`)
}
