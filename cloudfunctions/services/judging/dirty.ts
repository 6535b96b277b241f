import type { DateText } from '../../domain/model'
import { insert, put, remove, type Store, type Versioned, type Write } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES } from '../documents/classes'
import { DIRTY_DAYS, type DirtyDay, JUDGED_DAYS, type JudgedDay } from '../documents/judged-days'
import { read } from '../documents/read'
import { loadDay } from '../evidence'
import { judgeDay } from './day'

/** The mark that goes into the same commit as new evidence of a class-day. */
export function markDirty(classId: string, date: DateText): Write {
  return put(DIRTY_DAYS, { id: classDayId(classId, date), classId, date })
}

/** The class-day by all evidence kept so far, judged now if need be; null: there is no such day. */
export async function freshDay(store: Store, classId: string, date: DateText): Promise<JudgedDay | null> {
  const id = classDayId(classId, date)
  for (;;) {
    const dirty = await store.get(DIRTY_DAYS, id)
    const kept = await read(store, JUDGED_DAYS, id)
    if (dirty === null && kept !== null) return kept
    const day = await judgeAgain(store, classId, date)
    if (await keep(store, id, dirty, day)) return day
    // New evidence came while it was judged: once more.
  }
}

async function judgeAgain(store: Store, classId: string, date: DateText): Promise<JudgedDay | null> {
  const record = await read(store, CLASSES, classId)
  return record && judgeDay(await loadDay(store, record, date))
}

/** False: the mark is not the one that was read before the evidence, so the evidence may be older than it. */
async function keep(
  store: Store,
  id: string,
  dirty: Versioned<DirtyDay> | null,
  day: JudgedDay | null,
): Promise<boolean> {
  const unmark = dirty ? [remove(DIRTY_DAYS, id, dirty.version)] : []
  if (day !== null) {
    const write = dirty ? put(JUDGED_DAYS, day) : insert(JUDGED_DAYS, day)
    return (await store.commit([...unmark, write])).committed
  }
  const kept = await store.get(JUDGED_DAYS, id)
  const drop = kept ? [remove(JUDGED_DAYS, id, kept.version)] : []
  return (await store.commit([...unmark, ...drop])).committed
}

const DAYS_PER_PAGE = 100

/**
 * Judges the days that new evidence has come to, until none is left or it is told to stop.
 * @param between called after each day; answers whether to go on
 * @returns how many were judged
 */
export async function judgeDirtyDays(store: Store, between: () => Promise<boolean>): Promise<number> {
  let judged = 0
  for (;;) {
    const page = await store.range(DIRTY_DAYS, { index: 'byId', equal: [], limit: DAYS_PER_PAGE })
    for (const { document } of page.items) {
      await freshDay(store, document.classId, document.date)
      judged += 1
      if (!(await between())) return judged
    }
    if (page.next === null) return judged
  }
}
