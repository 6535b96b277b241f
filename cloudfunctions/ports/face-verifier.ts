/**
 * Whether the person before the phone is the trainee, and alive. The place where a face engine goes; where there is
 * none the adapter says so, and check-ins wait for an instructor's witness instead of pretending.
 */
export interface FaceVerifier {
  readonly availability: FaceAvailability
  /** @throws FaceVerifierError when the engine could not be asked: the attempt then waits for a witness. */
  verify(request: FaceRequest): Promise<FaceVerdict>
}

type FaceAvailability =
  | { readonly available: true }
  /** `because`: a sentence for the trainee, in Chinese. */
  | { readonly available: false; readonly because: string }

interface FaceRequest {
  readonly traineeId: string
  /** The attempt's deterministic id: an engine asked twice with it answers the same. */
  readonly attemptId: string
}

type FaceVerdict =
  | { readonly kind: 'judged'; readonly matched: boolean; readonly live: boolean }
  | { readonly kind: 'not-available' }

export class FaceVerifierError extends Error {
  override readonly name = 'FaceVerifierError'
}
