import type { DateText, Instant } from '../../domain/model'
import type { DayPlan } from '../../domain/plan/day-plan'
import { insert, remove, replace, type Store, type Versioned, type Write } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import type { ClassRecord } from '../documents/classes'
import { DIRTY_DAYS, type DirtyDay, JUDGED_DAYS, type JudgedDay } from '../documents/judged-days'
import { type DayEvidence, loadDay } from '../evidence'
import { judgeDay } from './day'
import { mayHaveNewTaps, tapsKept } from './taps'

export interface JudgedNow {
  /** Null: the class has no lesson on that date. */
  readonly day: JudgedDay | null
  /** What it was judged by. */
  readonly evidence: DayEvidence
}

/**
 * The class-day by all evidence kept so far, judged now. Kept, where that is another row than before, or where somebody
 * waits for it by a mark.
 * @param mark of the day, where the caller has just read it
 */
export async function judgedNow(
  store: Store,
  record: ClassRecord,
  date: DateText,
  mark?: Versioned<DirtyDay>,
): Promise<JudgedNow> {
  const id = classDayId(record.id, date)
  for (let known = mark; ; known = undefined) {
    // Both before the evidence: what comes after them is seen, or stands in the way of what is written.
    const dirty = known ?? (await store.get(DIRTY_DAYS, id))
    const kept = await store.get(JUDGED_DAYS, id)
    const evidence = await loadDay(store, record, date)
    const day = judgeDay(evidence)
    if (dirty === null && isSame(kept?.document ?? null, day)) return { day, evidence }
    if ((await store.commit([...unmark(dirty), ...rewrite(kept, day)])).committed) return { day, evidence }
    // New evidence came while it was judged, or another judge: once more.
  }
}

/** Leaves neither a mark nor a row of a class-day of which there is no class. */
export async function forgetDay(
  store: Store,
  { document: { id }, version }: Versioned<DirtyDay>,
): Promise<void> {
  const kept = await store.get(JUDGED_DAYS, id)
  const writes = [remove(DIRTY_DAYS, id, version), ...rewrite(kept, null)]
  // Where somebody was faster, the mark that is there now is worked off as any other.
  await store.commit(writes)
}

/** What the store holds about a class-day, as it was read: the mark before the row. */
export interface Kept {
  readonly row: JudgedDay | null
  readonly isMarked: boolean
}

/**
 * The class-day by all evidence kept so far: as it was judged last where nothing can have come since, which costs no
 * question or, while its taps are young, one.
 */
export async function freshDay(
  store: Store,
  record: ClassRecord,
  { date, window }: DayPlan,
  { row, isMarked }: Kept,
  now: Instant,
): Promise<JudgedDay | null> {
  if (row !== null && !isMarked) {
    if (!mayHaveNewTaps(row, now)) return row
    if ((await tapsKept(store, record.id, window)) === row.taps) return row
  }
  return (await judgedNow(store, record, date)).day
}

function isSame(kept: JudgedDay | null, day: JudgedDay | null): boolean {
  return JSON.stringify(kept) === JSON.stringify(day)
}

/** Fails when the mark is not the one that was read before the evidence: this may be older than the mark. */
function unmark(dirty: Versioned<DirtyDay> | null): Write[] {
  return dirty ? [remove(DIRTY_DAYS, dirty.document.id, dirty.version)] : []
}

/**
 * Fails when somebody else has judged the day meanwhile: a mark that came after that may look like the one that was
 * read before, since versions count anew for a document that was removed. So it is written also where it is the same.
 */
function rewrite(kept: Versioned<JudgedDay> | null, day: JudgedDay | null): Write[] {
  if (day === null) return kept ? [remove(JUDGED_DAYS, kept.document.id, kept.version)] : []
  return [kept ? replace(JUDGED_DAYS, day, kept.version) : insert(JUDGED_DAYS, day)]
}
