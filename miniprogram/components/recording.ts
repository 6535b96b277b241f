import type { CameraDayView } from '../../cloudfunctions/contract/app'
import { hourMinute, span } from './time'

export const cameraName = ({ deviceSerial, channelNo }: Pick<CameraDayView, 'deviceSerial' | 'channelNo'>) =>
  `${deviceSerial}-${channelNo}`

/** When a camera was off. A span that still goes on ends where the day's window does, which nobody knows yet. */
interface Offline {
  readonly spans: CameraDayView['offline']
  /** Since when it is off, with no word of its return; null: it is back, or the day is over. */
  readonly since: number | null
}

/** @param windowEnd of a day that goes on; null: the day is over */
export function offlineOf({ offline }: CameraDayView, windowEnd: number | null): Offline {
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

interface DayNow {
  readonly now: number
  /** Null: no lessons. */
  readonly window: { readonly end: number } | null
}

/** The end of the day's window while the day goes on; null when it is over, or has no lessons. */
export const windowEndOf = ({ now, window }: DayNow): number | null =>
  window && now < window.end ? window.end : null
