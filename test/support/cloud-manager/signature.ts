import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from './refusal'

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([a-z]+)\/tc3_request, SignedHeaders=([a-z;-]+), Signature=([0-9a-f]{64})$/
/** How far the sender's clock may be off, in seconds. */
const MOST_OFF = 300

export interface Account {
  readonly secretId: string
  readonly secretKey: string
}

/** Who signed what, step by step as the platform's page on method v3 says. @returns the service @throws Refusal */
export function demandSignature(
  headers: IncomingHttpHeaders,
  body: string,
  account: Account,
  now: number,
): string {
  const parts = AUTHORIZATION.exec(headers.authorization ?? '')
  if (!parts) throw new Refusal('AuthFailure.InvalidAuthorization', 'no authorization of this method')
  const [, secretId = '', date = '', service = '', names = '', signature = ''] = parts
  if (secretId !== account.secretId)
    throw new Refusal('AuthFailure.SecretIdNotFound', 'nobody has this SecretId')
  const at = Number(headers['x-tc-timestamp'])
  if (!(Math.abs(now / 1_000 - at) <= MOST_OFF))
    throw new Refusal('AuthFailure.SignatureExpire', 'signed at another time')
  if (new Date(at * 1_000).toISOString().slice(0, 10) !== date) {
    throw new Refusal('AuthFailure.SignatureFailure', 'the scope is of another day')
  }
  if (expected({ headers, body, names, at, date, service }, account.secretKey) !== signature) {
    throw new Refusal('AuthFailure.SignatureFailure', 'the signature is not that of this request')
  }
  return service
}

interface Signed {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly names: string
  readonly at: number
  readonly date: string
  readonly service: string
}

function expected({ headers, body, names, at, date, service }: Signed, secretKey: string): string {
  const lines = names.split(';').map(name => `${name}:${String(headers[name]).toLowerCase().trim()}\n`)
  const canonical = `POST\n/\n\n${lines.join('')}\n${names}\n${sha256(body)}`
  const scope = `${date}/${service}/tc3_request`
  const dated = hmac(`TC3${secretKey}`, date)
  const key = hmac(hmac(dated, service), 'tc3_request')
  return hmac(key, `TC3-HMAC-SHA256\n${at}\n${scope}\n${sha256(canonical)}`).toString('hex')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
