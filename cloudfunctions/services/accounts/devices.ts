import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../ports/secrets'

const TOKEN = /^([\w-]{22})\.([\w-]{43})$/
const ID_BYTES = 16

/**
 * What a browser keeps after a sign-in, so that its tries with the same name count on their own: others' wrong
 * passwords then never keep its owner out. It opens nothing.
 */
export function deviceToken(secrets: Secrets, name: string, known: string | null): string {
  const id = known ?? randomBytes(ID_BYTES).toString('base64url')
  return `${id}.${markOf(secrets, name, id)}`
}

/** The id of a device that signed in with this name before; null for every other. */
export function knownDevice(secrets: Secrets, name: string, token: string | null): string | null {
  const [, id, mark] = TOKEN.exec(token ?? '') ?? []
  if (id === undefined || mark === undefined) return null
  const [given, made] = [Buffer.from(mark), Buffer.from(markOf(secrets, name, id))]
  return given.length === made.length && timingSafeEqual(given, made) ? id : null
}

function markOf(secrets: Secrets, name: string, id: string): string {
  return secrets.blindIndex(JSON.stringify([name, id]), 'sign-in-device')
}
