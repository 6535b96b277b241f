import * as z from 'zod'
import type { Camera } from '../../../domain/model'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import { fourteenDigits, whole } from '../fields'
import { headersOf, inquiry } from '../question'
import { spacedTime } from '../times'
import { type AskPage, asRecording, isVideo, type RowPage } from './page'

const PATH = '/api/service/cloudrecord/video/info/list'

const fileInfo = z.object({
  startTime: fourteenDigits,
  stopTime: fourteenDigits.nullish(),
  endTime: fourteenDigits.nullish(),
  deviceSerial: z.string().nullish(),
  channelNo: whole.nullish(),
  fileType: z.int().nullish(),
})

/** The page's sample is a bare array whose rows have `stopTime`, its field table says `fileInfos` and `endTime`. */
const fileInfos = z.union([
  z.array(fileInfo),
  z.object({ fileInfos: z.array(fileInfo).nullable() }),
  z.null(),
])

function endOf({ stopTime, endTime }: z.infer<typeof fileInfo>): number {
  const end = stopTime ?? endTime
  if (end == null) throw unreadable('云录制文件没有结束时间')
  return end
}

/**
 * Reads the `data` of a `video/info/list` answer, which has no pages.
 * @throws RecordingSourceError when the shape is none of the documented ones
 */
export function readFileInfos(data: unknown, camera: Camera): RowPage {
  const read = fileInfos.safeParse(data ?? null)
  if (!read.success) throw unreadable('云录制文件列表', read.error)
  const list = Array.isArray(read.data) ? read.data : (read.data?.fileInfos ?? [])
  const told = list.filter(isVideo).map(row => ({ ...row, endTime: endOf(row) }))
  return { rows: told.map(row => asRecording(row, camera, 1)), next: null }
}

/** What lies in a space of cloud recording 2.0. @throws RecordingSourceError */
export function cloudSpace(client: EzvizClient, camera: Camera, spaceId: number, requestId: string): AskPage {
  const headers = headersOf(camera)
  return async (from, to) => {
    const span = { startTime: spacedTime(from), endTime: spacedTime(to) }
    const question = inquiry(PATH, headers, { ...span, spaceId: String(spaceId) })
    return readFileInfos((await client.call(question, requestId)).data, camera)
  }
}
