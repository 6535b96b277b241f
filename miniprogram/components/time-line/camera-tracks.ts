import type { CameraDayView } from '../../../cloudfunctions/contract/app'
import { cameraName, offlineOf } from '../recording'
import { stretch } from '../time'
import { cameraState } from '../words'
import { clipOf } from './clips'
import { split, without } from './gaps'
import { missingWords } from './looks'
import type { MissingLook, Span, Stretch, Track } from './track'

/** What a camera's line is drawn against. */
export interface ClassTime {
  /** When recordings are due. */
  readonly sessions: readonly Span[]
  /** The server's clock: nothing is missing from what is still to come. */
  readonly now: number
  /** Of a day that goes on; null: the day is over. */
  readonly windowEnd: number | null
}

/** A shorter gap is the camera's way of cutting files, and no news. */
const SHORTEST_GAP_MS = 60_000
const isNews = ({ start, end }: Span) => end - start >= SHORTEST_GAP_MS

const missing =
  (look: MissingLook) =>
  (span: Span): Stretch => ({
    start: span.start,
    end: span.end,
    look,
    text: missingWords[look].short,
    detail: `${missingWords[look].long}，${stretch(span)}`,
  })

/** Class time of which there is no recording, each part with what is known of why. */
function gapsOf(
  { state, askedAt, runs, deleted }: CameraDayView,
  offline: readonly Span[],
  { sessions, now }: ClassTime,
): Stretch[] {
  const open = without(sessions, [...runs, ...deleted, ...offline])
  const past = split(open, now).before.filter(isNews)
  if (state !== 'has-recordings' && state !== 'no-recordings' && state !== 'deleted-since')
    return past.map(missing(state))
  // Recordings that came with an import were asked for by nobody.
  const { before, after } = split(past, askedAt ?? now)
  return [...before.filter(isNews).map(missing('none')), ...after.filter(isNews).map(missing('not-asked'))]
}

/** A span that still goes on is drawn up to the last asking: further nobody knows. */
function offlineSpans(camera: CameraDayView, windowEnd: number | null): Span[] {
  const { spans, since } = offlineOf(camera, windowEnd)
  return since === null
    ? [...spans]
    : [...spans, { start: since, end: Math.max(since, camera.askedAt ?? since) }]
}

/** What was recorded, what is gone since, when the device was off, and what else is missing of class time. */
function stretchesOf(camera: CameraDayView, time: ClassTime): Stretch[] {
  const offline = offlineSpans(camera, time.windowEnd)
  const found = camera.runs.map(
    run =>
      ({ ...run, look: 'found', text: '', detail: stretch(run), clip: clipOf(camera, run, run) }) as const,
  )
  return [
    ...gapsOf(camera, offline, time),
    ...offline.map(missing('off')),
    ...found,
    ...camera.deleted.map(missing('gone')),
  ].sort((a, b) => a.start - b.start)
}

/** One line for each camera; what is not known is said as not known. */
export const cameraTracks = (cameras: readonly CameraDayView[], time: ClassTime): Track[] =>
  cameras.map(camera => ({
    kind: 'stretches',
    name: cameras.length > 1 ? `录像 ${cameraName(camera)}` : '录像',
    count: null,
    empty: cameraState[camera.state].text,
    stretches: stretchesOf(camera, time),
    tall: false,
  }))
