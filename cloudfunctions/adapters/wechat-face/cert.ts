import { createHash } from 'node:crypto'
import type { ServicePerson } from '../../ports/face-verifier'

/** Whom a check is about, as WeChat wants it told. */
export interface CertInfo {
  readonly cert_type: 'IDENTITY_CARD'
  readonly cert_name: string
  readonly cert_no: string
}

export function certInfoOf({ name, idNumber }: ServicePerson): CertInfo {
  return { cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: idNumber }
}

/**
 * What stands for the person when the verdict is asked for: SHA-256, in lower-case hex, of the three fields, each in
 * base64 (UTF-8, with its padding), joined as `cert_type=…&cert_name=…&cert_no=…` and not escaped.
 * Worked, from WeChat's page as it stood on 2026-11-22: 张三, 310101199801011234 is
 * `3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b`.
 */
export function certHash({ cert_type, cert_name, cert_no }: CertInfo): string {
  const fields = Object.entries({ cert_type, cert_name, cert_no })
  const joined = fields.map(([field, value]) => `${field}=${Buffer.from(value).toString('base64')}`).join('&')
  return createHash('sha256').update(joined).digest('hex')
}
