import type { Instant } from '../../domain/model'
import { type Asked, INDEXING_LAG_MS, RETENTION_MS } from '../../domain/recording/knowledge'
import { DAY, HOUR, instantOf, MINUTE } from '../../domain/time'
import { type CameraDayStream, silenceUntil } from '../documents/camera-days'
import type { CameraDate } from './camera-timetable'

/** So long into a session a camera that does not record is noticed in time to mend it. */
const INTO_SESSION_MS = 10 * MINUTE
/** So long after a session its recording is asked for. */
const AFTER_SESSION_MS = 5 * MINUTE
/** After midnight: when a date's last session is over for all but the rarest classes. */
export const NIGHT_MS = 22 * HOUR
/** A camera that was offline, a platform that gave no answer: asked again so often on the day, and on later days. */
const AGAIN_TODAY_MS = 30 * MINUTE
const AGAIN_LATER_MS = 6 * HOUR

/**
 * Whether a camera's date is to be asked now: early in each session and soon after it, when the platform has had time
 * to list it, at night, and the next morning; and again where there was no answer, for as long as the platform keeps
 * recordings. A date that is older and was never asked is asked once.
 * Worked: one session on 2024-06-03 from 08:30 to 11:40: asked from 08:40, 11:45, 12:10, 22:00, and on the next day
 * from 07:00.
 * @param known it was told whole before: a camera that is off since is not asked again and again
 */
export function isDue(cameraDate: CameraDate, last: Asked | null, now: Instant, known = false): boolean {
  const { midnight, lastEnd, moments } = momentsOf(cameraDate)
  if (now > lastEnd + RETENTION_MS) return last === null
  // What was asked later than now was asked before the clock was set back, and says nothing of these moments.
  const askedSince = (moment: Instant) => last !== null && moment <= last.at && last.at <= now
  if (moments.some(moment => moment <= now && !askedSince(moment))) return true
  return !known && last !== null && last.silence !== null && now - last.at >= pauseAfter(midnight, now)
}

/**
 * Until when a camera's date need not be looked at again to know whether it is due; `now` where it is, null where it
 * never will be. Counts with what others may ask meanwhile: an answer that they don't get is tried again, too.
 */
export function nextLookAt(
  cameraDate: CameraDate,
  last: Asked | null,
  now: Instant,
  known: boolean,
): Instant | null {
  if (isDue(cameraDate, last, now, known)) return now
  const { midnight, lastEnd, moments } = momentsOf(cameraDate)
  const given = last !== null && last.silence !== null ? [last.at, now] : [now]
  const again = known ? [] : given.map(asked => againAt(midnight, asked, now))
  const ahead = [...moments.filter(moment => moment > now), ...again]
  const nextAt = Math.min(...ahead)
  return nextAt <= lastEnd + RETENTION_MS ? nextAt : null
}

function momentsOf({ date, sessions }: CameraDate) {
  const midnight = instantOf(date, '00:00')
  const ends = sessions.map(({ end }) => Math.min(end, midnight + DAY))
  const lastEnd = Math.max(...ends)
  const moments = [
    ...sessions.map(({ start }) => Math.max(start, midnight) + INTO_SESSION_MS),
    ...ends.map(end => end + AFTER_SESSION_MS),
    lastEnd + INDEXING_LAG_MS,
    Math.max(midnight + NIGHT_MS, lastEnd + INDEXING_LAG_MS),
    midnight + DAY + 7 * HOUR,
  ]
  return { midnight, lastEnd, moments }
}

function pauseAfter(midnight: Instant, now: Instant): number {
  return now < midnight + DAY ? AGAIN_TODAY_MS : AGAIN_LATER_MS
}

/** When what was asked in vain is asked again, from now on. */
function againAt(midnight: Instant, asked: Instant, now: Instant): Instant {
  const today = asked + AGAIN_TODAY_MS
  return now <= today && today < midnight + DAY ? today : asked + AGAIN_LATER_MS
}

/** The platform, or an import, told whole what the date's sessions left when they were over. */
export function isKnown(cameraDate: CameraDate, stream: CameraDayStream): boolean {
  return silenceUntil(stream, momentsOf(cameraDate).lastEnd) === null
}
