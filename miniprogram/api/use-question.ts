import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import { CallFailure, call } from './call'
import { goToSignIn } from './session'

/** A question as it stands: the last answer stays on the screen while it is asked again or fails. */
export interface Question<T> {
  readonly answer: T | null
  /** The phone's clock when the answer came; with the answer's own `now` it gives the server's clock. */
  readonly answeredAt: number
  readonly problem: CallFailure | null
  readonly busy: boolean
  readonly ask: () => Promise<void>
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

/** Asks on opening, whenever the input changes, and whenever the page comes back to view. */
export function useQuestion<K extends Operation>(operation: K, input: Input<K>): Question<Answers[K]> {
  const [standing, setStanding] = useState<Standing<Answers[K]>>(unasked)
  const asked = JSON.stringify(input)
  const newest = useRef(0)
  const ask = useCallback(async () => {
    const turn = ++newest.current
    const settle = (change: Partial<Standing<Answers[K]>>) => {
      if (turn === newest.current) setStanding(old => ({ ...old, busy: false, ...change }))
    }
    setStanding(old => ({ ...old, busy: true }))
    try {
      const answer = await call(operation, JSON.parse(asked))
      settle({ answer, answeredAt: Date.now(), problem: null })
    } catch (error) {
      const problem = asFailure(error)
      if (problem.code === 'signed-out') await goToSignIn()
      else settle({ problem })
    }
  }, [operation, asked])
  useEffect(() => void ask(), [ask])
  useDidShow(() => {
    if (standing.answer) void ask()
  })
  const put = (answer: Answers[K]) => setStanding(old => ({ ...old, answer, answeredAt: Date.now() }))
  return { ...standing, ask, put }
}
