import type { Recording } from '../../../../domain/model'
import { DAY } from '../../../../domain/time'
import type { StandInCamera } from '../options'
import { midnightBefore } from '../wire/times'
import type { World } from '../world'

/** The card lists the file that it is writing, up to now; the cloud lists a file when it is complete. */
function asListed(recording: Recording, world: World): Recording[] {
  const now = world.now()
  const known = now - world.indexingLagMs
  if (recording.recType === 1) return recording.endTime <= known ? [recording] : []
  if (recording.startTime > known) return []
  return [{ ...recording, endTime: Math.min(recording.endTime, now) }]
}

/** Cuts at each multiple of a length since midnight. */
function cut(recording: Recording, sliceMs: number): Recording[] {
  const files: Recording[] = []
  let { startTime } = recording
  for (;;) {
    const midnight = midnightBefore(startTime)
    const boundary = midnight + (Math.floor((startTime - midnight) / sliceMs) + 1) * sliceMs
    if (recording.endTime <= boundary) return [...files, { ...recording, startTime }]
    files.push({ ...recording, startTime, endTime: boundary })
    startTime = boundary
  }
}

function cutByHabit(recording: Recording, { habits }: World): Recording[] {
  const days = habits.cutAtMidnight ? cut(recording, DAY) : [recording]
  const { sliceMs } = habits
  return sliceMs === undefined ? days : days.flatMap(day => cut(day, sliceMs))
}

function shifted(file: Recording, ms: number): Recording {
  return { ...file, startTime: file.startTime + ms, endTime: file.endTime + ms }
}

/** The files of one store that exist by the clock and lie in the stretch asked for, by start. */
export function existingFiles(
  world: World,
  camera: StandInCamera,
  recType: 1 | 2,
  from: number,
  to: number,
): Recording[] {
  // The card is searched by the device, in the device's time.
  const skew = recType === 2 ? world.cameras.clockSkew(camera.deviceSerial) : 0
  const store = recType === 2 ? 'local' : 'cloud'
  return camera.recordings
    .filter(recording => recording.recType === recType)
    .flatMap(recording => asListed(recording, world))
    .flatMap(recording => cutByHabit(recording, world))
    .filter(file => world.keeps(store, camera, { start: file.startTime, end: file.endTime }))
    .map(file => shifted(file, skew))
    .filter(file => file.startTime <= to && file.endTime > from)
    .sort((a, b) => a.startTime - b.startTime)
}
