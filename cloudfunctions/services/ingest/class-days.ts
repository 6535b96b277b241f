import type { Camera, DateText, Interval } from '../../domain/model'
import type { StoreReader } from '../../ports/store'
import { distinctCameras } from '../documents/camera-days'
import { CLASSES } from '../documents/classes'
import { JUDGED_DAYS } from '../documents/judged-days'
import { read, readAll } from '../documents/read'
import { withNeighbours } from '../evidence'
import { datesOfSessions } from '../judging/day'
import { dayOn } from '../schedule'

/** A class-day that a camera's date bears upon. */
export interface ClassDayOfCamera {
  readonly classId: string
  readonly date: DateText
}

/** The class-days with on-site lessons that this camera's date can count for, those of a night before and after too. */
export async function classDaysOf(
  store: StoreReader,
  camera: Camera,
  date: DateText,
): Promise<ClassDayOfCamera[]> {
  const [from, , to] = withNeighbours(date)
  const days = await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [], from, to })
  const users: ClassDayOfCamera[] = []
  for (const day of days) {
    const record = await read(store, CLASSES, day.classId)
    const named = record?.training.cameras.some(
      ({ deviceSerial, channelNo }) => deviceSerial === camera.deviceSerial && channelNo === camera.channelNo,
    )
    if (named) users.push({ classId: day.classId, date: day.date })
  }
  return users
}

/** A camera's date that some class needs, with the sessions of all of them. */
export interface CameraDate {
  readonly camera: Camera
  readonly date: DateText
  readonly sessions: readonly Interval[]
}

/** All cameras' dates that the class-days of these dates need, by date. */
export async function cameraDatesBetween(
  store: StoreReader,
  from: DateText,
  to: DateText,
): Promise<CameraDate[]> {
  const found = new Map<string, { camera: Camera; date: DateText; sessions: Interval[] }>()
  for (const day of await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [], from, to })) {
    const record = await read(store, CLASSES, day.classId)
    const plan = record && dayOn(record.training, day.date)
    if (!record || !plan) continue
    for (const camera of distinctCameras(record.training.cameras)) {
      for (const date of datesOfSessions(plan)) {
        const key = `${date} ${camera.deviceSerial} ${camera.channelNo}`
        const known = found.get(key) ?? { camera, date, sessions: [] }
        known.sessions.push(...plan.sessions)
        found.set(key, known)
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cameraDate]) => cameraDate)
}
