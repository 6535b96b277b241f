import type { CameraDayView } from '../contract/app'
import type { Camera, Interval, Recording } from '../domain/model'
import type { DayPlan } from '../domain/plan/day-plan'
import type { Edition } from '../domain/policy/edition'
import { mergeRuns } from '../domain/recording/runs'
import { SECOND } from '../domain/time'
import { read } from './documents/read'
import { CAMERA_DAYS, type CameraAnswer, cameraDayId } from './documents/recordings'
import type { ClassEvidence } from './evidence'
import type { Server } from './server'

/** What is known of each camera of the class on a day: the platform's last answer, and its runs in the day's window. */
export async function cameraViews(
  server: Server,
  evidence: ClassEvidence,
  day: DayPlan,
  edition: Edition,
): Promise<CameraDayView[]> {
  const views: CameraDayView[] = []
  for (const camera of distinctCameras(evidence.record.training.cameras)) {
    const id = cameraDayId(evidence.record.id, day.date, camera)
    const answer = await read(server.store, CAMERA_DAYS, id)
    views.push(viewOf(camera, answer, runsOf(camera, evidence.recordings, day.window, edition)))
  }
  return views
}

/** R2: one that a class names twice is one. */
export function distinctCameras(cameras: readonly Camera[]): Camera[] {
  const byKey = new Map(cameras.map(camera => [`${camera.deviceSerial} ${camera.channelNo}`, camera]))
  return [...byKey.values()]
}

function viewOf(camera: Camera, answer: CameraAnswer | null, runs: Interval[]): CameraDayView {
  return {
    deviceSerial: camera.deviceSerial,
    channelNo: camera.channelNo,
    state: answer?.state ?? 'not-asked',
    askedAt: answer?.askedAt ?? null,
    problem: answer?.problem ?? null,
    runs,
  }
}

function runsOf(
  { deviceSerial, channelNo }: Camera,
  recordings: readonly Recording[],
  window: Interval,
  edition: Edition,
): Interval[] {
  const clips = recordings
    .filter(row => row.deviceSerial === deviceSerial && row.channelNo === channelNo)
    .map(({ startTime, endTime }) => ({ start: startTime, end: endTime }))
  const runs = mergeRuns(clips, edition.figures.mergeGapSeconds.value * SECOND)
  return runs.filter(run => run.end > window.start && run.start < window.end)
}
