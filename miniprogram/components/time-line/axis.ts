import { dateOf, HOUR_MS, hourMinute, OFFSET_MS } from '../time'
import type { Moment, Span, Track } from './track'

const HALF_HOUR_MS = HOUR_MS / 2
/** What happened so long before or after all that was planned is cut off, or told in words: the plan stays readable. */
const AROUND_MS = 2 * HOUR_MS

/** The stretch of time that is drawn, on whole half hours (Asia/Shanghai lies on them). */
export type Axis = Span

function hull(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null
  return { start: Math.min(...spans.map(span => span.start)), end: Math.max(...spans.map(span => span.end)) }
}

const cut = ({ start, end }: Span, to: Span): Span => ({
  start: Math.max(start, to.start),
  end: Math.min(end, to.end),
})

const touches = (a: Span, b: Span) => a.start <= b.end && a.end >= b.start

const spansOf = (track: Track): readonly Span[] =>
  track.kind === 'stretches'
    ? track.stretches
    : track.kind === 'taps'
      ? track.taps.map(({ at }) => ({ start: at, end: at }))
      : []

const isPlan = (track: Track) =>
  track.kind === 'stretches' && track.stretches.some(({ look }) => look === 'plan')

/**
 * From the first of what was planned to its last, and what happened within two hours of it; without a plan, all that
 * happened. Moments with a sign of their own (a decision days later) never stretch it.
 * @param now null: not to be marked
 * @returns null: there is nothing to draw
 */
export function axisOf(tracks: readonly Track[], now: number | null): Axis | null {
  const plan = hull(tracks.filter(isPlan).flatMap(spansOf))
  const happened = [
    ...tracks.filter(track => !isPlan(track)).flatMap(spansOf),
    ...(now === null ? [] : [{ start: now, end: now }]),
  ]
  const reach = plan && { start: plan.start - AROUND_MS, end: plan.end + AROUND_MS }
  const near = reach ? happened.filter(span => touches(span, reach)).map(span => cut(span, reach)) : happened
  const all = hull(plan ? [plan, ...near] : near)
  if (!all) return null
  const start = Math.floor(all.start / HALF_HOUR_MS) * HALF_HOUR_MS
  return { start, end: Math.max(Math.ceil(all.end / HALF_HOUR_MS) * HALF_HOUR_MS, start + HALF_HOUR_MS) }
}

/** Where a time lies on the axis: 0 its start, 1 its end. */
export const placeOf = (at: number, { start, end }: Axis): number => (at - start) / (end - start)

