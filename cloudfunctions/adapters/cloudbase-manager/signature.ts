import { createHash, createHmac } from 'node:crypto'

export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
  /** Of a temporary key alone. */
  readonly token?: string
}

export interface Unsigned {
  readonly service: string
  /** With its port, as it goes out. */
  readonly host: string
  readonly action: string
  readonly body: string
  /** Epoch seconds. */
  readonly at: number
}

const SIGNED = 'content-type;host;x-tc-action'
export const CONTENT_TYPE = 'application/json; charset=utf-8'

/** The `Authorization` of a POST to `/`, by the platform's method TC3-HMAC-SHA256. */
export function authorization(request: Unsigned, { secretId, secretKey }: Credentials): string {
  const date = new Date(request.at * 1_000).toISOString().slice(0, 10)
  const scope = `${date}/${request.service}/tc3_request`
  const toSign = ['TC3-HMAC-SHA256', request.at, scope, hash(canonical(request))].join('\n')
  const key = [date, request.service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${secretKey}`)
  const signature = hmac(key, toSign).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`
}

function canonical({ host, action, body }: Unsigned): string {
  const headers = `content-type:${CONTENT_TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  return ['POST', '/', '', headers, SIGNED, hash(body)].join('\n')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
