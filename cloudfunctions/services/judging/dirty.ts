import type { DateText } from '../../domain/model'
import { insert, put, remove, replace, type Store, type Versioned, type Write } from '../../ports/store'
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
    const kept = await store.get(JUDGED_DAYS, id)
    if (dirty === null && kept !== null) return kept.document
    const day = await judgeAgain(store, classId, date)
    if ((await store.commit([...unmark(dirty), ...rewrite(kept, day)])).committed) return day
    // New evidence came while it was judged: once more.
  }
}

async function judgeAgain(store: Store, classId: string, date: DateText): Promise<JudgedDay | null> {
  const record = await read(store, CLASSES, classId)
  return record && judgeDay(await loadDay(store, record, date))
}

/** Fails when the mark is not the one that was read before the evidence: this may be older than the mark. */
function unmark(dirty: Versioned<DirtyDay> | null): Write[] {
  return dirty ? [remove(DIRTY_DAYS, dirty.document.id, dirty.version)] : []
}

/**
 * Fails when somebody else has judged the day meanwhile: a mark that came after that may look like the one that was
 * read before, since versions count anew for a document that was removed.
 */
function rewrite(kept: Versioned<JudgedDay> | null, day: JudgedDay | null): Write[] {
  if (day === null) return kept ? [remove(JUDGED_DAYS, kept.document.id, kept.version)] : []
  return [kept ? replace(JUDGED_DAYS, day, kept.version) : insert(JUDGED_DAYS, day)]
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
