import type { Camera, Interval, Recording } from '../domain/model'

/** A camera as the platform knows it. */
export interface CameraDevice {
  readonly deviceSerial: string
  readonly deviceName: string
  readonly online: boolean
}

/**
 * Where recordings come from. One question, one camera, one stretch of time; the answer is the platform's rows as
 * they stand, neither merged nor cut. An empty list without a setback means that the platform was asked and has
 * nothing. A camera that is offline has not said that it recorded nothing.
 */
export interface RecordingSource {
  /**
   * @param camera serial and channel, as bound to the class
   * @param span epoch milliseconds; rows that touch it are returned, also those that begin before it or end after it
   * @param requestId goes into every log line of the calls made
   * @throws RecordingSourceError
   */
  recordings(camera: Camera, span: Interval, requestId: string): Promise<RecordingAnswer>

  /** All devices of the account, to the last page. @throws RecordingSourceError */
  devices(requestId: string): Promise<readonly CameraDevice[]>
}

export interface RecordingAnswer {
  readonly rows: readonly Recording[]
  /** Why one of the places where rows lie could not be read; null: these are all rows that there are. */
  readonly setback: RecordingSourceError | null
}

/**
 * What the caller can do about it:
 * `camera-offline` ask again later, the rows may still be on the card; `busy` and `unreachable` the same, sooner;
 * `configuration` a person must mend keys, rights or bindings; `quota` nothing more today; `not-supported` this camera
 * or this account can't do it, however often it is asked.
 */
export type RecordingSourceFault =
  | 'camera-offline'
  | 'busy'
  | 'unreachable'
  | 'configuration'
  | 'quota'
  | 'not-supported'

export class RecordingSourceError extends Error {
  override readonly name = 'RecordingSourceError'

  constructor(
    readonly fault: RecordingSourceFault,
    message: string,
    /** The platform's own code, where it gave one. */
    readonly code: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
