import type { IncomingMessage } from 'node:http'
import type { Fields } from './fields'

/** One question as it came, read as far as the platform reads it. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: Fields
  /** `accessToken`, `deviceSerial` and `localIndex`, as far as they came as headers. */
  readonly headers: Fields
  /** Null when the body is no form. */
  readonly form: Fields | null
  /** Undefined when the body is no JSON. */
  readonly json: unknown
}

const LARGEST_BODY_BYTES = 256 * 1024
const HEADERS = ['accessToken', 'deviceSerial', 'localIndex'] as const
const FORM = 'application/x-www-form-urlencoded'

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk)
  }
  return size > LARGEST_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8')
}

function readHeaders(request: IncomingMessage): Fields {
  const fields: Record<string, string> = {}
  for (const name of HEADERS) {
    const value = request.headers[name.toLowerCase()]
    if (typeof value === 'string') fields[name] = value
  }
  return fields
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  const type = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: readHeaders(request),
    form: body !== null && type.startsWith(FORM) ? Object.fromEntries(new URLSearchParams(body)) : null,
    json: body !== null && type.startsWith('application/json') ? parseJson(body) : undefined,
  }
}

/** Everything that names something in the call, wherever it stood. */
export function fieldsOf({ query, headers, form }: Call): Fields {
  return { ...query, ...headers, ...form }
}
