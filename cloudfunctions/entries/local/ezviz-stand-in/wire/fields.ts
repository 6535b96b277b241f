/** Named texts: the fields of a form, of a query, or of the headers that the platform reads. */
export type Fields = Readonly<Record<string, string>>

/** A whole number from `low` to `high`; the fallback when the field is missing; null when it is anything else. */
export function wholeIn(
  fields: Fields,
  field: string,
  fallback: number,
  low: number,
  high: number,
): number | null {
  const text = fields[field]
  if (text === undefined) return fallback
  if (!/^\d{1,15}$/.test(text)) return null
  const value = Number(text)
  return value >= low && value <= high ? value : null
}

/** True when the field is missing or one of the values. */
export function isOneOf(fields: Fields, field: string, values: readonly string[]): boolean {
  const text = fields[field]
  return text === undefined || values.includes(text)
}
