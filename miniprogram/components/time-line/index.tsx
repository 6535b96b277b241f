import { View } from '@tarojs/components'
import { useState } from 'react'
import { ClipPanel } from '../clip'
import { focusOn } from '../focus'
import { Fold } from '../fold'
import { axisOf, crossesMidnight } from './axis'
import { HourLabels, HourMarks } from './hours'
import { Key } from './key'
import { Line } from './line'
import { rowsOf } from './rows'
import { Table } from './table'
import type { Play, Playing, Track } from './track'
import './index.scss'

interface Props {
  readonly tracks: readonly Track[]
  /** The server's clock, to be marked on the lines. */
  readonly now?: number | null
  /** For whoever may look at the class's recordings: pressing what was recorded plays it. Null: nobody. */
  readonly classId?: string | null
}

/** Several things on one axis of time, one under the other, and the same in words for whoever wants it. */
export function TimeLine({ tracks, now = null, classId = null }: Props) {
  const [playing, setPlaying] = useState<Playing | null>(null)
  const axis = axisOf(tracks, now)
  if (!axis) return null
  const marked = now !== null && axis.start <= now && now <= axis.end ? now : null
  const begin: Play = chosen => {
    setPlaying(chosen)
    focusOn('.clip-title')
  }
  const play = classId === null ? null : begin
  return (
    <>
      <View className="time-line">
        <View className="time-line-tracks">
          {tracks.map(track => (
            <Line key={track.name} track={track} axis={axis} now={marked} play={play} />
          ))}
          <HourMarks axis={axis} />
        </View>
        <HourLabels axis={axis} tall={crossesMidnight(axis)} />
        <Key tracks={tracks} />
      </View>
      {play && <View className="note">按时间线上的录像或计入的段，从那一刻看录像。</View>}
      {classId !== null && playing && (
        <ClipPanel
          key={JSON.stringify(playing)}
          classId={classId}
          {...playing}
          onClose={() => {
            setPlaying(null)
            focusOn('.time-line .pressable')
          }}
        />
      )}
      <Fold title="以表格查看时间明细" close="收起时间明细">
        <Table rows={rowsOf(tracks, axis)} play={play} />
      </Fold>
    </>
  )
}