export interface Placed {
  /** Shares of the axis. */
  readonly left: number
  readonly width: number
  /** It goes on beyond the axis. */
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** What of a stretch is seen; null: nothing. */
export function placed(span: Span, axis: Axis): Placed | null {
  const seen = cut(span, axis)
  if (seen.end <= seen.start) return null
  const left = placeOf(seen.start, axis)
  return {
    left,
    width: placeOf(seen.end, axis) - left,
    cutBefore: span.start < axis.start,
    cutAfter: span.end > axis.end,
  }
}

/** A phone's line and the shortest beside a queue, in CSS pixels, with a character in big and in normal text. */
const NARROW = { line: 335, character: 18 }
const WIDE = { line: 480, character: 14 }

/** In characters: letters and figures are narrower. */
const lengthOf = (text: string) => text.length - 0.4 * (text.match(/[ -~]/g)?.length ?? 0)

/** Where a text fits on its stretch: `always`; only on a `wide` screen; or `nowhere`, and the table says it. */
export function roomFor(text: string, width: number): 'always' | 'wide' | 'nowhere' {
  const fits = ({ line, character }: typeof NARROW) => width * line >= lengthOf(text) * character + 3
  return fits(NARROW) ? 'always' : fits(WIDE) ? 'wide' : 'nowhere'
}

type Edge = 'first' | 'last'

export interface Tick {
  readonly at: number
  readonly place: number
  readonly label: string
  /** A label in the middle of its hour would hang over this end of the line, on any screen; and on a phone. */
  readonly edge: Edge | null
  readonly edgeOnPhone: Edge | null
  /** Whether a phone has room for it too. */
  readonly onPhone: boolean
  /** The hour with which another day begins. */
  readonly newDay: boolean
}

const STEPS = [1, 2, 3, 4, 6, 12, 24]
const MOST_WIDE = 12
const MOST_ON_PHONE = 4
/** Half the width of a label: of a desk's line, and, in big text, of a phone's. */
const EDGE = 0.04
const EDGE_ON_PHONE = 0.08

const edgeAt = (place: number, near: number) => (place < near ? 'first' : place > 1 - near ? 'last' : null)

const stepFor = (hours: number, most: number, multipleOf: number) =>
  STEPS.find(step => step % multipleOf === 0 && hours / step <= most) ?? 24

const localHour = (at: number) => Math.round((at + OFFSET_MS) / HOUR_MS)

/** The whole hours to mark, and which of them have their label where. */
export function ticksOf(axis: Axis): Tick[] {
  const hours = (axis.end - axis.start) / HOUR_MS
  const step = stepFor(hours, MOST_WIDE, 1)
  const phoneStep = stepFor(hours, MOST_ON_PHONE, step)
  const found: Tick[] = []
  for (let at = Math.ceil(axis.start / HOUR_MS) * HOUR_MS; at <= axis.end; at += HOUR_MS) {
    if (localHour(at) % step !== 0) continue
    const place = placeOf(at, axis)
    found.push({
      at,
      place,
      label: hourMinute(at),
      edge: edgeAt(place, EDGE),
      edgeOnPhone: edgeAt(place, EDGE_ON_PHONE),
      onPhone: localHour(at) % phoneStep === 0,
      newDay: at > axis.start && localHour(at) % 24 === 0,
    })
  }
  return found
}

/** Whether the axis reaches into another day than the one it begins on. */
export const crossesMidnight = ({ start, end }: Axis): boolean => dateOf(start) !== dateOf(end - 1)

const BIN_MS = 5 * 60_000
/** Nearer than so much of the line, two counts would stand on each other. */
const APART = 0.26
const LAST_WITH_ROOM_AFTER = 0.84

export interface Bar {
  readonly left: number
  readonly width: number
  /** Share of the tallest bar. */
  readonly height: number
}

/** Taps that came near each other, with how many they are. */
export interface Crowd {
  readonly count: number
  readonly first: number
  readonly last: number
  /** Where the count stands: after its bars, or before them where the line ends. */
  readonly label: { readonly place: number; readonly side: 'after' | 'before' }
}

export interface Counted {
  readonly bars: readonly Bar[]
  readonly crowds: readonly Crowd[]
  /** Taps that lie outside the axis. */
  readonly outside: number
}

const binOf = (at: number) => Math.floor(at / BIN_MS) * BIN_MS

function barsOf(times: readonly number[], axis: Axis): Bar[] {
  const counts = new Map<number, number>()
  for (const at of times) counts.set(binOf(at), (counts.get(binOf(at)) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return [...counts].flatMap(([start, count]) => {
    const where = placed({ start, end: start + BIN_MS }, axis)
    return where ? [{ left: where.left, width: where.width, height: count / most }] : []
  })
}

function crowdsOf(times: readonly number[], axis: Axis): Crowd[] {
  const groups: number[][] = []
  for (const at of times) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before !== undefined && placeOf(at, axis) - placeOf(before, axis) < APART) last.push(at)
    else groups.push([at])
  }
  return groups.map(group => {
    const [first = 0, last = 0] = [group[0], group.at(-1)]
    const end = Math.min(1, placeOf(binOf(last) + BIN_MS, axis))
    const after = end <= LAST_WITH_ROOM_AFTER
    const start = Math.max(0, placeOf(binOf(first), axis))
    const label = after
      ? ({ place: end, side: 'after' } as const)
      : ({ place: start, side: 'before' } as const)
    return { count: group.length, first, last, label }
  })
}

/** So many taps that only their number can be drawn: bars of five minutes, and one count for each crowd of them. */
export function countedTaps(taps: readonly Pick<Moment, 'at'>[], axis: Axis): Counted {
  const times = taps.map(({ at }) => at).sort((a, b) => a - b)
  const inside = times.filter(at => axis.start <= at && at <= axis.end)
  const outside = times.length - inside.length
  return inside.length === 0
    ? { bars: [], crowds: [], outside }
    : { bars: barsOf(inside, axis), crowds: crowdsOf(inside, axis), outside }
}

/** Half of a sign's width on a phone, in big text: nearer to an end it would hang over. */
const SIGN_EDGE = 0.045
const SIGN_WIDTH = 0.09

export interface Signed {
  readonly place: number
  /** The moment's own sign, or how many share the place. */
  readonly sign: string
}

/** Few moments, each with its sign; those that would cover each other become one with their number. */
export function signsOf(
  moments: readonly Moment[],
  axis: Axis,
): { readonly signs: readonly Signed[]; readonly before: number; readonly after: number } {
  const inOrder = [...moments].sort((a, b) => a.at - b.at)
  const groups: { place: number; moments: Moment[] }[] = []
  for (const moment of inOrder.filter(({ at }) => axis.start <= at && at <= axis.end)) {
    const place = Math.min(1 - SIGN_EDGE, Math.max(SIGN_EDGE, placeOf(moment.at, axis)))
    const last = groups.at(-1)
    if (last && place - last.place < SIGN_WIDTH) last.moments.push(moment)
    else groups.push({ place, moments: [moment] })
  }
  const signs = groups.map(({ place, moments: [only, ...others] }) => ({
    place,
    sign: others.length === 0 && only ? only.sign : String(others.length + 1),
  }))
  const count = (lies: (at: number) => boolean) => moments.filter(({ at }) => lies(at)).length
  return { signs, before: count(at => at < axis.start), after: count(at => at > axis.end) }
}
