import { CLOSED, type Collections, type Index } from '../../cloudfunctions/adapters/cloudbase-manager'
import type { NeededCollection } from './needed'

/** How a collection of the environment differs from the one that is needed. */
export interface Survey {
  readonly name: string
  readonly exists: boolean
  /** Whether clients are kept out. */
  readonly closed: boolean
  readonly missing: readonly Index[]
  /** An index that is there stands in the way of the one that is needed. */
  readonly inTheWay: readonly { readonly needed: Index; readonly found: Index }[]
}

export async function survey(
  collections: Collections,
  needed: readonly NeededCollection[],
): Promise<Survey[]> {
  const names = await collections.names()
  const surveys: Survey[] = []
  // One after the other: the platform answers 20 questions a second.
  for (const one of needed) surveys.push(await surveyOne(collections, one, names.includes(one.name)))
  return surveys
}

async function surveyOne(
  collections: Collections,
  needed: NeededCollection,
  exists: boolean,
): Promise<Survey> {
  const { name, indexes } = needed
  if (!exists) return { name, exists, closed: false, missing: indexes, inTheWay: [] }
  const closed = (await collections.access(name)) === CLOSED
  return { name, exists, closed, ...compare(indexes, await collections.indexes(name)) }
}

/** Names are free: an index of the same fields does the same work. */
export function compare(
  needed: readonly Index[],
  found: readonly Index[],
): Pick<Survey, 'missing' | 'inTheWay'> {
  const open = needed.filter(
    one => !found.some(other => sameFields(one, other) && one.unique === other.unique),
  )
  const inTheWay = open.flatMap(one => {
    const other = found.find(({ name, ...rest }) => name === one.name || sameFields(one, { name, ...rest }))
    return other ? [{ needed: one, found: other }] : []
  })
  return { missing: open.filter(one => !inTheWay.some(way => way.needed === one)), inTheWay }
}

function sameFields(one: Index, other: Index): boolean {
  return one.fields.join() === other.fields.join()
}
