import * as z from 'zod'
import type { Camera, Recording } from '../../domain/model'
import { unreadable } from './codes'

const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])

/** A row of `video/by/time`. `videoLong` is left out on purpose: it is 0 for local files. */
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

type FileRow = z.infer<typeof fileRow>

export interface FileListPage {
  readonly rows: readonly Recording[]
  /** Where the next page begins, epoch milliseconds; null on the last page. */
  readonly next: number | null
}

const PICTURE = 2
const AUDIO = 3
const isVideo = (row: FileRow) => row.fileType !== PICTURE && row.fileType !== AUDIO

/** The serial is spelled as the class spells it, so that the case of a letter never parts a row from its camera. */
function ownSerial(row: FileRow, camera: Camera): string {
  const same = (row.deviceSerial ?? camera.deviceSerial).toUpperCase() === camera.deviceSerial.toUpperCase()
  return same || !row.deviceSerial ? camera.deviceSerial : row.deviceSerial
}

function toRecording(row: FileRow, camera: Camera, recType: 1 | 2): Recording {
  return {
    deviceSerial: ownSerial(row, camera),
    channelNo: row.channelNo ?? row.cameraNo ?? camera.channelNo,
    startTime: row.startTime,
    endTime: row.endTime,
    recType,
  }
}

/**
 * Reads the `data` of a `video/by/time` answer. Pictures and sound are no recordings and are left out.
 * @param recType what was asked; the rows themselves don't always say it right
 * @throws RecordingSourceError when the shape is none of the documented ones
 */
export function readFileList(data: unknown, camera: Camera, recType: 1 | 2): FileListPage {
  const read = fileList.safeParse(data)
  if (!read.success) throw unreadable('录像列表', read.error)
  const list = read.data ?? []
  const files = Array.isArray(list) ? list : (list.files ?? [])
  return {
    rows: files.filter(isVideo).map(row => toRecording(row, camera, recType)),
    next: Array.isArray(list) || list.isAll ? null : (list.nextFileTime ?? 0),
  }
}
