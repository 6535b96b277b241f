import { View } from '@tarojs/components'
import { role, spoken } from '../aria'
import { hourMinute, span } from '../time'
import './index.scss'

interface Stretch {
  readonly start: number
  readonly end: number
  /**
   * `plan` what should be, `found` what there is, `counted` what counts, `spare` what does not, `off` when nothing
   * could be, `gone` what there was once.
   */
  readonly look: 'plan' | 'found' | 'counted' | 'spare' | 'off' | 'gone'
  readonly text?: string
}

export interface Track {
  readonly name: string
  readonly stretches: readonly Stretch[]
  /** Said on the line where there is nothing to draw. */
  readonly empty: string
}

interface Bounds {
  readonly start: number
  readonly end: number
}

const HOUR_MS = 3_600_000
const HALF_HOUR_MS = HOUR_MS / 2

/** Half an hour of air on both sides, on whole half hours (Asia/Shanghai lies on them). */
function boundsOf(tracks: readonly Track[], now: number | null): Bounds | null {
  const all = tracks.flatMap(({ stretches }) => stretches)
  if (all.length === 0) return null
  const start = Math.min(...all.map(stretch => stretch.start), now ?? Number.POSITIVE_INFINITY)
  const end = Math.max(...all.map(stretch => stretch.end), now ?? 0)
  return {
    start: Math.floor(start / HALF_HOUR_MS) * HALF_HOUR_MS,
    end: Math.ceil(end / HALF_HOUR_MS) * HALF_HOUR_MS,
  }
}

/** Whole hours to write under the line: at most about eight. */
function ticks({ start, end }: Bounds): number[] {
  const every = Math.max(1, Math.ceil((end - start) / HOUR_MS / 8)) * HOUR_MS
  const found: number[] = []
  for (let at = Math.ceil(start / HOUR_MS) * HOUR_MS; at <= end; at += every) found.push(at)
  return found
}

/** At the line's ends the hour stands inside it. */
const edgeOf = (at: number, { start, end }: Bounds) =>
  at === start ? 'tick-first' : at === end ? 'tick-last' : ''

const percent = (part: number) => `${(part * 100).toFixed(3)}%`

function placed({ start, end }: Bounds, bounds: Bounds) {
  const whole = bounds.end - bounds.start
  return { left: percent((start - bounds.start) / whole), width: percent((end - start) / whole) }
}

interface LineProps {
  readonly track: Track
  readonly bounds: Bounds
  readonly now: number | null
}

function Line({ track, bounds, now }: LineProps) {
  const said = track.stretches.map(stretch => `${stretch.text ?? ''} ${span(stretch)}`).join('；')
  return (
    <View className="track">
      <View className="track-name">{track.name}</View>
      <View className="track-line" {...role('img')} {...spoken(`${track.name}：${said || track.empty}`)}>
        {track.stretches.length === 0 && <View className="track-empty">{track.empty}</View>}
        {track.stretches.map(stretch => (
          <View
            key={`${stretch.look} ${stretch.start}-${stretch.end}`}
            className={`stretch stretch-${stretch.look}`}
            style={placed(stretch, bounds)}
          >
            {stretch.text}
          </View>
        ))}
        {now !== null && (
          <View className="track-now" style={{ left: placed({ start: now, end: now }, bounds).left }} />
        )}
      </View>
    </View>
  )
}

interface Props {
  readonly tracks: readonly Track[]
  /** The server's clock, to be marked on the line. */
  readonly now?: number | null
}

/** Several things on one line of time, one under the other. */
export function TimeLine({ tracks, now = null }: Props) {
  const bounds = boundsOf(tracks, now)
  if (!bounds) return null
  return (
    <View className="time-line">
      {tracks.map(track => (
        <Line key={track.name} track={track} bounds={bounds} now={now} />
      ))}
      <View className="time-line-ticks" aria-hidden="true">
        {ticks(bounds).map(at => (
          <View
            key={at}
            className={`tick ${edgeOf(at, bounds)}`}
            style={{ left: placed({ start: at, end: at }, bounds).left }}
          >
            {hourMinute(at)}
          </View>
        ))}
      </View>
    </View>
  )
}
