import type { Camera } from '../../../domain/model'
import type { RecordingTime, StopOutcome } from '../../../ports/camera-control'

/** One of the platform's two products that record a camera into the cloud. */
export interface CloudRecorder {
  /** @param during its start is not past, its end lies after it @throws RecordingSourceError */
  start(camera: Camera, during: RecordingTime, requestId: string): Promise<string>
  /** @throws RecordingSourceError */
  stop(taskId: string, requestId: string): Promise<StopOutcome>
}
