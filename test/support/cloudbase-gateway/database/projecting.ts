import { type Doc, isPlain } from '../ejson'
import { invalid, unknown } from '../failure'

/** Fields to 1, or fields to 0; `_id` comes along unless it is set to 0. Paths are not known here. */
export function projected(doc: Doc, projection: unknown): Doc {
  if (!isPlain(projection)) throw invalid('a projection is an object')
  const { _id: id = 1, ...fields } = projection
  const wanted = new Set(Object.values(fields))
  if (![id, ...wanted].every(value => value === 0 || value === 1))
    throw unknown('projection other than 0 or 1')
  if (wanted.size > 1) throw invalid('a projection takes fields or leaves fields out')
  if (Object.keys(fields).some(field => field.includes('.'))) throw unknown('projection by path')
  const takes = wanted.has(1)
  const kept = Object.entries(doc).filter(([field]) =>
    field === '_id' ? id === 1 : takes ? field in fields : !(field in fields),
  )
  return Object.fromEntries(kept)
}
