import type { Parsed } from '../contract/app'
import { planClass } from '../domain/plan/class-plan'
import { SECOND } from '../domain/time'
import { cameraViews } from './cameras'
import { CLASSES } from './documents/classes'
import { read, readAll } from './documents/read'
import { CAMERA_DAYS } from './documents/recordings'
import { loadEvidence } from './evidence'
import { ingestDay } from './ingest'
import { type Outcome, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'

/** Asked again sooner than this, the answer is what is known: many instructors' thumbs are one question. */
const ASK_AT_MOST_EVERY_MS = 5 * SECOND

export async function refreshRecordings(
  server: Server,
  { classId, date }: Parsed<'refresh-recordings'>,
  requestId: string,
): Promise<Outcome<'refresh-recordings'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const plan = dayOn(record.training, date)
  if (plan === null) return refuse({ code: 'not-found', what: 'class-day' })
  if (!(await askedJustNow(server, classId, date))) await ingestDay(server, record, date, requestId)
  const evidence = await loadEvidence(server.store, record)
  return {
    done: true,
    answer: { cameras: await cameraViews(server, evidence, plan, planClass(record.training).edition) },
  }
}

async function askedJustNow(server: Server, classId: string, date: string): Promise<boolean> {
  const days = await readAll(server.store, CAMERA_DAYS, { index: 'byClassDay', equal: [classId, date] })
  const now = server.clock.now()
  return days.some(({ askedAt }) => now - askedAt < ASK_AT_MOST_EVERY_MS)
}
