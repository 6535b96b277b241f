import type { ClassDayRow, Parsed } from '../contract/app'
import { dateOf } from '../domain/time'
import type { Range } from '../ports/store'
import { classDayRow } from './class-day-row'
import type { Account } from './documents/accounts'
import { CLASSES } from './documents/classes'
import { JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { read } from './documents/read'
import { judgeDirtyDays } from './judging/dirty'
import type { Outcome } from './outcome'
import type { Server } from './server'

const ROWS_PER_PAGE = 200

/**
 * The days up to today that the caller may see, newest first; `pendingOnly`: those that wait for a decision. The rows
 * stand as all evidence so far has them.
 */
export async function classDays(
  server: Server,
  actor: Account,
  input: Parsed<'class-days'>,
): Promise<Outcome<'class-days'>> {
  await judgeDirtyDays(server.store, async () => true)
  const page = await server.store.range(JUDGED_DAYS, rangeFor(server, actor, input))
  const rows: ClassDayRow[] = []
  for (const { document } of page.items) {
    const row = await rowOf(server, document)
    if (row) rows.push(row)
  }
  return { done: true, answer: { rows, next: page.next } }
}

function rangeFor(
  server: Server,
  actor: Account,
  { pendingOnly = false, classId, after }: Parsed<'class-days'>,
): Range {
  const now = server.clock.now()
  const order = { descending: true, limit: ROWS_PER_PAGE, ...(after !== undefined && { after }) }
  if (classId !== undefined) return { index: 'byClass', equal: [classId], to: dateOf(now), ...order }
  const { provider } = actor
  if (provider !== null) {
    return pendingOnly
      ? { index: 'byProviderQueue', equal: [provider, 1], to: now, ...order }
      : { index: 'byProvider', equal: [provider], to: dateOf(now), ...order }
  }
  return pendingOnly
    ? { index: 'byQueue', equal: [1], to: now, ...order }
    : { index: 'byDate', equal: [], to: dateOf(now), ...order }
}

async function rowOf(server: Server, day: JudgedDay): Promise<ClassDayRow | null> {
  const record = await read(server.store, CLASSES, day.classId)
  return record && classDayRow(record, day, server.clock.now())
}
