import type { FaceTries, FailedLook } from '../../contract/face'
import { CHECK_ENDS, type FaceOutcome } from '../../domain/evidence/face'
import type { Attempt, TraineeDayStream } from '../documents/trainee-days'

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
