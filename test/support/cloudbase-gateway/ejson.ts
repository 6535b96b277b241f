import { unknown } from './failure'

/** A document as the database holds it. Nobody changes one: a new one takes its place. */
export type Doc = Readonly<Record<string, unknown>>

/** Canonical extended JSON as the SDK sends it. Whatever wrapper is not known is refused. */
export function parseEjson(
  text: string,
  now: () => number,
  serverDates: 'known' | 'refused' = 'refused',
): unknown {
  const dates = { now, serverDates }
  return revived(JSON.parse(text), dates)
}

interface Dates {
  readonly now: () => number
  readonly serverDates: 'known' | 'refused'
}

/** Extended JSON that the SDK reads back as what was sent. */
export function ejsonOf(value: unknown): string {
  return JSON.stringify(dressed(value))
}

export function isPlain(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function revived(value: unknown, dates: Dates): unknown {
  if (Array.isArray(value)) return value.map(one => revived(one, dates))
  if (!isPlain(value)) return value
  const [first, ...others] = Object.keys(value)
  if (first?.startsWith('$') && others.length === 0) {
    const wrapped = wrapper(first, value[first], dates)
    if (wrapped !== undefined) return wrapped
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revived(one, dates)]))
}

/** Undefined: not a wrapper, but an operator. */
function wrapper(name: string, value: unknown, dates: Dates): unknown {
  switch (name) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
      return Number(value)
    case '$date':
      return new Date(Number(revived(value, dates)))
    case '$regularExpression':
      return regularExpression(value)
    case '$tcb_server_date':
      return serverDate(value, dates)
    case '$numberDecimal':
    case '$oid':
    case '$binary':
    case '$timestamp':
    case '$symbol':
    case '$code':
    case '$minKey':
    case '$maxKey':
      throw unknown(`value of the kind ${name}`)
    default:
      return undefined
  }
}

function regularExpression(value: unknown): RegExp {
  if (isPlain(value) && typeof value.pattern === 'string' && /^[ims]*$/.test(String(value.options))) {
    return new RegExp(value.pattern, String(value.options))
  }
  throw unknown('regular expression like this')
}

function serverDate(value: unknown, dates: Dates): Date {
  if (dates.serverDates === 'refused')
    throw unknown('server date here: whether a transaction takes one is not proved')
  const offset = isPlain(value) ? Number(revived(value.offset ?? 0, dates)) : Number.NaN
  if (Number.isNaN(offset)) throw unknown('server date like this')
  return new Date(dates.now() + offset)
}

function dressed(value: unknown): unknown {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (value instanceof RegExp) {
    return { $regularExpression: { pattern: value.source, options: value.flags } }
  }
  if (Array.isArray(value)) return value.map(dressed)
  if (typeof value === 'number') return dressedNumber(value)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, dressed(one)]))
}

function dressedNumber(value: number): object {
  if (!Number.isInteger(value) || Object.is(value, -0))
    return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) }
  const isInt = value >= -(2 ** 31) && value < 2 ** 31
  return isInt ? { $numberInt: String(value) } : { $numberLong: String(value) }
}
