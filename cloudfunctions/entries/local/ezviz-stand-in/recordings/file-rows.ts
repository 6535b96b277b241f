import type { Recording } from '../../../../domain/model'
import { spacedText } from '../wire/times'

/** A file on the card: nearly everything but its times is null or 0. */
export function localRow(file: Recording) {
  return {
    recType: 2,
    startTime: file.startTime,
    endTime: file.endTime,
    deviceSerial: file.deviceSerial,
    channelNo: file.channelNo,
    localType: 'TIMING',
    channelType: 'D',
    id: null,
    fileId: null,
    ownerId: null,
    fileType: 0,
    fileName: null,
    cloudType: 0,
    fileIndex: null,
    fileSize: 0,
    locked: 0,
    createTime: 0,
    crypt: 0,
    keyChecksum: null,
    videoLong: 0,
    coverPic: null,
    downloadPath: null,
    type: 1,
    iStorageVersion: null,
    videoType: null,
  }
}

function cloudRow(file: Recording) {
  const id = Math.floor(file.startTime / 1_000) * 10 + (file.channelNo % 10)
  return {
    startTime: file.startTime,
    endTime: file.endTime,
    deviceSerial: file.deviceSerial,
    localType: 'ALLEVENT',
    channelType: 'D',
    id,
    fileId: String(id),
    ownerId: 'standinowner',
    fileType: 1,
    fileName: '',
    cloudType: 1,
    fileIndex: `00000000-0000-0000-0000-${String(id).padStart(12, '0')}`,
    fileSize: Math.max(0, Math.round((file.endTime - file.startTime) * 26.7)),
    locked: 0,
    createTime: spacedText(file.endTime),
    crypt: 0,
    keyChecksum: '',
    videoLong: file.endTime - file.startTime,
    coverPic: 'https://cover.example/c',
    downloadPath: '192.0.2.5:32721',
    type: 1,
    iStorageVersion: 1,
    videoType: 1,
  }
}

/** In the array the channel is `cameraNo`, a text. */
export function cloudArrayRow(file: Recording) {
  return { recType: 1, cameraNo: String(file.channelNo), ...cloudRow(file) }
}

/** In the paged list the channel is `channelNo`, a number, and `recType` has been seen as 0. */
export function cloudPagedRow(file: Recording) {
  return { recType: 0, channelNo: file.channelNo, ...cloudRow(file) }
}
