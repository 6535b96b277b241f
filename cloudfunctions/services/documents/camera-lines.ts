import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** Event: the platform told of itself that a camera went off or came back, or that a recording ended. */
export interface PlatformNotice extends Event {
  readonly type: 'camera-online' | 'camera-offline' | 'recording' | 'other'
  /** The platform's: the same message comes once, twice, late or in another order. */
  readonly messageId: string
  readonly channelNo: number | null
  /** When it happened, as the platform says. */
  readonly happenedAt: Instant
}

/** Stream: what the platform told of one device on one date, in the order in which it arrived. */
export interface CameraLine extends Stream<PlatformNotice> {
  readonly deviceSerial: string
  readonly date: DateText
}

export const CAMERA_LINES: Collection<CameraLine> = {
  name: 'camera-lines',
  unique: {},
  indexes: { byDate: ['date'] },
}

export function emptyCameraLine(deviceSerial: string, date: DateText): CameraLine {
  return { id: `${deviceSerial} ${date}`, deviceSerial, date, events: [] }
}
