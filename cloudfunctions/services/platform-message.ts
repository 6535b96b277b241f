import { dateOf } from '../domain/time'
import type { PlatformMessage } from '../ports/platform-messages'
import { CAMERA_LINES, emptyCameraLine } from './documents/camera-lines'
import { markHeard } from './ingest/heard'
import type { Server } from './server'
import { appendTo } from './streams/append'

/**
 * Keeps what the platform told of a device, once, whenever and however often it comes; and that the device is to be
 * asked about, where it tells of recordings.
 * @returns false: it was kept before, or is about no device
 */
export async function keepPlatformMessage(
  server: Pick<Server, 'store' | 'clock'>,
  { messageId, kind, deviceSerial, channelNo, at }: PlatformMessage,
): Promise<boolean> {
  if (deviceSerial === null) return false
  const now = server.clock.now()
  const happenedAt = at ?? now
  let isNew = false
  await appendTo(
    server.store,
    CAMERA_LINES,
    emptyCameraLine(deviceSerial, dateOf(happenedAt)),
    ({ events }) => {
      isNew = !events.some(event => event.messageId === messageId)
      if (!isNew) return { leave: true }
      const event = { type: kind, at: now, messageId, channelNo, happenedAt }
      return { event, beside: markHeard(deviceSerial, kind, now) }
    },
  )
  return isNew
}
