import { Context } from 'mingo/core'
import { type Modifier, updateOne } from 'mingo/updater'
import { cloneDeep } from 'mingo/util'
import { type Doc, isPlain } from '../ejson'
import { Failure, invalid } from '../failure'
import { QUERY_OPERATORS, understood } from './matching'
import { at } from './values'

/** What the SDK can send. */
const UPDATE_OPERATORS = new Set(
  '$set $unset $inc $mul $min $max $push $pop $pull $pullAll $addToSet $rename $bit'.split(' '),
)

/** @throws Failure for what is no change, or none of this document */
export function updated(doc: Doc, change: Doc): Doc {
  const operators = Object.keys(change)
  if (operators.length === 0) throw invalid('a change changes something')
  for (const operator of operators) {
    if (!UPDATE_OPERATORS.has(operator)) {
      throw new Failure('DATABASE_INVALID_OPERRATOR', `${operator} is no change that the stand-in knows`)
    }
    const fields = change[operator]
    if (!isPlain(fields)) throw invalid(`${operator} needs fields`)
    for (const path of Object.keys(fields)) demandWay(doc, path)
  }
  return understood(() => {
    const next = cloneDeep(doc)
    // A context of its own: mingo adds to the one that it is given.
    const context = Context.init({ query: QUERY_OPERATORS })
    updateOne([next], {}, change as Modifier<Doc>, { cloneMode: 'deep' }, { context })
    return next
  })
}

/** Mongo makes the objects that a path lacks, and fails at whatever else stands in its way, null among it. */
function demandWay(doc: Doc, path: string): void {
  if (path === '_id' || path.startsWith('_id.')) throw invalid('an id never changes')
  const names = path.split('.')
  for (let i = 1; i < names.length; i += 1) {
    const parent = at(doc, names.slice(0, i).join('.'))
    if (parent === undefined || (typeof parent === 'object' && parent !== null)) continue
    throw new Failure(
      'DATABASE_REQUEST_FAILED',
      `Cannot create field '${names[i]}' in element ${names[i - 1]}`,
    )
  }
}
