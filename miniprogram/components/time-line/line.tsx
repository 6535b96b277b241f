import { View } from '@tarojs/components'
import { role, spoken } from '../aria'
import { hourMinuteSecond, span } from '../time'
import { type Axis, countedTaps, placed, placeOf, roomFor, signsOf } from './axis'
import { playedFrom } from './clips'
import { Pressable } from './pressable'
import type { Clip, Moment, Play, Stretch, Track } from './track'

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

interface On {
  readonly axis: Axis
  /** Null: nothing is played here. */
  readonly play: Play | null
}

interface StretchProps extends On {
  readonly stretch: Stretch
  readonly name: string
}

function Drawn({ stretch, name, axis, play }: StretchProps) {
  const where = placed(stretch, axis)
  if (!where) return null
  const { clip, look, text } = stretch
  const { left, width, cutBefore, cutAfter } = where
  const cut = `${cutBefore ? 'stretch-cut-before' : ''} ${cutAfter ? 'stretch-cut-after' : ''}`
  const drawn = {
    className: `stretch stretch-${look} ${cut}`,
    style: { left: percent(left), width: percent(width) },
    children: text && <View className={`stretch-text stretch-text-${roomFor(text, width)}`}>{text}</View>,
  }
  if (!clip || !play) return <View {...drawn} />
  const at = (share: number) => axis.start + (left + share * width) * (axis.end - axis.start)
  const what = `${name} ${text}`.trim()
  return (
    <Pressable
      {...drawn}
      label={`播放${what} ${span(stretch)}`}
      onPress={share => play({ clip: share > 0 ? playedFrom(clip, at(share)) : clip, what })}
    />
  )
}

interface StretchesProps extends On {
  readonly stretches: readonly Stretch[]
  readonly name: string
}

function Stretches({ stretches, ...on }: StretchesProps) {
  return (
    <>
      {stretches.map(stretch => (
        <Drawn key={`${stretch.look} ${stretch.start}-${stretch.end}`} stretch={stretch} {...on} />
      ))}
    </>
  )
}

interface TapsProps extends On {
  readonly taps: readonly Moment[]
  readonly name: string
}

/** A crowd's number plays the first of its taps. */
function Taps({ taps, name, axis, play }: TapsProps) {
  const { bars, crowds } = countedTaps(taps, axis)
  const clipAt = (first: number): Clip | undefined => taps.find(({ at }) => at === first)?.clip
  return (
    <>
      {bars.map(({ left, width, height }) => (
        <View
          key={left}
          className="tap-bar"
          style={{ left: percent(left), width: percent(width), height: percent(height) }}
        />
      ))}
      {crowds.map(({ first, count, label: { place, side } }) => {
        const clip = clipAt(first)
        const drawn = { className: `tap-count tap-count-${side}`, style: { left: percent(place) } }
        const what = `${name} ${hourMinuteSecond(first)}`
        if (!clip || !play)
          return (
            <View key={first} {...drawn}>
              {count} 次
            </View>
          )
        return (
          <Pressable
            key={first}
            {...drawn}
            label={`${count} 次，播放${what}`}
            onPress={() => play({ clip, what })}
          >
            {count} 次
          </Pressable>
        )
      })}
    </>
  )
}

function outsideInWords(before: number, after: number): string {
  const parts = [before > 0 && `更早 ${before} 次`, after > 0 && `之后 ${after} 次`]
  return parts.filter(Boolean).join('，')
}

interface SignsProps {
  readonly axis: Axis
  readonly moments: readonly Moment[]
}

function Signs({ moments, axis }: SignsProps) {
  const { signs, before, after } = signsOf(moments, axis)
  return (
    <>
      {signs.map(({ place, sign }) => (
        <View key={place} className="moment" style={{ left: percent(place) }}>
          {sign}
        </View>
      ))}
      {signs.length === 0 && <View className="track-empty">{outsideInWords(before, after)}，见时间明细</View>}
    </>
  )
}

/** What a screen reader says of a line; the table says it one by one. */
function said(track: Track, axis: Axis): string {
  if (track.kind === 'stretches')
    return track.stretches.map(one => `${one.text} ${span(one)}`.trim()).join('；') || track.empty
  if (track.kind === 'moments') {
    const { before, after } = signsOf(track.moments, axis)
    const inside = track.moments.length - before - after
    return [inside > 0 && `当天 ${inside} 次`, outsideInWords(before, after)].filter(Boolean).join('，')
  }
  const { crowds, outside } = countedTaps(track.taps, axis)
  const parts = crowds.map(({ first, last, count }) => `${span({ start: first, end: last })} ${count} 次`)
  return [...parts, ...(outside > 0 ? [`其他时间 ${outside} 次`] : [])].join('；') || track.empty
}

function emptyOf(track: Track, axis: Axis): string | null {
  if (track.kind === 'stretches') {
    const seen = track.stretches.some(stretch => placed(stretch, axis))
    return track.stretches.length === 0 ? track.empty : seen ? null : '不在当天，见时间明细'
  }
  if (track.kind === 'moments') return null
  if (track.taps.length === 0) return track.empty
  const { outside } = countedTaps(track.taps, axis)
  return outside === track.taps.length ? `${outside} 次都不在上课前后，见时间明细` : null
}

/** What can be pressed is no picture. */
function isPlayable(track: Track): boolean {
  if (track.kind === 'moments') return false
  return (track.kind === 'stretches' ? track.stretches : track.taps).some(({ clip }) => clip !== undefined)
}

interface LineProps extends On {
  readonly track: Track
  /** Null: not to be marked. */
  readonly now: number | null
}

/** One thing along the axis. */
export function Line({ track, axis, now, play }: LineProps) {
  const empty = emptyOf(track, axis)
  const isTall = track.kind === 'stretches' && track.tall
  return (
    <View className={`track ${isTall ? 'track-tall' : ''}`}>
      <View className="track-name">
        {track.name}
        {track.count !== null && track.count > 0 ? ` ${track.count}` : ''}
      </View>
      <View
        className={`track-line track-${track.kind}`}
        {...role(play && isPlayable(track) ? 'group' : 'img')}
        {...spoken(`${track.name}：${said(track, axis)}`)}
      >
        {empty && <View className="track-empty">{empty}</View>}
        {track.kind === 'stretches' && (
          <Stretches name={track.name} stretches={track.stretches} axis={axis} play={play} />
        )}
        {track.kind === 'taps' && <Taps name={track.name} taps={track.taps} axis={axis} play={play} />}
        {track.kind === 'moments' && <Signs moments={track.moments} axis={axis} />}
        {now !== null && <View className="track-now" style={{ left: percent(placeOf(now, axis)) }} />}
      </View>
    </View>
  )
}
