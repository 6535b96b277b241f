import { View } from '@tarojs/components'
import { Fold } from '../fold'
import { axisOf, crossesMidnight } from './axis'
import { HourLabels, HourMarks } from './hours'
import { Key } from './key'
import { Line } from './line'
import { rowsOf } from './rows'
import { Table } from './table'
import type { Track } from './track'
import './index.scss'

interface Props {
  readonly tracks: readonly Track[]
  /** The server's clock, to be marked on the lines. */
  readonly now?: number | null
}

/** Several things on one axis of time, one under the other, and the same in words for whoever wants it. */
export function TimeLine({ tracks, now = null }: Props) {
  const axis = axisOf(tracks, now)
  if (!axis) return null
  const marked = now !== null && axis.start <= now && now <= axis.end ? now : null
  return (
    <>
      <View className="time-line">
        <View className="time-line-tracks">
          {tracks.map(track => (
            <Line key={track.name} track={track} axis={axis} now={marked} />
          ))}
          <HourMarks axis={axis} />
        </View>
        <HourLabels axis={axis} tall={crossesMidnight(axis)} />
        <Key tracks={tracks} />
      </View>
      <Fold title="以表格查看时间明细" close="收起时间明细">
        <Table rows={rowsOf(tracks, axis)} />
      </Fold>
    </>
  )
}
