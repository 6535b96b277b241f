import type { CollectionShape } from '../../ports/store'
import { ACCOUNTS, REFUSED_ACCESS, SESSIONS, SIGN_IN_TRIES } from './accounts'
import { ATTEMPTS, TRAINEE_DAY_ROLLS, WITNESSINGS } from './check-ins'
import { CLASSES, PROJECTS, TRAINEES } from './classes'
import { DECISIONS } from './decisions'
import { CAMERA_ANSWERS, CAMERA_DAYS, RECORDINGS } from './recordings'

/** Everything that a store must be able to hold. */
export const COLLECTIONS: readonly CollectionShape[] = [
  ACCOUNTS,
  SESSIONS,
  SIGN_IN_TRIES,
  REFUSED_ACCESS,
  PROJECTS,
  CLASSES,
  TRAINEES,
  ATTEMPTS,
  WITNESSINGS,
  TRAINEE_DAY_ROLLS,
  RECORDINGS,
  CAMERA_ANSWERS,
  CAMERA_DAYS,
  DECISIONS,
]
