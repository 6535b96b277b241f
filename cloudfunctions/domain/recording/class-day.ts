import type { Camera, ClassDayFlag, Interval, Piece, RecordingStatus } from '../model'
import { compareBy } from '../order'
import type { Edition } from '../policy/edition'
import { MINUTE } from '../time'
import { layStretches } from './segments'

/** A camera's runs (R2), by start. */
export interface CameraRuns extends Camera {
  readonly runs: readonly Interval[]
}

export interface RecordingJudgement {
  readonly pieces: readonly Piece[]
  readonly segmentCount: number
  readonly recording: RecordingStatus
  readonly flags: readonly ClassDayFlag[]
}

const NOT_REQUIRED: RecordingJudgement = { pieces: [], segmentCount: 0, recording: 'not-required', flags: [] }

/** R3 to R5 for one class-day: its sessions against the runs of the class's cameras. */
export function judgeRecording(
  sessions: readonly Interval[],
  cameras: readonly CameraRuns[],
  edition: Edition,
): RecordingJudgement {
  if (sessions.length === 0) return NOT_REQUIRED
  const pieces = cutPieces(sessions, cameras)
  const lengthMs = edition.figures.minutesPerSegment.value * MINUTE
  const segmentCount = layStretches(pieces, lengthMs).length
  const flags = recordingFlags(pieces, segmentCount, lengthMs, edition)
  return { pieces, segmentCount, recording: flags.length === 0 ? 'compliant' : 'flagged', flags }
}

/** R5, the codes in code-point order. */
function recordingFlags(
  pieces: readonly Piece[],
  segmentCount: number,
  lengthMs: number,
  edition: Edition,
): ClassDayFlag[] {
  if (segmentCount >= edition.figures.segmentsPerDayAtLeast.value) return []
  if (pieces.length === 0) return ['no-recording']
  const short = pieces.some(piece => piece.end - piece.start < lengthMs)
  return short ? ['segment-too-short', 'too-few-segments'] : ['too-few-segments']
}

/** R3: each run cut with each session; what remains, longer than nothing. By start, end, camera. */
function cutPieces(sessions: readonly Interval[], cameras: readonly CameraRuns[]): Piece[] {
  const pieces: Piece[] = []
  for (const { deviceSerial, channelNo, runs } of cameras) {
    for (const session of sessions) {
      for (let i = firstEndingAfter(runs, session.start); i < runs.length; i++) {
        const run = runs[i]!
        if (run.start >= session.end) break
        pieces.push({
          start: Math.max(run.start, session.start),
          end: Math.min(run.end, session.end),
          deviceSerial,
          channelNo,
        })
      }
    }
  }
  return pieces.sort(byStartEndCamera)
}

const byCamera = compareBy<Piece>(
  piece => piece.deviceSerial,
  piece => piece.channelNo,
)

function byStartEndCamera(a: Piece, b: Piece): number {
  return a.start - b.start || a.end - b.end || byCamera(a, b)
}

/** Runs are disjoint and by start, so their ends rise too. */
function firstEndingAfter(runs: readonly Interval[], instant: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (runs[middle]!.end <= instant) low = middle + 1
    else high = middle
  }
  return low
}
