import type { IncomingHttpHeaders } from 'node:http'
import { Failure } from './failure'

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/tcb\/tc3_request, SignedParams=\S+, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/

/** Checks who has signed, and when. Not with what: the HMAC is the SDK's own affair. @throws Failure */
export function demandSignature(headers: IncomingHttpHeaders, secretId: string, now: number): void {
  const [, signer, date] = AUTHORIZATION.exec(headers.authorization ?? '') ?? refuse('no signature')
  const signedAt = Number(headers['x-timestamp']) * 1_000
  const lasts = Number(headers['x-signature-expires']) * 1_000
  if (signer !== secretId) refuse('nobody has this SecretId')
  if (!(Math.abs(now - signedAt) <= lasts)) refuse('the signature has expired')
  if (new Date(signedAt).toISOString().slice(0, 10) !== date) refuse('the signature is of another day')
}

function refuse(why: string): never {
  throw new Failure('SIGN_PARAM_INVALID', `[SIGN_PARAM_INVALID] ${why}`)
}
