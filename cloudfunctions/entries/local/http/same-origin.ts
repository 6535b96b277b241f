import type { FastifyRequest } from 'fastify'

/**
 * Whether a request can have come from a page of ours. Browsers say so in `Sec-Fetch-Site` and `Origin`, which no
 * page can forge; a program that sends neither carries no browser's cookie.
 * @param publicOrigin where browsers reach the server, when that is not where it listens
 */
export function isSameOrigin({ headers }: FastifyRequest, publicOrigin: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (headers.origin === undefined) return true
  if (publicOrigin !== null) return headers.origin === publicOrigin
  return headers.origin === `http://${headers.host}`
}
