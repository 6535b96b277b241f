import type { ClassDayRow, Parsed } from '../contract/app'
import type { Instant } from '../domain/model'
import { dateOf, SECOND } from '../domain/time'
import { MOST_PER_PAGE, type Range } from '../ports/store'
import { classDayRow } from './class-day-row'
import type { Account } from './documents/accounts'
import { CLASSES } from './documents/classes'
import { DIRTY_DAYS, JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { read } from './documents/read'
import { atATime } from './judging/at-a-time'
import { judgeDirtyDays } from './judging/dirty'
import { freshDay } from './judging/fresh'
import type { Outcome } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'

const ROWS_PER_PAGE = 200
/** The list waits so long for what is marked; of the rest, which the rounds work off, it judges the days that it shows. */
const MARKS_MS = SECOND
const AT_A_TIME = 6

/**
 * The days up to today that the caller may see, newest first; `pendingOnly`: those that wait for a decision. The rows
 * stand as all evidence so far has them.
 */
export async function classDays(
  server: Server,
  actor: Account,
  input: Parsed<'class-days'>,
): Promise<Outcome<'class-days'>> {
  const { store, clock } = server
  const until = clock.now() + MARKS_MS
  await judgeDirtyDays(store, async () => clock.now() < until, AT_A_TIME)
  const left = await store.range(DIRTY_DAYS, { index: 'byId', equal: [], limit: MOST_PER_PAGE })
  const marked = new Set(left.items.map(({ document }) => document.id))
  const page = await store.range(JUDGED_DAYS, rangeFor(server, actor, input))
  const rows = new Map<string, ClassDayRow>()
  await atATime(AT_A_TIME, page.items, async ({ document }) => {
    const row = await rowOf(server, document, marked.has(document.id), input.pendingOnly)
    if (row) rows.set(document.id, row)
    return true
  })
  const inOrder = page.items.flatMap(({ document: { id } }) => rows.get(id) ?? [])
  return { done: true, answer: { rows: inOrder, next: page.next } }
}

function rangeFor(
  server: Server,
  actor: Account,
  { pendingOnly = false, classId, provider: asked, after }: Parsed<'class-days'>,
): Range {
  const now = server.clock.now()
  const order = { descending: true, limit: ROWS_PER_PAGE, ...(after !== undefined && { after }) }
  if (classId !== undefined) return { index: 'byClass', equal: [classId], to: dateOf(now), ...order }
  // A provider's account sees its own, whatever it asks for.
  const provider = actor.provider ?? asked
  if (provider !== undefined) {
    return pendingOnly
      ? { index: 'byProviderQueue', equal: [provider, 1], to: now, ...order }
      : { index: 'byProvider', equal: [provider], to: dateOf(now), ...order }
  }
  return pendingOnly
    ? { index: 'byQueue', equal: [1], to: now, ...order }
    : { index: 'byDate', equal: [], to: dateOf(now), ...order }
}

/** Whether a reviewer can settle something on it by now. */
const waits = ({ pending, reviewFrom }: JudgedDay, now: Instant) => pending === 1 && reviewFrom <= now

/** Null: there is no such day any more, or it waits for nobody any more. */
async function rowOf(
  { store, clock }: Server,
  row: JudgedDay,
  isMarked: boolean,
  pendingOnly = false,
): Promise<ClassDayRow | null> {
  const record = await read(store, CLASSES, row.classId)
  const plan = record && dayOn(record.training, row.date)
  if (record === null || plan === null) return null
  const now = clock.now()
  const day = await freshDay(store, record, plan, { row, isMarked }, now)
  if (day === null || (pendingOnly && !waits(day, now))) return null
  return classDayRow(record, day, now)
}
