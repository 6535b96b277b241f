import type { DateText } from '../../domain/model'
import { put, type Store, type Versioned, type Write } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES } from '../documents/classes'
import { DIRTY_DAYS, type DirtyDay } from '../documents/judged-days'
import { read } from '../documents/read'
import { atATime } from './at-a-time'
import { forgetDay, judgedNow } from './fresh'

/** The mark that goes into the same commit as new evidence of a class-day; for taps see `tap-marks`. */
export function markDirty(classId: string, date: DateText): Write {
  return put(DIRTY_DAYS, { id: classDayId(classId, date), classId, date })
}

const DAYS_PER_PAGE = 100

/**
 * Judges the marked days, until none is left or it is told to stop.
 * @param between called after each day; answers whether to go on
 * @param most so many at a time, for where each waits for a distant store
 * @returns how many were judged
 */
export async function judgeDirtyDays(
  store: Store,
  between: () => Promise<boolean>,
  most = 1,
): Promise<number> {
  let judged = 0
  for (;;) {
    const page = await store.range(DIRTY_DAYS, { index: 'byId', equal: [], limit: DAYS_PER_PAGE })
    let goOn = true
    judged += await atATime(most, page.items, async mark => {
      await judgeMarked(store, mark)
      goOn = (await between()) && goOn
      return goOn
    })
    if (!goOn || page.next === null) return judged
  }
}

async function judgeMarked(store: Store, mark: Versioned<DirtyDay>): Promise<void> {
  const record = await read(store, CLASSES, mark.document.classId)
  if (record === null) await forgetDay(store, mark)
  else await judgedNow(store, record, mark.document.date, mark)
}
