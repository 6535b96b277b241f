import type { CameraDayView, RunView } from '../../../cloudfunctions/contract/app'
import type { Clip, Span } from './track'

type Camera = Pick<CameraDayView, 'deviceSerial' | 'channelNo'>
type Recorded = Pick<CameraDayView, 'deviceSerial' | 'channelNo' | 'runs'>

/** Of what happened at one time, so much before it and after it is played. */
const BEFORE_MS = 10_000
const AFTER_MS = 60_000

/** The part of a run that a span covers; undefined: none, or nobody knows where it is kept. */
export function clipOf(
  { deviceSerial, channelNo }: Camera,
  { start, end, stores }: RunView,
  span: Span,
): Clip | undefined {
  const [from, to] = [Math.max(start, span.start), Math.min(end, span.end)]
  return from < to && stores.length > 0 ? { deviceSerial, channelNo, from, to, stores } : undefined
}

/** What a camera has of a span that begins within one of its runs. */
export function clipOfSpan(cameras: readonly Recorded[], of: Camera, span: Span): Clip | undefined {
  const camera = cameras.find(
    ({ deviceSerial, channelNo }) => deviceSerial === of.deviceSerial && channelNo === of.channelNo,
  )
  const run = camera?.runs.find(({ start, end }) => start <= span.start && span.start < end)
  return camera && run && clipOf(camera, run, span)
}

/** What the first camera that recorded it has of a moment. */
export function clipOfMoment(cameras: readonly Recorded[], at: number): Clip | undefined {
  for (const camera of cameras) {
    const run = camera.runs.find(({ start, end }) => start <= at && at < end)
    if (run) return clipOf(camera, run, { start: at - BEFORE_MS, end: at + AFTER_MS })
  }
  return undefined
}

/** The clip from a later moment on, to the second; at least its last second. */
export const playedFrom = (clip: Clip, at: number): Clip => ({
  ...clip,
  from: Math.max(clip.from, Math.min(Math.floor(at / 1000) * 1000, clip.to - 1000)),
})
