import type { Instant } from '../../domain/model'
import {
  type Collection,
  put,
  remove,
  type Store,
  type Stored,
  type StoreReader,
  type Write,
} from '../../ports/store'
import { CLASSES } from '../documents/classes'
import { DIRTY_DAYS, JUDGED_DAYS, type JudgedDay, REBUILDS, type Rebuild } from '../documents/judged-days'
import { read, readAll } from '../documents/read'
import { SIGNAL_LOOKS, SIGNAL_MARKS } from '../documents/signals'
import { loadDay } from '../evidence'
import { forgetNights } from '../night'
import { judgeDay } from './day'
import { judgeDirtyDays, markDirty } from './dirty'
import { type PlannedDay, plannedDays } from './planned-days'
import { settlesAt, watchedUntil } from './tap-watch'

/** Marks the days of the timetables that were never judged: a class that is new, a store that lost its derived rows. */
export async function markUnjudgedDays(store: Store): Promise<number> {
  let marked = 0
  for (const { id, classId, date } of await plannedDays(store)) {
    if ((await read(store, JUDGED_DAYS, id)) !== null || (await read(store, DIRTY_DAYS, id)) !== null)
      continue
    await store.commit([markDirty(classId, date)])
    marked += 1
  }
  return marked
}

/**
 * Throws all derived rows away and computes them again. Stopped half-way, it is gone on with when it is called again,
 * or by the server.
 * @param between called after each day, with how many are made of how many; answers whether to go on
 * @returns how many were judged
 */
export async function rebuild(
  store: Store,
  between: (made: number, of: number) => Promise<boolean>,
): Promise<number> {
  if (!(await isRebuilding(store))) await throwAway(store)
  const of = (await readAll(store, DIRTY_DAYS, { index: 'byId', equal: [] })).length
  let made = 0
  let goOn = true
  const judged = await judgeDirtyDays(store, async () => {
    made += 1
    goOn = await between(made, of)
    return goOn
  })
  const mark = await store.get(REBUILDS, REBUILD.id)
  if (goOn && mark) await store.commit([remove(REBUILDS, REBUILD.id, mark.version)])
  return judged
}

const REBUILD: Rebuild = { id: 'derived' }

/** Whether one was stopped, and nobody has made the rest of the rows since. */
export async function isRebuilding(store: StoreReader): Promise<boolean> {
  if ((await store.get(REBUILDS, REBUILD.id)) === null) return false
  for (const { id } of await readAll(store, DIRTY_DAYS, { index: 'byId', equal: [] })) {
    if ((await read(store, JUDGED_DAYS, id)) === null) return true
  }
  return false
}

/** So many go in one commit: with their marks they are no more writes than an engine takes at once. */
const TOGETHER = 200

/**
 * The mark comes last: whoever is stopped before it begins again. Of the signs, what they are looked for by goes: the
 * next night makes it anew of the days of its term, and looks at all of them. The signs themselves stay until then, and
 * those of older days for good, for nothing is kept by which they could be found again.
 */
async function throwAway(store: Store): Promise<void> {
  await removeAll(store, JUDGED_DAYS, 'byDate', ({ id, classId, date }) => [
    put(DIRTY_DAYS, { id, classId, date }),
  ])
  await removeAll(store, SIGNAL_MARKS, 'byDate')
  await removeAll(store, SIGNAL_LOOKS, 'byId')
  await forgetNights({ store })
  await markUnjudgedDays(store)
  await store.commit([put(REBUILDS, REBUILD)])
}

/** @param beside what is written in the same commit */
async function removeAll<D extends Stored>(
  store: Store,
  collection: Collection<D>,
  index: string,
  beside: (document: D) => readonly Write[] = () => [],
): Promise<void> {
  for (;;) {
    const { items } = await store.range(collection, { index, equal: [], limit: TOGETHER })
    if (items.length === 0) return
    const writes = items.flatMap(({ document, version }) => [
      ...beside(document),
      remove(collection, document.id, version),
    ])
    await store.commit(writes)
  }
}

export interface RebuildCheck {
  readonly days: number
  /** Days whose newest evidence has not been judged yet: theirs is not compared. */
  readonly waiting: number
  /** Ids of class-days whose row is not, byte for byte, what its evidence gives. */
  readonly different: readonly string[]
}

/** Compares every derived row with what the evidence gives now. Changes nothing. */
export async function checkDerived(
  store: StoreReader,
  onDay: (checked: number, of: number) => void,
): Promise<RebuildCheck> {
  const planned = await plannedDays(store)
  const watched = await watchedUntil(store)
  const different: string[] = []
  let waiting = 0
  for (const [i, day] of planned.entries()) {
    onDay(i + 1, planned.length)
    const standing = await standingOf(store, day, watched)
    if (standing === 'waiting') waiting += 1
    if (standing === 'different') different.push(day.id)
  }
  const known = new Set(planned.map(({ id }) => id))
  const kept = await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] })
  different.push(...kept.filter(({ id }) => !known.has(id)).map(({ id }) => id))
  return { days: planned.length, waiting, different }
}

/** @param watched until when the taps of class-days were watched to their end */
async function standingOf(
  store: StoreReader,
  day: PlannedDay,
  watched: Instant | null,
): Promise<'same' | 'waiting' | 'different'> {
  if ((await read(store, DIRTY_DAYS, day.id)) !== null) return 'waiting'
  const kept = await read(store, JUDGED_DAYS, day.id)
  const record = await read(store, CLASSES, day.classId)
  const made = record && judgeDay(await loadDay(store, record, day.date))
  if (JSON.stringify(kept) === JSON.stringify(made)) return 'same'
  const mayHaveTaps = watched === null || settlesAt(day) > watched
  return mayHaveTaps && hasNewTaps(kept, made) ? 'waiting' : 'different'
}

function hasNewTaps(kept: JudgedDay | null, made: JudgedDay | null): boolean {
  return kept !== null && made !== null && kept.taps < made.taps
}
