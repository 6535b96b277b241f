import { createHash } from 'node:crypto'

/** An id that follows from what it names: the same parts give the same 24 characters, on every retry. */
export function deterministicId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24)
}
