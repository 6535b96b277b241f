import type { CameraDayView, CameraState, RunView } from '../contract/app'
import type { Camera, DateText, Instant, Interval, Recording } from '../domain/model'
import type { DayPlan } from '../domain/plan/day-plan'
import { mergeRuns } from '../domain/recording/runs'
import { dateOf, SECOND } from '../domain/time'
import type { StoreReader } from '../ports/store'
import {
  type CameraDayStream,
  distinctCameras,
  goneRows,
  lastAnswer,
  lastAsking,
  silenceUntil,
  taskUnderWay,
} from './documents/camera-days'
import { CAMERA_LINES, emptyCameraLine } from './documents/camera-lines'
import { read } from './documents/read'
import type { DayEvidence } from './evidence'
import { planOf } from './schedule'
import type { Server } from './server'

/** What is known of each camera of the class on a day: the platform's last answer, and its runs in the day's window. */
export async function cameraViews(
  server: CameraServer,
  evidence: DayEvidence,
  plan: DayPlan,
): Promise<CameraDayView[]> {
  const views: CameraDayView[] = []
  for (const camera of distinctCameras(evidence.record.training.cameras)) {
    views.push(await viewOf(server, evidence, plan, camera))
  }
  return views
}

type CameraServer = Pick<Server, 'store' | 'clock'>

async function viewOf(
  { store, clock }: CameraServer,
  evidence: DayEvidence,
  plan: DayPlan,
  camera: Camera,
): Promise<CameraDayView> {
  const { deviceSerial, channelNo } = camera
  const streams = evidence.cameraDays.filter(
    day => day.deviceSerial === deviceSerial && day.channelNo === channelNo,
  )
  const own = streams.find(({ date }) => date === evidence.date)
  const asking = own ? lastAsking(own) : null
  const runs = runsOf(camera, evidence, plan.window)
  return {
    deviceSerial,
    channelNo,
    state: own ? stateOf(own, runs, plan) : 'not-asked',
    askedAt: own?.askedAt ?? null,
    problem: asking?.problem ?? null,
    runs,
    deleted: own ? goneRows(own).map(spanOfRow) : [],
    offline: await offlineSpans(store, deviceSerial, plan),
    recordingSince: recordingSince(streams, plan, clock.now()),
  }
}

/** Started within the day's window, which may reach into the neighbouring date, and running still. */
function recordingSince(
  streams: readonly CameraDayStream[],
  { window }: DayPlan,
  now: Instant,
): Instant | null {
  const starts = streams.flatMap(stream => taskUnderWay(stream, now)?.at ?? [])
  return starts.find(at => window.start <= at && at <= window.end) ?? null
}

function stateOf(
  stream: CameraDayStream,
  runs: readonly Interval[],
  { sessions, window }: DayPlan,
): CameraState {
  const asking = lastAsking(stream)
  // What an import has told, a camera that is silent later doesn't take back.
  if (asking?.silence && silenceUntil(stream, sessions.at(-1)?.end ?? window.end)) return asking.silence
  if (goneRows(stream).length > 0) return 'deleted-since'
  if (runs.length > 0) return 'has-recordings'
  return lastAnswer(stream) === null ? 'not-asked' : 'no-recordings'
}

function spanOfRow({ startTime, endTime }: { startTime: number; endTime: number }): Interval {
  return { start: startTime, end: endTime }
}

function runsOf({ deviceSerial, channelNo }: Camera, evidence: DayEvidence, window: Interval): RunView[] {
  const rows = evidence.recordings.filter(
    row => row.deviceSerial === deviceSerial && row.channelNo === channelNo,
  )
  const { edition } = planOf(evidence.record.training)
  const runs = mergeRuns(rows.map(spanOfRow), edition.figures.mergeGapSeconds.value * SECOND)
  return runs
    .filter(run => run.end > window.start && run.start < window.end)
    .map(run => ({ ...run, stores: storesOf(rows, run) }))
}

const STORES = [
  ['cloud', 1],
  ['local', 2],
] as const

function storesOf(rows: readonly Recording[], { start, end }: Interval): RunView['stores'] {
  const within = rows.filter(row => row.startTime < end && row.endTime > start)
  return STORES.filter(([, recType]) => within.some(row => row.recType === recType)).map(([store]) => store)
}

/**
 * When the device was off, as the platform told it, cut to the day's window. What it told in another order is put in
 * the order in which it happened; off without a return lasts until the window's end.
 */
async function offlineSpans(
  store: StoreReader,
  deviceSerial: string,
  { window }: DayPlan,
): Promise<Interval[]> {
  const dates: DateText[] = [...new Set([dateOf(window.start), dateOf(window.end)])]
  const lines = await Promise.all(
    dates.map(date => read(store, CAMERA_LINES, emptyCameraLine(deviceSerial, date).id)),
  )
  const notices = lines
    .flatMap(line => line?.events ?? [])
    .filter(({ type }) => type === 'camera-online' || type === 'camera-offline')
    .sort((a, b) => a.happenedAt - b.happenedAt)
  const spans: Interval[] = []
  let offSince: number | null = null
  for (const { type, happenedAt } of notices) {
    if (type === 'camera-offline') offSince ??= happenedAt
    else if (offSince !== null) {
      spans.push({ start: offSince, end: happenedAt })
      offSince = null
    }
  }
  if (offSince !== null) spans.push({ start: offSince, end: window.end })
  return spans
    .map(({ start, end }) => ({ start: Math.max(start, window.start), end: Math.min(end, window.end) }))
    .filter(({ start, end }) => start < end)
}
