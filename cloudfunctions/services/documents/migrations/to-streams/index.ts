import type { Migration } from '../../../../ports/migration'
import { moveCameraAnswers } from './camera-days'
import {
  OLD_ANSWERS,
  OLD_ATTEMPTS,
  OLD_DECISIONS,
  OLD_RECORDINGS,
  OLD_REFUSED_ACCESS,
  OLD_WITNESSINGS,
} from './old'
import { completeAccounts, completeTrainees } from './people'
import { moveAttempts, moveDecisions, moveRefusals } from './streams'

/**
 * Layout 1 kept each event as a document of its own; layout 2 keeps them in chained streams, a document a trainee's
 * day, a class's day, a camera's date, an hour of an account's accesses.
 */
export const toStreams: Migration = {
  to: 2,
  what: '把签到、决定、录像和访问记录合并成带校验链的记录',
  async apply(old, write) {
    await completeAccounts(old, write)
    await completeTrainees(old, write)
    await moveAttempts(old, write)
    await moveDecisions(old, write)
    await moveCameraAnswers(old, write)
    await moveRefusals(old, write)
  },
  drops: [
    OLD_ATTEMPTS.name,
    OLD_WITNESSINGS.name,
    // Which attempts stand follows from the attempts.
    'trainee-day-rolls',
    OLD_DECISIONS.name,
    OLD_RECORDINGS.name,
    OLD_ANSWERS.name,
    OLD_REFUSED_ACCESS.name,
    // People sign in again: neither says what it would have to say now.
    'sessions',
    'sign-in-tries',
  ],
}
