import type { Camera } from '../../../domain/model'
import type { RecordingTime, StopOutcome } from '../../../ports/camera-control'
import { RecordingSourceError } from '../../../ports/recording-source'

/** One of the platform's two products that record a camera into the cloud. */
export interface CloudRecorder {
  /** @param during its start is not past, its end lies after it @throws RecordingSourceError */
  start(camera: Camera, during: RecordingTime, requestId: string): Promise<string>
  /** @throws RecordingSourceError */
  stop(taskId: string, requestId: string): Promise<StopOutcome>
}

/** The clock has gone on since the caller looked at it: nobody's mistake, and nothing is left to record. */
export function tooLate(): RecordingSourceError {
  const advice = '离结束的时间太近，来不及录制了。需要的话，请先把结束时间往后改，再开始录制。'
  return new RecordingSourceError('not-supported', advice, null)
}
