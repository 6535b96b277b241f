import { messageOf } from './messages'

/** What a question earned, before it is put into the envelope of its address. */
export interface Answer {
  readonly code: string
  /** Left out: the answer has no such key. */
  readonly data?: unknown
  readonly page?: { readonly total: number; readonly page: number; readonly size: number }
}

/** The three envelopes: codes are texts in `lapp` and `result`, numbers in `meta`. */
export type Family = 'lapp' | 'meta' | 'result'

export interface Sealed {
  readonly status: number
  readonly body: unknown
}

/** Business codes that come with an HTTP status of their own in the `meta` family. */
const META_STATUS: Readonly<Record<string, number>> = {
  '10031': 403,
  '20007': 412,
  '20018': 403,
  '20032': 404,
}

export function ok(data?: unknown): Answer {
  return data === undefined ? { code: '200' } : { code: '200', data }
}

export function refusal(code: string): Answer {
  return { code, data: null }
}

export function isAnswer(value: object): value is Answer {
  return 'code' in value
}

function metaStatus(code: string): number {
  return META_STATUS[code] ?? (/^[45]\d\d$/.test(code) ? Number(code) : 200)
}

/** The HTTP status and the body of an answer. */
export function seal(family: Family, { code, data, page }: Answer): Sealed {
  const message = messageOf(code)
  if (family === 'lapp') return { status: 200, body: { code, msg: message, data, page } }
  if (family === 'result') return { status: 200, body: { result: { code, msg: message, data } } }
  const meta = { code: Number(code), message, moreInfo: null }
  return { status: metaStatus(code), body: { meta, data } }
}
