import type { Camera, Instant, Interval, Recording } from '../domain/model'

/**
 * What can be asked of a camera beside its recordings. All of it throws a RecordingSourceError where the platform
 * gave no usable answer; nothing here proves that anything was recorded, only the platform's rows do.
 */
export interface CameraControl {
  /** @throws RecordingSourceError */
  status(camera: Camera, requestId: string): Promise<CameraStatus>

  /**
   * A picture of now. Pictures of one camera are at least 4 seconds apart, so this may take as long; who asks while
   * one is being taken gets that one. When the day's pictures are used up (`quota`), everything else goes on.
   * @throws RecordingSourceError
   */
  snapshot(camera: Camera, requestId: string): Promise<Snapshot>

  /**
   * Where a stretch can be watched, for no longer than watching it takes.
   * @param span epoch milliseconds, its end after its start; cut at the midnight in Shanghai after its start
   * @param recType from where: 1 the cloud, 2 the card
   * @throws RecordingSourceError
   */
  playbackAddress(
    camera: Camera,
    span: Interval,
    recType: Recording['recType'],
    requestId: string,
  ): Promise<PlaybackAddress>

  /**
   * Has the cloud record the camera. Not sent twice when it is unclear whether the platform heard it: the error then
   * says so, and the caller looks before asking again.
   * @returns the task's id, for {@link stopRecording}
   * @throws RecordingSourceError `not-supported` where the account has no cloud recording, or the end is too near
   * @throws RangeError when the end is not after the start, or a day later
   */
  startRecording(camera: Camera, during: RecordingTime, requestId: string): Promise<string>

  /** May be repeated. @throws RecordingSourceError */
  stopRecording(taskId: string, requestId: string): Promise<StopOutcome>
}

export interface CameraStatus {
  readonly online: boolean
  /** Privacy shelter: while it is on, a recording shows nothing. */
  readonly shelter: 'on' | 'off' | 'unknown'
  readonly storage: StorageState
}

/** Of the card, or of the recorder's disks; of several the one in the worst state. `none`: there is no card. */
export type StorageState = 'ready' | 'formatting' | 'unformatted' | 'faulty' | 'none' | 'unknown'

export interface Snapshot {
  readonly url: string
  readonly takenAt: Instant
  /** The picture is gone from the address then. */
  readonly expiresAt: Instant
}

export interface PlaybackAddress {
  readonly url: string
  /** Null: the address has no end of its own; its player asks for the account's leave. */
  readonly expiresAt: Instant | null
  /** What of the span the address shows. */
  readonly shows: Interval
  readonly cutAtMidnight: boolean
}

/** Epoch milliseconds. A start that has passed means at once. At most 24 hours. */
export interface RecordingTime {
  readonly from: Instant
  readonly until: Instant
}

export type StopOutcome = 'stopped' | 'had-ended'
