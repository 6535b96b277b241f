import { type CollectionShape, CursorError, type Key, type Range } from '../../ports/store'
import { fieldsOf, type Place, placeIn, placeOf } from '../../ports/store-range'
import type { Command } from './sdk'
import { isKey, isWhole, keyPath } from './stored'

/** A range, checked: one condition to be sent whole, for where() keeps only the last and merges what is beside. */
export interface Plan {
  /** The paths by which it is ordered. */
  readonly order: readonly string[]
  /** It asks for a text that no document can have. */
  readonly isEmpty: boolean
  /** Where to begin; null: at the beginning. */
  readonly after: Place | null
  condition(command: Command, after: Place | null): object
  placeOf(document: unknown): Place
}

/** @throws StoreError, CursorError */
export function planOf(collection: CollectionShape, query: Range): Plan {
  const fields = fieldsOf(collection, query)
  const fixed = query.equal.length
  const free = [...fields.slice(fixed), 'id']
  const order = [...fields.slice(fixed).map(keyPath), '_id']
  const bound = fields[fixed]
  return {
    order,
    isEmpty: query.equal.some(value => typeof value === 'string' && !isWhole(value)),
    after: query.after === undefined ? null : wholePlaceIn(query.after, order.length),
    condition: (command, after) => {
      const conditions: object[] = query.equal.map((value, i) => ({
        [keyPath(fields[i]!)]: command.eq(value),
      }))
      if (query.from !== undefined) conditions.push({ [keyPath(bound!)]: command.gte(wholeOf(query.from)) })
      if (query.to !== undefined) conditions.push({ [keyPath(bound!)]: command.lte(wholeOf(query.to)) })
      if (after !== null) conditions.push(...beyond(command, order, after, query.descending === true))
      return conditions.length === 0 ? {} : command.and(conditions)
    },
    placeOf: document => placeOf(document, free),
  }
}

/** The first condition says nothing that the second does not; it shows the database where to begin in the index. */
function beyond(command: Command, order: readonly string[], after: Place, descending: boolean): object[] {
  const past = descending ? command.lt : command.gt
  const notBefore = descending ? command.lte : command.gte
  const steps = order.map((path, i) =>
    command.and([
      ...order.slice(0, i).map((earlier, j) => ({ [earlier]: command.eq(after[j]!) })),
      { [path]: past(after[i]!) },
    ]),
  )
  return [{ [order[0]!]: notBefore(after[0]!) }, command.or(steps)]
}

/** A bound is only for the order: half a character counts as the one that UTF-8 puts in its place. */
function wholeOf(value: Key): Key {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value
}

/** Of whole texts, as all are that were kept. */
function wholePlaceIn(cursor: string, length: number): Place {
  const place = placeIn(cursor, length)
  if (!place.every(isKey)) throw new CursorError('not a cursor of this range')
  return place
}
