import type { ClassDayRow, Parsed } from '../contract/app'
import { dateOf } from '../domain/time'
import { classDayRow } from './class-day-views'
import { CLASSES, type ClassRecord } from './documents/classes'
import { readAll } from './documents/read'
import { loadEvidence } from './evidence'
import { judge } from './judge'
import type { Outcome } from './outcome'
import type { Server } from './server'

/** All classes' days up to today, newest first; `pendingOnly`: those that wait for a decision. */
export async function classDays(
  server: Server,
  { pendingOnly = false }: Parsed<'class-days'>,
): Promise<Outcome<'class-days'>> {
  const rows: ClassDayRow[] = []
  for (const record of await readAll(server.store, CLASSES, { index: 'byId', equal: [] })) {
    rows.push(...(await rowsOf(server, record)))
  }
  const wanted = pendingOnly ? rows.filter(isPending) : rows
  return { done: true, answer: { rows: wanted.sort(newestFirst) } }
}

async function rowsOf(server: Server, record: ClassRecord): Promise<ClassDayRow[]> {
  const now = server.clock.now()
  const evidence = await loadEvidence(server.store, record)
  const closed = judge(evidence, now).classDays
  const soFar = judge(evidence, null)
  return [...soFar.classDays.values()]
    .filter(day => day.date <= dateOf(now))
    .map(day => classDayRow(evidence, soFar, day, !closed.has(day.date)))
}

/** A flag on the class-day or on one of its trainees needs a decision, once the day is over. */
function isPending({ open, status, traineesFlagged }: ClassDayRow): boolean {
  return !open && (status === 'flagged' || (traineesFlagged > 0 && status !== 'rejected'))
}

function newestFirst(a: ClassDayRow, b: ClassDayRow): number {
  if (a.date !== b.date) return a.date > b.date ? -1 : 1
  return a.classId < b.classId ? -1 : 1
}
