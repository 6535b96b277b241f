import { RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import type { CloudRecording } from '../config'
import { projectRecorder } from './project-recorder'
import { type CloudRecorder, tooLate } from './recorder'
import { spaceRecorder } from './space-recorder'

const LONGEST_MS = 24 * 3_600_000

const NONE: CloudRecorder = {
  start: async () => {
    throw notBought()
  },
  stop: async () => {
    throw notBought()
  },
}

function notBought(): RecordingSourceError {
  const advice =
    '萤石账号没有设置云录制，不能从这里开始或停止录制。请在摄像头上开启全天或定时录像，平台会自动查到录像。'
  return new RecordingSourceError('not-supported', advice, null)
}

function recorderOf(client: EzvizClient, recording: CloudRecording, now: () => number): CloudRecorder {
  if (recording.kind === 'cloud-1.0') return projectRecorder(client, recording.projectId, now)
  if (recording.kind === 'cloud-2.0') return spaceRecorder(client, recording.spaceId, now)
  return NONE
}

/** The recorder that the account has. @throws RangeError from `start`, for a time that can't be recorded */
export function createCloudRecorder(
  client: EzvizClient,
  recording: CloudRecording,
  now: () => number,
): CloudRecorder {
  const recorder = recorderOf(client, recording, now)
  return {
    start: async (camera, { from, until }, requestId) => {
      if (until <= from) throw new RangeError('a recording ends before it starts')
      const start = Math.max(from, now())
      if (until - start > LONGEST_MS) throw new RangeError('a recording lasts longer than 24 hours')
      if (until <= start) throw tooLate()
      return recorder.start(camera, { from: start, until }, requestId)
    },
    stop: recorder.stop,
  }
}
