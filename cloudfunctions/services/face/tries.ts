import type { FaceTries, FailedLook } from '../../contract/face'
import { CHECK_ENDS, type FaceChallenge, type FaceOutcome } from '../../domain/evidence/face'
import { type Attempt, challengeOf, faceChecksOf, type TraineeDayStream } from '../documents/trainee-days'

/** Of checks that may be opened: whoever needs more has a person at hand who can vouch. */
export const MOST_CHECKS_A_DAY = 20

/**
 * Of looks at the face that did not pass, since the last one that did. An engine takes one of some hundreds for another,
 * so each look more is a chance more for somebody else; whoever it is, a person knows them better after five.
 */
export const MOST_FAILED_LOOKS = 5

const UNSEEN: ReadonlySet<FaceOutcome> = new Set(CHECK_ENDS)

function isSeen(outcome: FaceOutcome): outcome is 'passed' | FailedLook {
  return !UNSEEN.has(outcome)
}

/** A check that was called off, or that nobody could judge, says nothing of a face. */
function looksIn({ events }: TraineeDayStream) {
  return events.flatMap(event => {
    if (event.type !== 'face-judged') return []
    const { checkId, attemptId, at, outcome } = event
    return isSeen(outcome) ? [{ checkId, attemptId, at, outcome }] : []
  })
}

/**
 * Looks at the face that did not pass, since the last one that did; null: none.
 * Worked: not the same person at 08:20, called off at 08:21, too dark at 08:22: two, the last too dark. Passed at 08:23:
 * null.
 */
export function faceTriesOf(stream: TraineeDayStream): FaceTries | null {
  const looks = looksIn(stream)
  const passed = looks.map(({ outcome }) => outcome).lastIndexOf('passed')
  const failed = looks.slice(passed + 1)
  const last = failed.at(-1)
  if (last === undefined || last.outcome === 'passed') return null
  return { failed: failed.length, lastOutcome: last.outcome, lastAt: last.at }
}

/** What the last look at the face for this attempt came to; null: it passed, or nobody had looked. */
export function failedLookOf(
  stream: TraineeDayStream,
  { attemptId, faceCheckId }: Attempt,
): FailedLook | null {
  const last = looksIn(stream)
    .filter(look => look.attemptId === attemptId || look.checkId === faceCheckId)
    .at(-1)
  return last === undefined || last.outcome === 'passed' ? null : last.outcome
}

/** How often a face may still be looked at. */
export function looksLeft(stream: TraineeDayStream): number {
  return Math.max(0, MOST_FAILED_LOOKS - (faceTriesOf(stream)?.failed ?? 0))
}

/** How many checks may still be opened: one that came to no look at a face costs one check, and no look. */
export function checksLeft(stream: TraineeDayStream): number {
  return Math.min(looksLeft(stream), Math.max(0, MOST_CHECKS_A_DAY - faceChecksOf(stream)))
}

/**
 * The challenge of the last check that was opened, until somebody was looked at since: whoever opens one check after the
 * other is asked the same, and nobody can have them drawn until one suits. Null: there is none.
 */
export function openChallengeOf({ events }: TraineeDayStream): FaceChallenge | null {
  let open: FaceChallenge | null = null
  for (const event of events) {
    if (event.type === 'face-opened') open = challengeOf(event)
    else if (event.type === 'face-judged' && isSeen(event.outcome)) open = null
  }
  return open
}
