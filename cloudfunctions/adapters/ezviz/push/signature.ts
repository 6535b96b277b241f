import { createHmac, timingSafeEqual } from 'node:crypto'

/** Node's own shape of headers. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** The one value of a header, whichever way its name is spelled; null when it is missing or comes twice. */
export function headerOf(headers: Headers, name: string): string | null {
  const found = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Whether the signature is that of the body and the time by the secret: hex of HMAC-SHA1, in either case. */
export function isSignedWith(
  secret: string,
  rawBody: Buffer | string,
  t: string,
  signature: string,
): boolean {
  const right = createHmac('sha1', secret).update(rawBody).update(t).digest()
  if (!/^[0-9a-f]{40}$/i.test(signature)) return false
  return timingSafeEqual(right, Buffer.from(signature, 'hex'))
}
