import type { CameraControl } from '../../ports/camera-control'
import type { RecordingSource } from '../../ports/recording-source'
import { createEzvizClients } from './client'
import { type EzvizConfig, type EzvizDeps, withDefaults } from './config'
import { createCloudRecorder } from './control/cloud-recorder'
import { playbackAddress } from './control/playback'
import { Snapshots } from './control/snapshots'
import { cameraStatus } from './control/status'
import { listDevices } from './devices'
import { listRecordings } from './rows'

/** The Ezviz Open Platform behind two ports, on one token and one budget. */
export interface Ezviz {
  readonly recordingSource: RecordingSource
  readonly cameraControl: CameraControl
}

/** Make one per account and keep it: it holds the token, and knows what was captured when. */
export function createEzviz(given: EzvizConfig, deps: EzvizDeps): Ezviz {
  const config = withDefaults(given)
  const client = createEzvizClients(config, deps)
  const snapshots = new Snapshots(client, deps)
  const recorder = () => createCloudRecorder(client(), config.recording, deps.now)
  return {
    recordingSource: {
      recordings: (camera, span, requestId) => listRecordings(client(), config.rows, camera, span, requestId),
      devices: requestId => listDevices(client(), requestId),
    },
    cameraControl: {
      status: (camera, requestId) => cameraStatus(client(), camera, requestId),
      snapshot: (camera, requestId) => snapshots.take(camera, requestId),
      playbackAddress: (camera, span, recType, requestId) =>
        playbackAddress(client(), config.rows, camera, { span, recType }, requestId),
      startRecording: (camera, during, requestId) => recorder().start(camera, during, requestId),
      stopRecording: (taskId, requestId) => recorder().stop(taskId, requestId),
    },
  }
}
