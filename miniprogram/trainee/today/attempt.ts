import Taro from '@tarojs/taro'
import type { CheckInAnswer, Input } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { randomKey } from '../../api/random'
import { asFailure } from '../../api/use-question'
import { type Evidence, gatherEvidence } from './evidence'

type Kind = Input<'check-in'>['kind']

/** Whose attempt, on which day, to do what. */
export interface Intent {
  readonly who: string
  readonly date: string
  readonly kind: Kind
}

interface Attempt extends Intent {
  readonly attemptKey: string
}

const KEPT = 'attempt'

const sameIntent = (a: Intent, b: Intent) => a.who === b.who && a.date === b.date && a.kind === b.kind

/** The attempt that still waits for its answer, or a new one: one key for one intent, however often it is sent. */
async function attemptFor(intent: Intent): Promise<Attempt> {
  const kept = Taro.getStorageSync<Attempt | ''>(KEPT)
  if (kept && sameIntent(kept, intent)) return kept
  const made = { ...intent, attemptKey: await randomKey() }
  Taro.setStorageSync(KEPT, made)
  return made
}

/** Whether an earlier send of this intent was never answered. */
export function isUnanswered(intent: Intent): boolean {
  const kept = Taro.getStorageSync<Attempt | ''>(KEPT)
  return kept !== '' && sameIntent(kept, intent)
}

/** Sends the attempt. Its key is let go once the server has answered, whatever the answer. Throws a `CallFailure`. */
export async function sendAttempt(intent: Intent): Promise<CheckInAnswer & { evidence: Evidence }> {
  const { attemptKey, kind } = await attemptFor(intent)
  const evidence = await gatherEvidence()
  try {
    const answer = await call('check-in', { kind, attemptKey, ...evidence })
    Taro.removeStorageSync(KEPT)
    return { ...answer, evidence }
  } catch (error) {
    if (!asFailure(error).unsettled) Taro.removeStorageSync(KEPT)
    throw error
  }
}
