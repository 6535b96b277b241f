import type { DateText, Interval } from '../../domain/model'
import { MOST_PER_PAGE, type Page, type StoreReader } from '../../ports/store'
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

/** Timetables take a while to be worked out: those of so many classes between two breaths. */
const CLASSES_AT_ONCE = 20

/** All class-days, some classes at a time. */
export async function* plannedByClasses(store: StoreReader): AsyncGenerator<readonly PlannedDay[]> {
  let after: string | undefined
  do {
    // The very question that others ask for all classes: a store that remembers answers is asked once for all of them.
    const query = { index: 'byId', equal: [], limit: MOST_PER_PAGE, ...(after !== undefined && { after }) }
    const page: Page<ClassRecord> = await store.range(CLASSES, query)
    for (let from = 0; from < page.items.length; from += CLASSES_AT_ONCE) {
      const some = page.items.slice(from, from + CLASSES_AT_ONCE)
      yield some.flatMap(({ document }) => plannedOf(document))
    }
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
