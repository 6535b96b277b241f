import * as z from 'zod'
import type { Camera, Recording } from '../../../domain/model'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import { whole } from '../fields'
import { formOf, lapp } from '../question'
import { type AskPage, asRecording, isVideo, type RowPage } from './page'

const PATH = '/api/lapp/video/by/time'

/** `videoLong` is left out on purpose: it is 0 for local files. */
const fileRow = z.object({
  startTime: whole,
  endTime: whole,
  deviceSerial: z.string().nullish(),
  channelNo: whole.nullish(),
  cameraNo: whole.nullish(),
  fileType: z.int().nullish(),
})
const pagedList = z.object({
  files: z.array(fileRow).nullable(),
  isAll: z.boolean(),
  nextFileTime: whole.nullish(),
})

/** Both shapes that the call is documented to answer with; null is "nothing". */
const fileList = z.union([z.array(fileRow), pagedList, z.null(), z.undefined()])

/**
 * Reads the `data` of a `video/by/time` answer.
 * @param recType what was asked
 * @throws RecordingSourceError when the shape is none of the documented ones
 */
export function readFileList(data: unknown, camera: Camera, recType: Recording['recType']): RowPage {
  const read = fileList.safeParse(data)
  if (!read.success) throw unreadable('录像列表', read.error)
  const list = read.data ?? []
  const files = Array.isArray(list) ? list : (list.files ?? [])
  const told = files.filter(isVideo).map(row => ({ ...row, channelNo: row.channelNo ?? row.cameraNo }))
  return {
    rows: told.map(row => asRecording(row, camera, recType)),
    next: Array.isArray(list) || list.isAll ? null : (list.nextFileTime ?? 0),
  }
}

function pagesOf(
  client: EzvizClient,
  camera: Camera,
  { recType, pageSize }: { readonly recType: Recording['recType']; readonly pageSize: number },
  requestId: string,
): AskPage {
  const fixed = { ...formOf(camera), recType: String(recType), version: '2.0', pageSize: String(pageSize) }
  return async (from, to) => {
    const question = lapp(PATH, { ...fixed, startTime: String(from), endTime: String(to) })
    return readFileList((await client.call(question, requestId)).data, camera, recType)
  }
}

/** What lies on the card. @throws RecordingSourceError */
export function cardByTime(client: EzvizClient, camera: Camera, requestId: string): AskPage {
  return pagesOf(client, camera, { recType: 2, pageSize: 500 }, requestId)
}

/** What lies in cloud storage. @throws RecordingSourceError */
export function storageByTime(client: EzvizClient, camera: Camera, requestId: string): AskPage {
  return pagesOf(client, camera, { recType: 1, pageSize: 1_000 }, requestId)
}
