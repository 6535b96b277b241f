import type { CollectionShape } from '../../ports/store'
import { ACCESS_DAYS } from './access-days'
import { ACCOUNTS, SESSIONS, SIGN_IN_TRIES } from './accounts'
import { CAMERA_DAYS } from './camera-days'
import { CAMERA_LINES } from './camera-lines'
import { CAMERA_LOOKS } from './camera-looks'
import { CLASS_DAYS } from './class-days'
import { CLASSES, PROJECTS, TRAINEES } from './classes'
import { FACE_CONSENTS, FACE_TEMPLATES } from './face-consents'
import { HEARD_DEVICES } from './heard-devices'
import { IMPORTS } from './imports'
import { DIRTY_DAYS, JUDGED_DAYS, REBUILDS, TAP_WATCHES } from './judged-days'
import { KEY_CHECKS } from './keys'
import { LAYOUTS } from './layouts'
import { DECISION_NEWS, MESSAGE_CONSENTS, MESSAGE_PROGRESS, OUTGOING_MESSAGES } from './messages'
import { NIGHTS } from './nights'
import { PURGES } from './purges'
import { ROOM_CODES } from './room-codes'
import { SEALS } from './seals'
import { DAY_SIGNALS, SIGNAL_LOOKS, SIGNAL_MARKS } from './signals'
import { TRAINEE_DAYS } from './trainee-days'

/** What happened: streams of chained events, never changed. */
export const STREAMS = [
  TRAINEE_DAYS,
  CLASS_DAYS,
  CAMERA_DAYS,
  CAMERA_LINES,
  ACCESS_DAYS,
  FACE_CONSENTS,
  PURGES,
] as const

/** Everything that a store must be able to hold. */
export const COLLECTIONS: readonly CollectionShape[] = [
  ACCOUNTS,
  SESSIONS,
  SIGN_IN_TRIES,
  KEY_CHECKS,
  PROJECTS,
  CLASSES,
  TRAINEES,
  ...STREAMS,
  SEALS,
  JUDGED_DAYS,
  DIRTY_DAYS,
  REBUILDS,
  TAP_WATCHES,
  CAMERA_LOOKS,
  HEARD_DEVICES,
  NIGHTS,
  SIGNAL_MARKS,
  DAY_SIGNALS,
  SIGNAL_LOOKS,
  MESSAGE_CONSENTS,
  OUTGOING_MESSAGES,
  DECISION_NEWS,
  MESSAGE_PROGRESS,
  IMPORTS,
  FACE_TEMPLATES,
  ROOM_CODES,
]

/** The same where no file says how its documents are laid out. */
export const CLOUD_COLLECTIONS: readonly CollectionShape[] = [...COLLECTIONS, LAYOUTS]
