import { useEffect, useReducer, useRef, useState } from 'react'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { CallFailure } from '../../api/call'
import { goToSignInAnew } from '../../api/session'
import type { Question } from '../../api/use-question'
import { beginTap, keepTap, sendWaiting } from './attempt'
import { noteServerTime } from './clock'
import { newCheck } from './face/check'
import { bringToScreen, goWithoutFace, heldTaps, passFace, takeFromScreen, tapsToSend } from './face/held'
import { type Attempt, endedTaps, forget, type Intent, nextTurn, waitingTaps } from './kept'
import { remember } from './remembered'

/** So often the server is asked again while the page is open and a tap waits, or there is no line. */
const AGAIN_EVERY_MS = 15_000

/** What vouches for a tap besides its time: a person, the face, or the code that is shown in the room. */
export type By = { readonly by: 'person' | 'face' } | { readonly by: 'code'; readonly roomCode: string }

export interface CheckingIn {
  /** Taps whose ending has not been looked at yet, the oldest first. */
  readonly ended: readonly Attempt[]
  /** Taps that the server has not answered, the oldest first. */
  readonly waiting: readonly Attempt[]
  /** Taps whose check of the face was broken off with the app, the oldest first. */
  readonly held: readonly Attempt[]
  /** The tap whose face is being checked. */
  readonly facing: Attempt | null
  /** The tap of just now that could not be sent, until it was looked at. */
  readonly justKept: Attempt | null
  /** The sentence of the last failure, empty when all is well. */
  readonly problem: string
  /** A tap is under hand: the button waits for what becomes of it. */
  readonly busy: boolean
  /** Taps are on their way. */
  readonly sending: boolean
  readonly press: (intent: Intent, by: By) => void
  /** The tap whose code was wrong, once more. */
  readonly pressAgain: (refused: Attempt, by: By) => void
  readonly checkFace: (held: Attempt) => void
  readonly passed: (checkId: string) => void
  readonly without: (attempt: Attempt, roomCode?: string) => void
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
    if (error.code === 'signed-out') void goToSignInAnew()
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

/** Asked again every while as long as it is wanted. */
function useAskingAgain(isWanted: boolean, ask: () => Promise<void>): void {
  useEffect(() => {
    if (!isWanted) return
    const timer = setInterval(() => void ask(), AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWanted, ask])
}

/** @throws whatever keeps the phone from keeping it */
async function keptTap(intent: Intent, by: By): Promise<Attempt> {
  if (by.by === 'code') return keepTap(intent, { roomCode: by.roomCode })
  if (by.by === 'person') return keepTap(intent)
  // The person does not stand before the camera until the phone has found its place.
  const { attempt } = await beginTap(intent, { check: await newCheck() })
  bringToScreen(attempt)
  return attempt
}

/** The tap whose face is being checked; one whose page is left waits for the person to come back. */
function useFacing() {
  const [facing, setFacing] = useState<Attempt | null>(null)
  const shown = facing?.attemptKey
  useEffect(() => () => void (shown && takeFromScreen(shown)), [shown])
  return [facing, setFacing] as const
}

/**
 * A tap is kept, then sent, once its face was checked where it is to be; one that got no answer is sent again as soon as
 * the server has told its time, and until it has, tried every while.
 */
export function useCheckIn(
  whose: string,
  { answer, answeredAt, problem: trouble, ask }: Question<TraineeToday>,
): CheckingIn {
  // What is kept lives beside React, and outlives it.
  const [, look] = useReducer((count: number) => count + 1, 0)
  const { send, sending, problem, setProblem } = useSending(whose)
  /** The turn of the tap that is under hand. */
  const [tapping, setTapping] = useState<number | null>(null)
  const [facing, setFacing] = useFacing()
  const [justKept, setJustKept] = useState<Attempt | null>(null)
  const underHand = useRef(false)
  const waiting = tapsToSend(whose)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer of the server.
  useEffect(() => {
    if (answer === null) return
    noteServerTime(answer.now)
    remember(answer)
    if (waiting.length > 0) void send()
  }, [answeredAt])
  const isWanted = waitingTaps(whose).length > 0 || trouble?.unsettled === true
  useAskingAgain(facing === null && isWanted, ask)
  const take = (): boolean => {
    if (underHand.current) return false
    underHand.current = true
    setTapping(nextTurn())
    return true
  }
  const letGo = () => {
    underHand.current = false
    setTapping(null)
    setFacing(null)
  }
  const deliver = async ({ attemptKey }: Attempt) => {
    await send()
    setJustKept(tapsToSend(whose).find(tap => tap.attemptKey === attemptKey) ?? null)
    letGo()
  }
  const tap = async (intent: Intent, by: By, instead: Attempt | null) => {
    const kept = await keptTap(intent, by).catch((error: unknown) => {
      console.error(error)
      setProblem(NOT_KEPT)
      return null
    })
    if (kept === null) return letGo()
    if (instead) forget(instead)
    if (by.by === 'face') setFacing(kept)
    else await deliver(kept)
  }
  const press = (intent: Intent, by: By, instead: Attempt | null = null) => {
    if (take()) void tap(intent, by, instead)
  }
  const checkFace = (held: Attempt) => {
    if (!take()) return
    bringToScreen(held)
    setFacing(held)
  }
  const passed = (checkId: string) => {
    if (facing === null) return
    passFace(facing.attemptKey, checkId)
    void deliver(facing)
  }
  const without = (attempt: Attempt, roomCode?: string) => {
    if (facing === null && !take()) return
    goWithoutFace(attempt.attemptKey, roomCode)
    setFacing(null)
    void deliver(attempt)
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
    held: heldTaps(whose),
    facing,
    justKept,
    problem,
    busy: tapping !== null,
    sending,
    press: (intent, by) => press(intent, by),
    pressAgain: (refused, by) => {
      const { whose: mark, date, kind } = refused
      press({ whose: mark, date, kind }, by, refused)
    },
    checkFace,
    passed,
    without,
    seen,
  }
}
