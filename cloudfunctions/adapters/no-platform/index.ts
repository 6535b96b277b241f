import type { CameraControl } from '../../ports/camera-control'
import { type RecordingSource, RecordingSourceError } from '../../ports/recording-source'

const refused = async (): Promise<never> => {
  throw new RecordingSourceError('configuration', '还没有设置萤石云账号，请联系管理员设置。', null)
}

/** No recording platform is set up, and this says so to everything: a camera that can't be asked is never a silent one. */
export const noPlatform: {
  readonly recordingSource: RecordingSource
  readonly cameraControl: CameraControl
} = {
  recordingSource: { recordings: refused, devices: refused },
  cameraControl: {
    status: refused,
    snapshot: refused,
    playbackAddress: refused,
    startRecording: refused,
    stopRecording: refused,
  },
}
