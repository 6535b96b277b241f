import type { CameraState } from '../../contract/app'
import type { Camera, DateText, Instant, Recording } from '../../domain/model'
import type { Collection } from '../../ports/store'

/**
 * Event: a row as the platform gave it. A recording under way is given again and again, each time with a later end;
 * each of these is kept, and the latest end counts.
 */
export interface FetchedRecording extends Recording {
  readonly id: string
  readonly fetchedAt: Instant
}

export const RECORDINGS: Collection<FetchedRecording> = {
  name: 'recordings',
  unique: {},
  indexes: { byCamera: ['deviceSerial', 'channelNo', 'startTime'] },
}

export function recordingId(row: Recording): string {
  return [row.deviceSerial, row.channelNo, row.recType, row.startTime, row.endTime].join(' ')
}

/** What the platform said when it was asked for a camera's day. */
export interface CameraAnswer extends Camera {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly askedAt: Instant
  readonly state: Exclude<CameraState, 'not-asked'>
  /** What went wrong, in a sentence. */
  readonly problem: string | null
}

/** Events: one each time that the answer is another than before. */
export const CAMERA_ANSWERS: Collection<CameraAnswer> = {
  name: 'camera-answers',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'askedAt'] },
}

/** The latest answer of each camera's day. */
export const CAMERA_DAYS: Collection<CameraAnswer> = {
  name: 'camera-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export function cameraDayId(classId: string, date: DateText, camera: Camera): string {
  return [classId, date, camera.deviceSerial, camera.channelNo].join(' ')
}
