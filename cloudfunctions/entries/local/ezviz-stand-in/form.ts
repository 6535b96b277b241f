import type { IncomingMessage } from 'node:http'

/** The fields of a posted form. */
export type Form = Readonly<Record<string, string>>

const LARGEST_BODY_BYTES = 64 * 1024

/** Null for what the platform doesn't take: another method, a JSON body, something huge. */
export async function readForm(request: IncomingMessage): Promise<Form | null> {
  const type = request.headers['content-type'] ?? ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk)
  }
  if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return null
  if (size > LARGEST_BODY_BYTES) return null
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
}

/** A whole number from `low` to `high`; the fallback when the field is missing; null when it is anything else. */
export function wholeIn(
  form: Form,
  field: string,
  fallback: number,
  low: number,
  high: number,
): number | null {
  const text = form[field]
  if (text === undefined) return fallback
  if (!/^\d{1,15}$/.test(text)) return null
  const value = Number(text)
  return value >= low && value <= high ? value : null
}
