import type { Camera, DateText, Instant, Interval } from '../../domain/model'
import type { DayPlan } from '../../domain/plan/day-plan'
import { dateOf } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { distinctCameras } from '../documents/camera-days'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { readAll } from '../documents/read'
import { withNeighbours } from '../evidence'
import { datesOfSessions } from '../judging/day'
import { daysOf } from '../schedule'

/** A class-day that a camera's date bears upon. */
export interface ClassDayOfCamera {
  readonly classId: string
  readonly date: DateText
}

/** A camera's date that some class needs, with all their sessions that touch it. */
export interface CameraDate {
  readonly camera: Camera
  readonly date: DateText
  readonly sessions: readonly Interval[]
}

/**
 * Which class needs which camera on which date. Follows from the classes alone, which are few and never change: what
 * was judged of them is many times as much to read, and may lag behind.
 */
export class CameraTimetable {
  static async read(store: StoreReader): Promise<CameraTimetable> {
    return new CameraTimetable(await readAll(store, CLASSES, { index: 'byId', equal: [] }))
  }

  constructor(private readonly records: readonly ClassRecord[]) {}

  get classes(): number {
    return this.records.length
  }

  /** The class-days that this camera's date can count for, those of a night before and after too. */
  classDaysOf(camera: Camera, date: DateText): ClassDayOfCamera[] {
    const [before, , after] = withNeighbours(date)
    return this.records
      .filter(({ training }) => training.cameras.some(one => nameOf(one) === nameOf(camera)))
      .flatMap(record =>
        daysBetween(record, before, after).map(day => ({ classId: record.id, date: day.date })),
      )
  }

  /** Those of the class-days that began so long ago or later, up to today: on a date to come there is nothing yet. */
  datesSince(agoMs: number, now: Instant): CameraDate[] {
    const today = dateOf(now)
    return this.datesBetween(dateOf(now - agoMs), today).filter(({ date }) => date <= today)
  }

  /** All cameras' dates that the class-days of these dates need, by date. */
  datesBetween(from: DateText, to: DateText): CameraDate[] {
    const found = new Map<string, CameraDate & { sessions: Interval[] }>()
    for (const record of this.records) {
      const cameras = distinctCameras(record.training.cameras)
      for (const { date, sessions } of daysBetween(record, from, to).flatMap(partsByDate)) {
        for (const camera of cameras) {
          const key = `${date} ${nameOf(camera)}`
          const known = found.get(key) ?? { camera, date, sessions: [] }
          known.sessions.push(...sessions)
          found.set(key, known)
        }
      }
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cameraDate]) => cameraDate)
  }
}

/** A class's timetable is worked out only where it has lessons on these dates. */
function daysBetween({ training }: ClassRecord, from: DateText, to: DateText): DayPlan[] {
  const isWithin = ({ date }: { readonly date: DateText }) => from <= date && date <= to
  return training.lessons.some(isWithin) ? daysOf(training).filter(isWithin) : []
}

/** A class-day's sessions by the dates that they touch. */
function partsByDate(day: DayPlan): Omit<CameraDate, 'camera'>[] {
  return datesOfSessions(day).map(date => ({
    date,
    sessions: day.sessions.filter(({ start, end }) => dateOf(start) <= date && date <= dateOf(end - 1)),
  }))
}

function nameOf({ deviceSerial, channelNo }: Camera): string {
  return `${deviceSerial} ${channelNo}`
}
