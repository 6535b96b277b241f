import Taro from '@tarojs/taro'
import type { CheckInAnswer, Input } from '../../../cloudfunctions/contract/app'
import { type CallFailure, call } from '../../api/call'
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

/** A tap that the server has not answered yet: what was so when it was tapped, however late it gets through. */
export interface Attempt extends Intent {
  readonly attemptKey: string
  /** On the server's clock, as far as this phone knew it. */
  readonly tappedAt: number
  readonly evidence: Evidence
  /** It was sent before, and no answer came. */
  readonly failed: boolean
}

export type Sent = CheckInAnswer & { readonly evidence: Evidence }

const KEPT = 'attempts'

const all = () => Taro.getStorageSync<Attempt[] | ''>(KEPT) || []
const keepAll = (attempts: readonly Attempt[]) => Taro.setStorageSync(KEPT, attempts)
const without = ({ attemptKey }: Attempt) => all().filter(kept => kept.attemptKey !== attemptKey)

/** This person's taps that still wait for their answers, the oldest first. */
export const unanswered = (who: string): Attempt[] =>
  all()
    .filter(attempt => attempt.who === who)
    .sort((a, b) => a.tappedAt - b.tappedAt)

const sameIntent = (a: Intent, b: Intent) => a.who === b.who && a.date === b.date && a.kind === b.kind

export const isUnanswered = (intent: Intent): boolean => all().some(attempt => sameIntent(attempt, intent))

/** Keeps a tap before anything else is done with it, so that closing the app does not lose it. */
export async function keepTap(intent: Intent, tappedAt: number): Promise<Attempt> {
  const bare = { ...intent, attemptKey: await randomKey(), tappedAt, evidence: {}, failed: false }
  keepAll([...all(), bare])
  const attempt = { ...bare, evidence: await gatherEvidence() }
  keepAll([...without(bare), attempt])
  return attempt
}

/** What the same question would be answered another time too; the other failures leave the tap waiting. */
const isFinal = ({ code }: CallFailure) => code === 'bad-input' || code === 'conflict' || code === 'not-found'

/**
 * Sends a tap, always under its own key. It is let go once the server has answered, whatever the answer.
 * @param now by the server's clock. A clock that runs evenly would stop while the phone sleeps in a pocket, and the
 * phone's own can be set; two readings of the server's are both right.
 * @throws CallFailure
 */
export async function sendTap(attempt: Attempt, now: number): Promise<Sent> {
  const { kind, attemptKey, tappedAt, evidence } = attempt
  const waitedMs = Math.max(0, Math.round(now - tappedAt))
  try {
    const answer = await call('check-in', { kind, attemptKey, waitedMs, ...evidence })
    keepAll(without(attempt))
    return { ...answer, evidence }
  } catch (error) {
    const stays = isFinal(asFailure(error)) ? [] : [{ ...attempt, failed: true }]
    keepAll([...without(attempt), ...stays])
    throw error
  }
}
