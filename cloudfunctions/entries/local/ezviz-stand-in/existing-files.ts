import type { Recording } from '../../../domain/model'
import type { Account } from './account'
import type { StandInCamera } from './options'

const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** The card lists the file that it is writing, up to now; the cloud lists a file when it is complete. */
function asListed(recording: Recording, account: Account): Recording[] {
  const now = account.now()
  const known = now - account.indexingLagMs
  if (recording.recType === 1) return recording.endTime <= known ? [recording] : []
  if (recording.startTime > known) return []
  return [{ ...recording, endTime: Math.min(recording.endTime, now) }]
}

function cutAtMidnights(recording: Recording): Recording[] {
  const midnight = (Math.floor((recording.startTime + OFFSET_MS) / DAY_MS) + 1) * DAY_MS - OFFSET_MS
  if (recording.endTime <= midnight) return [recording]
  return [{ ...recording, endTime: midnight }, ...cutAtMidnights({ ...recording, startTime: midnight })]
}

/** The files of one store that exist by the clock and lie in the stretch asked for, by start. */
export function existingFiles(
  account: Account,
  camera: StandInCamera,
  recType: 1 | 2,
  from: number,
  to: number,
): Recording[] {
  return camera.recordings
    .filter(recording => recording.recType === recType)
    .flatMap(recording => asListed(recording, account))
    .flatMap(recording => (account.habits.cutAtMidnight ? cutAtMidnights(recording) : [recording]))
    .filter(file => file.startTime <= to && file.endTime > from)
    .sort((a, b) => a.startTime - b.startTime)
}
