import type * as z from 'zod'
import { type AccessAnswers, accessOperations } from './accesses'
import { type AccountAnswers, accountOperations } from './accounts'
import { appealOperations } from './appeals'
import { type FaceAnswers, faceOperations } from './face'
import { type InstructorAnswers, instructorOperations } from './instructor'
import { type MessageAnswers, messageOperations } from './messages'
import { type RecordingAnswers, recordingOperations } from './recording'
import { type ReviewAnswers, reviewOperations } from './review'
import type { Role } from './roles'
import { type SessionAnswers, sessionOperations } from './session'
import { type MyDay, type TraineeAnswers, traineeOperations } from './trainee'

/**
 * Every question the app may ask: who may ask it, the shape of the question, the type of the answer. One HTTP POST
 * to `/api/<operation>` with a JSON body, or one cloud function call. Instants are epoch milliseconds, dates are
 * `YYYY-MM-DD` in Asia/Shanghai.
 */

export type * from './accesses'
export type * from './instructor'
export type * from './recording'
export type * from './review'
export { ROLES, type Role } from './roles'
export type * from './session'
export type * from './trainee'
export type * from './views'

/**
 * `roles` empty: anyone, signed in or not. Rights on the object itself are decided by the server's policy table.
 * `audit`: that it was asked is kept, since the answer tells of other people by name. `mostBytes`: of a question that may
 * be larger than others.
 */
export const operations = {
  ...sessionOperations,
  ...traineeOperations,
  ...instructorOperations,
  ...recordingOperations,
  ...reviewOperations,
  ...accessOperations,
  ...appealOperations,
  ...accountOperations,
  ...messageOperations,
  ...faceOperations,
} as const satisfies Record<
  string,
  { roles: readonly Role[]; audit?: 'read'; mostBytes?: number; input: z.ZodType }
>

export type Operation = keyof typeof operations
export type Input<K extends Operation> = z.input<(typeof operations)[K]['input']>
export type Parsed<K extends Operation> = z.output<(typeof operations)[K]['input']>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface Answers
  extends AccessAnswers,
    AccountAnswers,
    FaceAnswers,
    InstructorAnswers,
    MessageAnswers,
    RecordingAnswers,
    ReviewAnswers,
    SessionAnswers,
    TraineeAnswers {
  'appeal-day': MyDay
}

/** What goes wrong, in one shape: a code for the app, a sentence for the person, and where it went wrong. */
export interface Failure {
  readonly error: {
    readonly code:
      | 'bad-input'
      | 'signed-out'
      | 'wrong-name-or-password'
      | 'too-many-attempts'
      | 'not-allowed'
      | 'not-found'
      | 'conflict'
      | 'outage'
    readonly message: string
    readonly path?: string
    /** Seconds, with `too-many-attempts`. */
    readonly retryAfter?: number
  }
}
