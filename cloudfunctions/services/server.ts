import type { CameraControl } from '../ports/camera-control'
import type { Clock } from '../ports/clock'
import type { FaceVerifier } from '../ports/face-verifier'
import type { Messenger } from '../ports/messenger'
import type { RecordingSource } from '../ports/recording-source'
import type { Secrets } from '../ports/secrets'
import type { Store } from '../ports/store'
import type { PasswordCost } from './accounts/password'

/** What the services need of the world. */
export interface Server {
  readonly store: Store
  readonly clock: Clock
  readonly faceVerifier: FaceVerifier
  readonly recordingSource: RecordingSource
  readonly cameraControl: CameraControl
  readonly messenger: Messenger
  readonly secrets: Secrets
  readonly passwordCost: PasswordCost
}
