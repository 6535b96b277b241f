import { useEffect, useRef, useState } from 'react'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import type { CallFailure } from '../../api/call'
import { shownPerson } from '../../api/session'
import { asFailure, type Question } from '../../api/use-question'
import { type Attempt, type Intent, isUnanswered, keepTap, type Sent, sendTap, unanswered } from './attempt'

/** So often a tap that waits is tried again while the page is open. */
const AGAIN_EVERY_MS = 15_000

export interface CheckingIn {
  /** Answers that have not been looked at yet, the oldest first. */
  readonly sent: readonly Sent[]
  /** Taps that were sent and got no answer. */
  readonly waiting: readonly Attempt[]
  /** The sentence of the last failure, empty when all is well. */
  readonly problem: string
  readonly busy: boolean
  readonly press: (intent: Intent) => void
  readonly seen: () => void
}

const inWords = ({ message, unsettled }: CallFailure) =>
  unsettled ? `${message}打卡时间已经记下，连上后会自动补发；再按一次，仍算同一次打卡。` : message

/** One send at a time. */
function useSender(who: string) {
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const underWay = useRef(false)
  /** @param work sends, and hands on each answer as it comes */
  const once = async (work: (answered: (answer: Sent) => void) => Promise<void>) => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setProblem('')
    try {
      await work(answer => setSent(old => [...old, answer]))
    } catch (error) {
      setProblem(inWords(asFailure(error)))
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }
  const sendAll = (now: () => number) =>
    once(async answered => {
      for (const attempt of unanswered(who)) answered(await sendTap(attempt, now()))
    })
  const seen = () => setSent(old => old.slice(1))
  return { sent, problem, busy, once, sendAll, seen }
}

/**
 * A tap is kept, then sent; one that got no answer is sent again as soon as the server has told its time, and until
 * it has, tried every while.
 */
export function useCheckIn(
  today: TraineeToday,
  { answeredAt, ask, busy: asking }: Question<TraineeToday>,
): CheckingIn {
  const who = shownPerson()?.name ?? ''
  const { sent, problem, busy, once, sendAll, seen } = useSender(who)
  const now = () => Date.now() + today.now - answeredAt
  const waiting = unanswered(who)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer of the server.
  useEffect(() => {
    if (unanswered(who).length > 0) void sendAll(now)
  }, [answeredAt])
  const anyWaits = waiting.length > 0
  useEffect(() => {
    if (!anyWaits) return
    const timer = setInterval(() => void ask(), AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [anyWaits, ask])
  const press = (intent: Intent) => {
    if (isUnanswered(intent)) return void ask()
    const tappedAt = now()
    void once(async answered => {
      const attempt = await keepTap(intent, tappedAt)
      answered(await sendTap(attempt, now()))
    })
  }
  const look = () => {
    seen()
    void ask()
  }
  return {
    sent,
    waiting: waiting.filter(({ failed }) => failed),
    problem,
    busy: busy || (asking && anyWaits),
    press,
    seen: look,
  }
}
