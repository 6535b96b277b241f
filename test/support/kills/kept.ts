import type { StoreReader } from '../../../cloudfunctions/ports/store'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import { CLASS_DAYS, decisionsIn } from '../../../cloudfunctions/services/documents/class-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import {
  attemptsOf,
  TRAINEE_DAYS,
  witnessingsOf,
} from '../../../cloudfunctions/services/documents/trainee-days'
import { checkDerived, type RebuildCheck } from '../../../cloudfunctions/services/judging/rebuild'
import type { Deed } from './deeds'

/** How often each attempt, decision and witnessing stands in a store. */
export class Kept {
  readonly attempts = new Map<string, number>()
  readonly decisions = new Map<string, number>()
  readonly witnessed = new Set<string>()

  static async read(store: StoreReader): Promise<Kept> {
    const kept = new Kept()
    for (const stream of await readAll(store, TRAINEE_DAYS, { index: 'byClassDay', equal: [] })) {
      for (const { attemptId } of attemptsOf(stream)) count(kept.attempts, attemptId)
      for (const attemptId of witnessingsOf(stream).keys()) kept.witnessed.add(attemptId)
    }
    for (const stream of await readAll(store, CLASS_DAYS, { index: 'byClassDay', equal: [] })) {
      for (const { reason } of decisionsIn(stream)) count(kept.decisions, reason)
    }
    return kept
  }

  /** What an acknowledged deed lacks; null: it stands once. */
  faultOf(deed: Deed): string | null {
    if (deed.kind === 'witness') {
      const [attemptId = ''] = deed.input.attemptIds
      return this.witnessed.has(attemptId) ? null : `witnessing of ${attemptId} is lost`
    }
    const [times, name] =
      deed.kind === 'check-in'
        ? [this.attempts.get(deed.attemptId ?? ''), `attempt ${deed.attemptId}`]
        : [this.decisions.get(deed.input.reason), `decision ${deed.input.reason}`]
    return times === 1 ? null : `${name} is there ${times ?? 0} times`
  }

  /** Attempts and decisions that stand more than once. */
  twice(): string[] {
    return [...this.attempts, ...this.decisions].filter(([, times]) => times > 1).map(([name]) => name)
  }
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

export async function brokenLink(store: StoreReader) {
  return (await verifyAudit(store, null, () => {})).broken
}

export function derivedState(store: StoreReader): Promise<RebuildCheck> {
  return checkDerived(store, () => {})
}
