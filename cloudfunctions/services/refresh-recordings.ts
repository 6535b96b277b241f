import type { CameraDayView, Parsed } from '../contract/app'
import { SECOND } from '../domain/time'
import { cameraViews } from './cameras'
import { distinctCameras } from './documents/camera-days'
import { CLASSES, type ClassRecord } from './documents/classes'
import { read } from './documents/read'
import { cameraDay, loadDay } from './evidence'
import { askCameraDay } from './ingest/ask'
import { CAMERAS_AT_A_TIME } from './ingest/ask-all'
import { atATime } from './judging/at-a-time'
import { datesOfSessions } from './judging/day'
import { type Outcome, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'

/** After so long no more cameras are asked, those left are told as they are known: whoever taps gets an answer. */
const ASK_FOR_MS = 8 * SECOND
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
  const now = server.clock.now()
  if (now > plan.window.start) {
    const wanted = distinctCameras(record.training.cameras).flatMap(camera =>
      datesOfSessions(plan).map(touched => ({ camera, date: touched })),
    )
    await atATime(CAMERAS_AT_A_TIME, wanted, async one => {
      const { askedAt } = await cameraDay(server.store, one.camera, one.date)
      if (askedAt === null || Math.abs(now - askedAt) >= ASK_AT_MOST_EVERY_MS) {
        await askCameraDay(server, one.camera, one.date, requestId)
      }
      return server.clock.now() - now < ASK_FOR_MS
    })
  }
  return { done: true, answer: { cameras: await camerasOn(server, record, date) } }
}

/** The class's cameras as they are known on a date with lessons. */
export async function camerasOn(server: Server, record: ClassRecord, date: string): Promise<CameraDayView[]> {
  const plan = dayOn(record.training, date)
  if (plan === null) return []
  return cameraViews(server, await loadDay(server.store, record, date), plan)
}
