import type { DateText, Interval } from '../../domain/model'
import type { Page, StoreReader } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { daysOf } from '../schedule'

/** A class-day as the timetables have it, whether or not anybody has judged it. */
export interface PlannedDay {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly window: Interval
}

/** A timetable takes a while to be worked out: so many classes are taken between two breaths. */
const CLASSES_AT_ONCE = 20

/** All class-days, some classes at a time. */
export async function* plannedByClasses(store: StoreReader): AsyncGenerator<readonly PlannedDay[]> {
  let after: string | undefined
  do {
    const query = { index: 'byId', equal: [], limit: CLASSES_AT_ONCE, ...(after !== undefined && { after }) }
    const page: Page<ClassRecord> = await store.range(CLASSES, query)
    yield page.items.flatMap(({ document }) => plannedOf(document))
    after = page.next ?? undefined
  } while (after !== undefined)
}

export async function plannedDays(store: StoreReader): Promise<PlannedDay[]> {
  const planned: PlannedDay[] = []
  for await (const days of plannedByClasses(store)) planned.push(...days)
  return planned
}

function plannedOf({ id: classId, training }: ClassRecord): PlannedDay[] {
  return daysOf(training).map(({ date, window }) => ({
    id: classDayId(classId, date),
    classId,
    date,
    window,
  }))
}
