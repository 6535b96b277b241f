import * as z from 'zod'
import type { Camera } from '../../../domain/model'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import { whole } from '../fields'
import { headersOf, inquiry } from '../question'
import { epochSeconds, fromEpochSeconds } from '../times'
import { type AskPage, asRecording, type RowPage } from './page'

const PATH = '/api/v3/device/local/video/unify/query'
/** The sources disagree on 200 or 500; 200 is right by both. */
const PAGE_SIZE = '200'

const seconds = whole.transform(fromEpochSeconds)
const listing = z.object({
  records: z.array(z.object({ startTime: seconds, endTime: seconds })).nullable(),
  deviceSerial: z.string().nullish(),
  localIndex: whole.nullish(),
  hasMore: z.boolean(),
  nextFileTime: seconds.nullish(),
})

/**
 * Reads the `data` of a `unify/query` answer; null is "nothing".
 * @throws RecordingSourceError when the shape is not the documented one
 */
export function readUnified(data: unknown, camera: Camera): RowPage {
  const read = listing.nullish().safeParse(data)
  if (!read.success) throw unreadable('设备录像列表', read.error)
  if (!read.data) return { rows: [], next: null }
  const { records, deviceSerial, localIndex, hasMore, nextFileTime } = read.data
  const told = (records ?? []).map(times => ({ ...times, deviceSerial, channelNo: localIndex }))
  return {
    rows: told.map(row => asRecording(row, camera, 2)),
    next: hasMore ? (nextFileTime ?? 0) : null,
  }
}

/** What the device itself holds, on its card or its recorder's disks. @throws RecordingSourceError */
export function cardUnified(client: EzvizClient, camera: Camera, requestId: string): AskPage {
  const headers = headersOf(camera)
  return async (from, to) => {
    const span = { startTime: String(epochSeconds(from)), endTime: String(epochSeconds(to)) }
    const question = inquiry(PATH, headers, { ...span, pageSize: PAGE_SIZE })
    return readUnified((await client.call(question, requestId)).data, camera)
  }
}
