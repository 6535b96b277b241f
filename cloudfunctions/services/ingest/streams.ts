import type { DateText } from '../../domain/model'
import { dayNumber } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { CAMERA_DAYS, type CameraDayStream, emptyCameraDay } from '../documents/camera-days'
import { readAll } from '../documents/read'
import type { CameraDate } from './camera-timetable'

/** So many dates are read at a time: one list in place of a question for each camera, and not too much in memory. */
const DATES_AT_A_TIME = 7

/** A camera's date that some class needs, and what is known of it. */
export interface KnownCameraDate {
  readonly one: CameraDate
  readonly stream: CameraDayStream
}

/** Some cameras' dates in the order given, which is by date, each few dates with what is known of them. */
export async function* withStreams(
  store: StoreReader,
  cameraDates: readonly CameraDate[],
): AsyncGenerator<KnownCameraDate[]> {
  for (const some of fewDatesEach(cameraDates)) {
    const dates = some.map(({ date }) => date).sort()
    const range = { index: 'byDate', equal: [], from: dates[0]!, to: dates.at(-1)! }
    const streams = await readAll(store, CAMERA_DAYS, range)
    const byId = new Map(streams.map(stream => [stream.id, stream]))
    yield some.map(one => {
      const empty = emptyCameraDay(one.camera, one.date)
      return { one, stream: byId.get(empty.id) ?? empty }
    })
  }
}

/** Runs of dates that follow on one another, for what lies between others is nobody's business. */
function fewDatesEach(cameraDates: readonly CameraDate[]): CameraDate[][] {
  const groups: CameraDate[][] = []
  let dates: DateText[] = []
  for (const one of cameraDates) {
    const last = dates.at(-1)
    if (
      last === undefined ||
      !follows(last, one.date) ||
      (last !== one.date && dates.length === DATES_AT_A_TIME)
    ) {
      groups.push([])
      dates = []
    }
    if (dates.at(-1) !== one.date) dates.push(one.date)
    groups.at(-1)!.push(one)
  }
  return groups
}

/** Forwards or backwards. */
function follows(one: DateText, next: DateText): boolean {
  return Math.abs(dayNumber(next) - dayNumber(one)) <= 1
}
