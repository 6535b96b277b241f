import {
  type CollectionShape,
  CursorError,
  type Key,
  MOST_PER_PAGE,
  type Range,
  StoreError,
} from '../../ports/store'
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

/** Values of the paths by which a range is ordered, in their order. */
export type Place = readonly Key[]

/** @throws StoreError, CursorError */
export function planOf(collection: CollectionShape, query: Range): Plan {
  const fields = fieldsOf(collection, query)
  const fixed = query.equal.length
  const free = [...fields.slice(fixed), 'id']
  const order = [...fields.slice(fixed).map(keyPath), '_id']
  const bound = fields[fixed]
  if (bound === undefined && (query.from !== undefined || query.to !== undefined)) {
    throw new StoreError(`${query.index}: no field left to bound`)
  }
  return {
    order,
    isEmpty: query.equal.some(value => typeof value === 'string' && !isWhole(value)),
    after: query.after === undefined ? null : readCursor(query.after, order.length),
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

function fieldsOf(collection: CollectionShape, query: Range): readonly string[] {
  const fields = collection.indexes[query.index] ?? collection.unique[query.index]
  if (fields === undefined) throw new StoreError(`${collection.name} declares no index ${query.index}`)
  if (query.equal.length > fields.length) throw new StoreError(`${query.index}: more values than fields`)
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MOST_PER_PAGE) {
    throw new StoreError(`limit must be 1 to ${MOST_PER_PAGE}`)
  }
  const bounds = [query.from, query.to].filter(bound => bound !== undefined)
  // What is undefined would be dropped without a word, and the range be wider than asked.
  if (![...query.equal, ...bounds].map(wholeOf).every(isKey))
    throw new StoreError(`${query.index}: not a key`)
  return fields
}

/** A bound is only for the order: half a character counts as the one that UTF-8 puts in its place. */
function wholeOf(value: Key): Key {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value
}

/** Where the page after this place begins, as a caller is given it. */
export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function placeOf(document: unknown, fields: readonly string[]): Place {
  // What was kept under an index has its fields; see contentOf.
  const object = document as Readonly<Record<string, Key>>
  return fields.map(field => object[field]!)
}

function readCursor(cursor: string, length: number): Place {
  const values = parseCursor(cursor)
  if (!Array.isArray(values) || values.length !== length || !values.every(isKey)) {
    throw new CursorError('not a cursor of this range')
  }
  return values
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch (cause) {
    throw new CursorError('not a cursor of this range', { cause })
  }
}
