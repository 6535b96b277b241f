export type Body = Readonly<Record<string, unknown>>

/** Null: not an object in JSON. */
export function bodyOf(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text)
    return isBody(value) ? value : null
  } catch {
    return null
  }
}

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textIn(body: Body, field: string): string {
  const value = body[field]
  return typeof value === 'string' ? value : ''
}
