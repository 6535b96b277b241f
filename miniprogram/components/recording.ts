import type { CameraDayView, ClassDayDetail, LessonView } from '../../cloudfunctions/contract/app'
import { hourMinute, span } from './time'
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

/** When a camera was off. A span that still goes on ends where the day's window does, which nobody knows yet. */
interface Offline {
  readonly spans: CameraDayView['offline']
  /** Since when it is off, with no word of its return; null: it is back, or the day is over. */
  readonly since: number | null
}

/** @param windowEnd of a day that goes on; null: the day is over */
function offlineOf({ offline }: CameraDayView, windowEnd: number | null): Offline {
  const last = offline.at(-1)
  if (windowEnd === null || last === undefined || last.end < windowEnd) return { spans: offline, since: null }
  return { spans: offline.slice(0, -1), since: last.start }
}

/** `10:02–10:31、13:05 起还没有恢复`; null: it was never off. */
export function offlineInWords(camera: CameraDayView, windowEnd: number | null): string | null {
  const { spans, since } = offlineOf(camera, windowEnd)
  const words = [...spans.map(span), ...(since === null ? [] : [`${hourMinute(since)} 起还没有恢复`])]
  return words.length > 0 ? words.join('、') : null
}

/** Since when nothing can be recorded, as far as is known: the device said that it went, or was off when asked. */
export function stalledSince(camera: CameraDayView, windowEnd: number | null): number | null {
  const { since } = offlineOf(camera, windowEnd)
  return since ?? (camera.state === 'camera-offline' ? camera.askedAt : null)
}

/** What was recorded, what is gone since, and when the device was off, as far as the platform has told. */
function stretchesOf(camera: CameraDayView, windowEnd: number | null): Track['stretches'] {
  const { spans, since } = offlineOf(camera, windowEnd)
  const going = since === null ? [] : [{ start: since, end: Math.max(since, camera.askedAt ?? since) }]
  return [
    ...[...spans, ...going].map(off => ({ ...off, look: 'off', text: '离线' }) as const),
    ...camera.runs.map(run => ({ ...run, look: 'found' }) as const),
    ...camera.deleted.map(row => ({ ...row, look: 'gone', text: '已删除' }) as const),
  ]
}

/**
 * One line for each camera; what is not known is said as not known.
 * @param windowEnd of a day that goes on; null: the day is over
 */
export const cameraTracks = (cameras: readonly CameraDayView[], windowEnd: number | null): Track[] =>
  cameras.map(camera => ({
    name: cameras.length > 1 ? `录像 ${cameraName(camera)}` : '录像',
    empty: cameraState[camera.state].text,
    stretches: stretchesOf(camera, windowEnd),
  }))

/** The end of the day's window while the day goes on; null when it is over. */
export const windowEndOf = ({ row, decidableFrom }: ClassDayDetail): number | null =>
  row.open ? decidableFrom : null

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
  ...cameraTracks(detail.cameras, windowEndOf(detail)),
  piecesTrack(detail),
  segmentsTrack(detail),
]
