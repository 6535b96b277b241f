import type { Camera, DateText, Interval } from '../../domain/model'
import type { StoreReader } from '../../ports/store'
import { distinctCameras } from '../documents/camera-days'
import { CLASSES } from '../documents/classes'
import { DIRTY_DAYS, JUDGED_DAYS } from '../documents/judged-days'
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
  const users: ClassDayOfCamera[] = []
  for (const { classId, date: day } of await classDaysAround(store, date)) {
    const record = await read(store, CLASSES, classId)
    const named = record?.training.cameras.some(
      ({ deviceSerial, channelNo }) => deviceSerial === camera.deviceSerial && channelNo === camera.channelNo,
    )
    if (named) users.push({ classId, date: day })
  }
  return users
}

/**
 * Also days that nobody has judged yet: one that is being judged for the first time has looked at its evidence
 * already, and would miss what comes now. Marks are read first, since a day goes from these to the judged ones.
 */
async function classDaysAround(store: StoreReader, date: DateText): Promise<Iterable<ClassDayOfCamera>> {
  const dates = withNeighbours(date)
  const marks = await readAll(store, DIRTY_DAYS, { index: 'byId', equal: [] })
  const dirty = marks.filter(mark => dates.includes(mark.date))
  const [from, , to] = dates
  const judged = await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [], from, to })
  return new Map([...dirty, ...judged].map(day => [day.id, day])).values()
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
