import type { Camera, Lesson, Location, Site } from '../../cloudfunctions/domain/model'

/** Monday. The day of every fact that names no other. */
export const DAY = '2024-06-03'
export const NEXT_DAY = '2024-06-04'

/** The school's door; taps near it are inside, see {@link metresNorth}. */
export const SITE: Site = { latitude: 43.8868, longitude: 125.3245, radiusMeters: 300 }

/** The instant of a wall clock time in Changchun, `08:30`, `08:30:00` or `08:30:00.001`. */
export function at(clock: string, date = DAY): number {
  const instant = Date.parse(`${date}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`)
  if (Number.isNaN(instant)) throw new Error(`No such time: ${date} ${clock}`)
  return instant
}

export const sooner = (instant: number) => instant - 1
export const later = (instant: number) => instant + 1

/** `lesson('08:30-10:00', 2)`: two hours of practice on site. */
export function lesson(clock: string, hours: number, more: Partial<Lesson> = {}): Lesson {
  const [start = '', end = ''] = clock.split('-')
  const date = more.date ?? DAY
  const id = `${date} ${clock} ${more.delivery ?? 'onsite'} ${more.kind ?? 'practice'}`
  return { id, date, start, end, hours, kind: 'practice', delivery: 'onsite', ...more }
}

export function online(clock: string, hours: number, more: Partial<Lesson> = {}): Lesson {
  return lesson(clock, hours, { delivery: 'online', ...more })
}

/** First start 08:30, last end 11:40, four hours, one session. */
export const MORNING = [lesson('08:30-10:00', 2), lesson('10:10-11:40', 2)]

/** Camera `n`, serial `CAMn`, channel 1. */
export const camera = (n: number): Camera => ({ deviceSerial: `CAM${n}`, channelNo: 1 })

/** A place so many metres north of the site's middle. */
export function metresNorth(metres: number): Location {
  const degrees = (metres / 6_371_008.8) * (180 / Math.PI)
  return { latitude: SITE.latitude + degrees, longitude: SITE.longitude }
}
