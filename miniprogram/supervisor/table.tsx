import { View } from '@tarojs/components'
import type { CameraDayView, ClassDayDetail } from '../../cloudfunctions/contract/app'
import { role } from '../components/aria'
import { Fold } from '../components/fold'
import { cameraName, offlineInWords, windowEndOf } from '../components/recording'
import { hourMinuteSecond, stretch } from '../components/time'
import { cameraState, lessonWords } from '../components/words'
import './table.scss'

interface Row {
  readonly what: string
  readonly detail: string
  readonly start?: number
  readonly end?: number
}

function cameraRows(camera: CameraDayView, windowEnd: number | null): Row[] {
  const name = cameraName(camera)
  const of = (what: string, spans: CameraDayView['runs']) =>
    spans.map(span => ({ ...span, what, detail: `${name}，${stretch(span)}` }))
  const runs =
    camera.runs.length > 0
      ? of('录像', camera.runs)
      : [{ what: '录像', detail: `${name}：${cameraState[camera.state].text}` }]
  const offline = offlineInWords(camera, windowEnd)
  const off = offline ? [{ what: '摄像头离线', detail: `${name}：${offline}` }] : []
  return [...runs, ...of('已删除的录像', camera.deleted), ...off]
}

/** Everything that the time line draws, to the second. */
function rowsOf(detail: ClassDayDetail): Row[] {
  const { lessons, sessions, cameras, pieces, segments } = detail
  return [
    ...lessons.map(lesson => ({
      ...lesson,
      what: '课程',
      detail: `${lesson.title}，${lessonWords(lesson)}`,
    })),
    ...sessions.map((session, index) => ({ ...session, what: '上课时段', detail: `第 ${index + 1} 场` })),
    ...cameras.flatMap(camera => cameraRows(camera, windowEndOf(detail))),
    ...pieces.map(piece => ({
      ...piece,
      what: '课内录像',
      detail: `${cameraName(piece)}，${stretch(piece)}`,
    })),
    ...segments.map((segment, index) => ({
      ...segment,
      what: '计入的段',
      detail: `第 ${index + 1} 段，${cameraName(segment)}`,
    })),
  ]
}

const times = ({ start, end }: Row) =>
  start === undefined || end === undefined ? '' : `${hourMinuteSecond(start)} – ${hourMinuteSecond(end)}`

const columns = ['类别', '起止时间', '说明'] as const

const cell: Record<(typeof columns)[number], (row: Row) => string> = {
  类别: row => row.what,
  起止时间: times,
  说明: row => row.detail,
}

/** The same as the time line, in words, for whoever reads better so. */
export function Table({ detail }: { readonly detail: ClassDayDetail }) {
  return (
    <Fold title="以表格查看时间明细" close="收起时间明细">
      <View className="table" {...role('table')}>
        <View className="table-row table-head" {...role('row')}>
          {columns.map(word => (
            <View className="table-cell" key={word} {...role('columnheader')}>
              {word}
            </View>
          ))}
        </View>
        {rowsOf(detail).map(row => (
          <View className="table-row" key={`${row.what} ${row.detail} ${row.start}`} {...role('row')}>
            {columns.map(column => (
              <View className="table-cell" key={column} {...role('cell')}>
                {cell[column](row)}
              </View>
            ))}
          </View>
        ))}
      </View>
    </Fold>
  )
}
