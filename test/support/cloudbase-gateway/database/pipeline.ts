import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import { type Iterator, Lazy } from 'mingo/lazy'
import * as accumulator from 'mingo/operators/accumulator'
import * as expression from 'mingo/operators/expression'
import * as stages from 'mingo/operators/pipeline'
import * as projection from 'mingo/operators/projection'
import type { AnyObject, PipelineOperator } from 'mingo/types'
import { cloneDeep } from 'mingo/util'
import { type Doc, isPlain } from '../ejson'
import { invalid } from '../failure'
import { QUERY_OPERATORS, understood } from './matching'
import { sorted } from './values'

const DEFAULT_ROWS = 20
const MOST_ROWS = 10_000

const sort = (docs: Iterator, order: AnyObject): Iterator =>
  docs.transform((all: Doc[]) => Lazy(sorted(all, order as Record<string, number>)))
// mingo's own type is what all of its stages have in common, of which hardly anything is left.
const $sort = sort as unknown as PipelineOperator

const { $addFields, $bucket, $bucketAuto, $count, $group, $limit, $lookup, $match, $project } = stages
const { $replaceRoot, $sample, $skip, $sortByCount, $unwind } = stages

/** The stages that work with the SDK, but for $geoNear, which mingo lacks. */
const CONTEXT = Context.init({
  accumulator,
  expression,
  projection,
  query: QUERY_OPERATORS,
  pipeline: {
    ...{ $addFields, $bucket, $bucketAuto, $count, $group, $limit, $lookup, $match, $project },
    ...{ $replaceRoot, $sample, $skip, $sort, $sortByCount, $unwind },
  },
})

/** Without a limit of its own a pipeline gives 20 rows, and never more than 10,000. */
export function aggregated(
  docs: readonly Doc[],
  pipeline: readonly Doc[],
  all: (name: string) => Doc[],
): Doc[] {
  const limits = pipeline.flatMap(({ $limit: limit }) => (limit === undefined ? [] : [Number(limit)]))
  if (limits.some(limit => limit > MOST_ROWS)) throw invalid(`a pipeline gives ${MOST_ROWS} rows at most`)
  return understood(() => {
    const options = { context: CONTEXT, collectionResolver: all, scriptEnabled: false }
    const rows = new Aggregator([...pipeline], options).run(cloneDeep([...docs]))
    return rows.filter(isPlain).slice(0, limits.length === 0 ? DEFAULT_ROWS : MOST_ROWS)
  })
}
