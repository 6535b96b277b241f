import type { CameraDayView, ClassDayDetail, LessonView } from '../../cloudfunctions/contract/app'
import type { Track } from './time-line'
import { cameraState } from './words'

export const cameraName = ({ deviceSerial, channelNo }: Pick<CameraDayView, 'deviceSerial' | 'channelNo'>) =>
  `${deviceSerial}-${channelNo}`

export const lessonsTrack = (lessons: readonly LessonView[]): Track => ({
  name: '课程',
  empty: '没有课',
  stretches: lessons.map(lesson => ({
    start: lesson.start,
    end: lesson.end,
    look: 'plan',
    text: lesson.title,
  })),
})

/** What was recorded, what is gone since, and when the device was off. */
const stretchesOf = ({ runs, deleted, offline }: CameraDayView): Track['stretches'] => [
  ...offline.map(span => ({ ...span, look: 'off', text: '离线' }) as const),
  ...runs.map(run => ({ ...run, look: 'found' }) as const),
  ...deleted.map(row => ({ ...row, look: 'gone', text: '已删除' }) as const),
]

/** One line for each camera; what is not known is said as not known. */
export const cameraTracks = (cameras: readonly CameraDayView[]): Track[] =>
  cameras.map(camera => ({
    name: cameras.length > 1 ? `录像 ${cameraName(camera)}` : '录像',
    empty: cameraState[camera.state].text,
    stretches: stretchesOf(camera),
  }))

type Counted = Pick<ClassDayDetail, 'sessions' | 'segments' | 'pieces'>

const sessionsTrack = ({ sessions }: Counted): Track => ({
  name: '上课时段',
  empty: '没有线下课',
  stretches: sessions.map((session, index) => ({ ...session, look: 'plan', text: `第 ${index + 1} 场` })),
})

const piecesTrack = ({ pieces }: Counted): Track => ({
  name: '课内录像',
  empty: '上课时段内没有录像',
  stretches: pieces.map(({ start, end }) => ({ start, end, look: 'spare' })),
})

const segmentsTrack = ({ segments }: Counted): Track => ({
  name: '计入的段',
  empty: '没有满 20 分钟的录像',
  stretches: segments.map(({ start, end }, index) => ({
    start,
    end,
    look: 'counted',
    text: String(index + 1),
  })),
})

/** From the plan down to what counts. */
export const dayTracks = (detail: ClassDayDetail): Track[] => [
  lessonsTrack(detail.lessons),
  sessionsTrack(detail),
  ...cameraTracks(detail.cameras),
  piecesTrack(detail),
  segmentsTrack(detail),
]
