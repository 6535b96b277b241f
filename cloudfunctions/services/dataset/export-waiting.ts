import type { Instant } from '../../domain/model'
import type { DayPlan } from '../../domain/plan/day-plan'
import type { StoreReader } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import type { ClassRecord } from '../documents/classes'
import { DIRTY_DAYS, JUDGED_DAYS, type JudgedDay } from '../documents/judged-days'
import { read } from '../documents/read'
import { loadDay } from '../evidence'
import { judgeDay } from '../judging/day'
import { tapsKept } from '../judging/taps'
import { daysOf } from '../schedule'
import { type Selection, selectedClasses } from './export'

/**
 * The class-days that are over and still wait for recordings. A dataset can't say that something is not known: whoever
 * evaluates it takes them for days of which nothing more was recorded.
 */
export async function* waitingDays(
  store: StoreReader,
  selection: Selection,
  asOf: Instant,
): AsyncGenerator<JudgedDay> {
  for (const record of await selectedClasses(store, selection)) {
    for (const plan of daysOf(record.training)) {
      if (plan.window.end > asOf) continue
      const day = await judgedByNewest(store, record, plan)
      if (day?.status === 'waiting') yield day
    }
  }
}

/** As its newest evidence has it, also where nobody has judged that yet. */
async function judgedByNewest(
  store: StoreReader,
  record: ClassRecord,
  { date, window }: DayPlan,
): Promise<JudgedDay | null> {
  const id = classDayId(record.id, date)
  const isDirty = (await read(store, DIRTY_DAYS, id)) !== null
  const kept = isDirty ? null : await read(store, JUDGED_DAYS, id)
  if (kept && kept.taps === (await tapsKept(store, record.id, window))) return kept
  return judgeDay(await loadDay(store, record, date))
}
