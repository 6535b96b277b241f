import { Context } from 'mingo/core'
import * as operators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options, QueryOperator } from 'mingo/types'
import { MingoError, resolve } from 'mingo/util'
import { type Doc, isPlain } from '../ejson'
import { Failure } from '../failure'
import { compareTexts } from './values'

type Operator = (selector: string, value: unknown, options: Options) => (doc: Doc) => boolean

/** Texts by their bytes, as Mongo compares them; everything else is mingo's. */
function byBytes(operator: Operator, holds: (order: number) => boolean): QueryOperator {
  const compared: Operator = (selector, value, options) => {
    if (typeof value !== 'string') return operator(selector, value, options)
    return doc => {
      const found = [resolve(doc, selector, { unwrapArray: true })].flat()
      return found.some(one => typeof one === 'string' && holds(compareTexts(one, value)))
    }
  }
  // mingo's own type is what all of its operators have in common, of which hardly anything is left.
  return compared as QueryOperator
}

/** What the SDK can send, and no more: mingo refuses what its context does not hold. */
const { $and, $or, $nor, $not, $eq, $ne, $in, $nin, $exists, $all, $elemMatch, $size, $mod, $regex } =
  operators
export const QUERY_OPERATORS = {
  ...{ $and, $or, $nor, $not, $eq, $ne, $in, $nin, $exists, $all, $elemMatch, $size, $mod, $regex },
  $gt: byBytes(operators.$gt, order => order > 0),
  $gte: byBytes(operators.$gte, order => order >= 0),
  $lt: byBytes(operators.$lt, order => order < 0),
  $lte: byBytes(operators.$lte, order => order <= 0),
}

const CONTEXT = Context.init({ query: QUERY_OPERATORS })

/** @throws Failure for what is no query */
export function matcher(query: Doc): (doc: Doc) => boolean {
  demandFilled(query)
  return understood(() => {
    const compiled = new Query<Doc>(query, { context: CONTEXT })
    return doc => compiled.test(doc)
  })
}

/** The one id that a query is for, when it is for one; it spares the stand-in a search. */
export function idIn(query: Doc): string | null {
  const parts = Array.isArray(query.$and) ? [query, ...query.$and.filter(isPlain)] : [query]
  for (const { _id: id } of parts) {
    const wanted = isPlain(id) && Object.keys(id).length === 1 ? id.$eq : id
    if (typeof wanted === 'string') return wanted
  }
  return null
}

/** Mongo refuses a list of conditions without any. */
function demandFilled(query: unknown): void {
  if (Array.isArray(query)) return query.forEach(demandFilled)
  if (!isPlain(query)) return
  for (const [key, value] of Object.entries(query)) {
    if (['$and', '$or', '$nor'].includes(key) && !(Array.isArray(value) && value.length > 0)) {
      throw new Failure('DATABASE_REQUEST_FAILED', `${key} needs a list that is not empty`)
    }
    demandFilled(value)
  }
}

/** @throws Failure for what mingo does not understand, or was not given to understand */
export function understood<T>(action: () => T): T {
  try {
    return action()
  } catch (cause) {
    if (!(cause instanceof MingoError)) throw cause
    throw new Failure('DATABASE_INVALID_OPERRATOR', cause.message)
  }
}
