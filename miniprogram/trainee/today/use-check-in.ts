import { useEffect, useReducer, useRef, useState } from 'react'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { CallFailure } from '../../api/call'
import { goToSignIn } from '../../api/session'
import type { Question } from '../../api/use-question'
import { keepTap, sendWaiting } from './attempt'
import { noteServerTime } from './clock'
import { type Attempt, endedTaps, forget, type Intent, nextTurn, waitingTaps } from './kept'
import { remember } from './remembered'

/** So often a tap that waits is tried again while the page is open. */
const AGAIN_EVERY_MS = 15_000

export interface CheckingIn {
  /** Taps whose ending has not been looked at yet, the oldest first. */
  readonly ended: readonly Attempt[]
  /** Taps that the server has not answered, the oldest first. */
  readonly waiting: readonly Attempt[]
  /** The tap of just now that could not be sent, until it was looked at. */
  readonly justKept: Attempt | null
  /** The sentence of the last failure, empty when all is well. */
  readonly problem: string
  /** A tap is under hand: the button waits for what becomes of it. */
  readonly busy: boolean
  /** Taps are on their way. */
  readonly sending: boolean
  readonly press: (intent: Intent) => void
  readonly seen: () => void
}

const NOT_KEPT = '这次打卡没有记下来，请再按一次。还是不行，请告诉教师。'

const inWords = ({ message, unsettled }: CallFailure) =>
  unsettled ? `${message}打卡已经记下，连上后会自动补发，不用再按。` : message

/** Sends what waits, and says what is in the way. */
function useSending(whose: string) {
  const [under, setUnder] = useState(0)
  const [problem, setProblem] = useState('')
  const fail = (error: unknown) => {
    if (!(error instanceof CallFailure)) throw error
    if (error.code === 'signed-out') void goToSignIn()
    else setProblem(inWords(error))
  }
  const send = async () => {
    setUnder(count => count + 1)
    setProblem('')
    await sendWaiting(whose)
      .catch(fail)
      .finally(() => setUnder(count => count - 1))
  }
  return { send, sending: under > 0, problem, setProblem }
}

/**
 * A tap is kept, then sent; one that got no answer is sent again as soon as the server has told its time, and until
 * it has, tried every while.
 */
export function useCheckIn(whose: string, { answer, answeredAt, ask }: Question<TraineeToday>): CheckingIn {
  // What is kept lives beside React, and outlives it.
  const [, look] = useReducer((count: number) => count + 1, 0)
  const { send, sending, problem, setProblem } = useSending(whose)
  /** The turn of the tap that is under hand. */
  const [tapping, setTapping] = useState<number | null>(null)
  const [justKept, setJustKept] = useState<Attempt | null>(null)
  const underHand = useRef(false)
  const waiting = waitingTaps(whose)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer of the server.
  useEffect(() => {
    if (answer === null) return
    noteServerTime(answer.now)
    remember(answer)
    if (waiting.length > 0) void send()
  }, [answeredAt])
  const anyWaits = waiting.length > 0
  useEffect(() => {
    if (!anyWaits) return
    const timer = setInterval(() => void ask(), AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [anyWaits, ask])
  const tap = async (intent: Intent) => {
    setTapping(nextTurn())
    const kept = await keepTap(intent).catch((error: unknown) => {
      console.error(error)
      setProblem(NOT_KEPT)
      return null
    })
    if (kept === null) return
    await send()
    setJustKept(waitingTaps(whose).find(({ attemptKey }) => attemptKey === kept.attemptKey) ?? null)
  }
  const press = (intent: Intent) => {
    if (underHand.current) return
    underHand.current = true
    void tap(intent).finally(() => {
      underHand.current = false
      setTapping(null)
    })
  }
  const ended = endedTaps(whose)
  const seen = () => {
    setJustKept(null)
    if (ended[0]) forget(ended[0])
    look()
    void ask()
  }
  return {
    ended,
    waiting: waiting.filter(({ turn }) => tapping === null || turn < tapping),
    justKept,
    problem,
    busy: tapping !== null,
    sending,
    press,
    seen,
  }
}
