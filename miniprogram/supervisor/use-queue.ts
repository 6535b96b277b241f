import { useState } from 'react'
import type { Answers, ClassDayRow } from '../../cloudfunctions/contract/app'
import { call } from '../api/call'
import { type Paged, usePages } from '../api/use-pages'
import { alsoListed, type Filter, isOf, type Listed, questionOf } from './filter'

export interface Queue {
  readonly list: Paged<Answers['class-days']>
  readonly filter: Filter
  readonly narrow: (change: Partial<Filter>) => void
  /** All classes that have been listed so far, whatever the filter. */
  readonly listed: readonly Listed[]
  /** In the order in which they are shown. */
  readonly rows: readonly ClassDayRow[]
  /** How many days the answers so far hold, the filtered ones too. */
  readonly looked: number
}

/**
 * The days that the filter leaves. Each page in its own order, under the one before: what was on the screen stays where
 * it was.
 */
export function useQueue(
  order: (rows: readonly ClassDayRow[]) => ClassDayRow[],
  begin: Pick<Filter, 'pendingOnly'>,
): Queue {
  const [filter, setFilter] = useState<Filter>({ ...begin, provider: null, classId: null, kind: null })
  const [known, setKnown] = useState<readonly Listed[]>([])
  const question = questionOf(filter)
  const list = usePages(`class-days ${JSON.stringify(question)}`, after =>
    call('class-days', { ...question, ...(after === undefined ? {} : { after }) }),
  )
  const pages = list.answer ?? []
  const all = pages.flatMap(page => page.rows)
  const listed = alsoListed(known, all)
  if (listed !== known) setKnown(listed)
  const { kind } = filter
  const rows = pages.flatMap(page => order(page.rows)).filter(row => kind === null || isOf(kind, row))
  return {
    list,
    filter,
    narrow: change => setFilter(old => ({ ...old, ...change })),
    listed,
    rows,
    looked: all.length,
  }
}
