import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import { CallFailure, call } from './call'
import { onLineBack } from './line-back'
import { goToNewPassword, goToSignInAnew, shownPerson } from './session'

/** A question as it stands: the last answer stays on the screen while it is asked again or fails. */
export interface Question<T> {
  readonly answer: T | null
  /** The phone's clock when the answer came; with the answer's own `now` it gives the server's clock. */
  readonly answeredAt: number
  readonly problem: CallFailure | null
  readonly busy: boolean
  readonly ask: () => Promise<void>
  /**
   * Asks again in passing: the answer is replaced, and nothing else on the screen moves. Unanswered, or with the session
   * over, what is there stays until the person acts. Does nothing while the person's own question is under way.
   */
  readonly refresh: () => Promise<void>
  readonly put: (answer: T) => void
}

export function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  throw error
}

interface Standing<T> {
  readonly answer: T | null
  readonly answeredAt: number
  readonly problem: CallFailure | null
  readonly busy: boolean
}

const unasked = { answer: null, answeredAt: 0, problem: null, busy: true }

/** Whoever must do something else first is brought there; every other failure is for the page to say. */
async function ledElsewhere({ code }: CallFailure): Promise<boolean> {
  if (code === 'signed-out') await goToSignInAnew()
  else if (code === 'not-allowed' && shownPerson()?.mustChangePassword) await goToNewPassword()
  else return false
  return true
}

/**
 * Asks on opening, whenever the question changes, whenever the page comes back to view, and when the line is back.
 * @param asked names the question: while it stays the same, so does what is fetched
 * @param fetch throws a `CallFailure`
 */
export function useAsked<T>(asked: string, fetch: () => Promise<T>): Question<T> {
  const [standing, setStanding] = useState<Standing<T>>(unasked)
  const newest = useRef(0)
  const isAsking = useRef(false)
  const fetchNow = useRef(fetch)
  fetchNow.current = fetch
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for what is fetched.
  const ask = useCallback(async () => {
    const turn = ++newest.current
    const settle = (change: Partial<Standing<T>>) => {
      if (turn !== newest.current) return
      isAsking.current = false
      setStanding(old => ({ ...old, busy: false, ...change }))
    }
    isAsking.current = true
    setStanding(old => ({ ...old, busy: true }))
    try {
      const answer = await fetchNow.current()
      settle({ answer, answeredAt: Date.now(), problem: null })
    } catch (error) {
      const problem = asFailure(error)
      if (!(await ledElsewhere(problem))) settle({ problem })
    }
  }, [asked])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for what is fetched.
  const refresh = useCallback(async () => {
    if (isAsking.current) return
    const turn = ++newest.current
    try {
      const answer = await fetchNow.current()
      if (turn === newest.current) setStanding({ answer, answeredAt: Date.now(), problem: null, busy: false })
    } catch (error) {
      asFailure(error)
    }
  }, [asked])
  useEffect(() => void ask(), [ask])
  const { answer, problem } = standing
  // The first showing is the opening itself, which asks already.
  useDidShow(() => {
    if (answer || problem) void ask()
  })
  const isCutOff = problem?.code === 'no-line'
  useEffect(() => (isCutOff ? onLineBack(() => void ask()) : undefined), [isCutOff, ask])
  const put = (answer: T) => {
    // What was asked before knows less.
    newest.current += 1
    isAsking.current = false
    setStanding({ answer, answeredAt: Date.now(), problem: null, busy: false })
  }
  return { ...standing, ask, refresh, put }
}

export function useQuestion<K extends Operation>(operation: K, input: Input<K>): Question<Answers[K]> {
  return useAsked(`${operation} ${JSON.stringify(input)}`, () => call(operation, input))
}
