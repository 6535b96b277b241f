import { dateOf, dayAndTime, hourMinuteSecond } from '../time'
import type { Axis } from './axis'
import type { Clip, Track } from './track'

/** One line of the table that says the same as the drawing. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly detail: string
  readonly time: string
  /** What shows it; left out: nothing does. */
  readonly clip?: Clip | undefined
}

const NEXT_DAY_MS = 86_400_000

/** `08:21:07`; after the first midnight `次日 00:30:00`; on any other day with its date. */
export function timeOnAxis(at: number, { start }: Pick<Axis, 'start'>): string {
  const day = dateOf(at)
  if (day === dateOf(start)) return hourMinuteSecond(at)
  return day === dateOf(start + NEXT_DAY_MS) ? `次日 ${hourMinuteSecond(at)}` : dayAndTime(at)
}

function rowsOfTrack(track: Track, axis: Axis): Omit<Row, 'id'>[] {
  const time = (at: number) => timeOnAxis(at, axis)
  if (track.kind === 'stretches') {
    if (track.stretches.length === 0) return [{ what: track.name, detail: track.empty, time: '' }]
    return track.stretches.map(({ start, end, detail, clip }) => ({
      what: track.name,
      detail,
      time: `${time(start)} – ${time(end)}`,
      clip,
    }))
  }
  const moments = track.kind === 'taps' ? track.taps : track.moments
  if (track.kind === 'taps' && moments.length === 0)
    return [{ what: track.name, detail: track.empty, time: '' }]
  return [...moments]
    .sort((a, b) => a.at - b.at)
    .map(({ at, detail, clip }) => ({ what: track.name, detail, time: time(at), clip }))
}

/** Everything that is drawn, and what of it the axis cuts off, to the second. */
export const rowsOf = (tracks: readonly Track[], axis: Axis): Row[] =>
  tracks.flatMap(track =>
    rowsOfTrack(track, axis).map((row, place) => ({ id: `${track.name} ${place}`, ...row })),
  )
