import type { Store } from '../../ports/store'
import type { Outcome } from '../outcome'

type Answer = Outcome<'judge-face'>

/** Whose check, and which. */
interface Of {
  readonly store: Store
  readonly traineeId: string
  readonly checkId: string
}

interface Judgement {
  readonly checkId: string
  readonly answer: Promise<Answer>
}

/** Judgements that this process is at, by the trainee: of each one at a time. */
const judgements = new WeakMap<Store, Map<string, Judgement>>()

function judgementsIn(store: Store): Map<string, Judgement> {
  const known = judgements.get(store) ?? new Map<string, Judgement>()
  judgements.set(store, known)
  return known
}

/** What this process will find of a check; null: it is not at it. */
export function underWay({ store, traineeId, checkId }: Of): Promise<Answer> | null {
  const judgement = judgementsIn(store).get(traineeId)
  return judgement?.checkId === checkId ? judgement.answer : null
}

/**
 * However often a check is sent, it is judged once; and another of the same trainee waits for it. So nobody can have
 * their pictures fill the queue of an engine before which others wait.
 */
export async function oneAtATime(of: Of, judge: () => Promise<Answer>): Promise<Answer> {
  const known = judgementsIn(of.store)
  for (let other = known.get(of.traineeId); other; other = known.get(of.traineeId)) {
    if (other.checkId === of.checkId) return other.answer
    // How it ends is told to whoever asked for it.
    await Promise.allSettled([other.answer])
  }
  const answer = judge().finally(() => known.delete(of.traineeId))
  known.set(of.traineeId, { checkId: of.checkId, answer })
  return answer
}
