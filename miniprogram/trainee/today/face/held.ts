import { serverTime, timeOfTap } from '../clock'
import { type Attempt, change, type FaceCheck, waitingTaps } from '../kept'

/**
 * Taps that are not sent yet because a check of the face is under way. One is let go by the verdict, by the person, or
 * by time: no tap waits for a face for ever.
 */

/** So long after a tap a face still speaks for it. */
const FACE_COUNTS_MS = 5 * 60_000

/** Those whose check is on the screen now. */
const onTheScreen = new Set<string>()

export const bringToScreen = ({ attemptKey }: Attempt) => void onTheScreen.add(attemptKey)
export const takeFromScreen = (attemptKey: string) => void onTheScreen.delete(attemptKey)

function isHeld(attempt: Attempt): boolean {
  if (!attempt.check || attempt.tries > 0) return false
  if (onTheScreen.has(attempt.attemptKey)) return true
  const age = serverTime() - timeOfTap(attempt)
  return age <= FACE_COUNTS_MS
}

export const tapsToSend = (whose: string): readonly Attempt[] =>
  waitingTaps(whose).filter(attempt => !isHeld(attempt))

/** Those that ask the person how to go on, the oldest first. */
export const heldTaps = (whose: string): readonly Attempt[] =>
  waitingTaps(whose).filter(attempt => isHeld(attempt) && !onTheScreen.has(attempt.attemptKey))

/** Kept before it is begun, so that whoever opens the app again goes on with it. A tap that was let go stays so. */
export const noteCheck = (attemptKey: string, check: FaceCheck) =>
  change(attemptKey, attempt => (attempt.check ? { ...attempt, check } : attempt))

/** It goes with the check that was passed. */
export const passFace = (attemptKey: string, faceCheckId: string) =>
  change(attemptKey, attempt => ({
    ...attempt,
    check: null,
    evidence: { ...attempt.evidence, faceCheckId },
  }))

/** It goes as one that a person vouches for, by the code of the room where one was given. */
export const goWithoutFace = (attemptKey: string, roomCode?: string) =>
  change(attemptKey, attempt => ({
    ...attempt,
    check: null,
    evidence: roomCode === undefined ? attempt.evidence : { ...attempt.evidence, roomCode },
  }))
