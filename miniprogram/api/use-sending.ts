import { useRef, useState } from 'react'
import type { CallFailure } from './call'
import { randomKey } from './random'
import { asFailure } from './use-question'

export interface Sending {
  /** What went wrong, or is missing, in a sentence; empty when all is well. */
  readonly problem: string
  /** Somebody else has acted meanwhile: what is on the screen is no longer how things stand. */
  readonly conflict: boolean
  readonly busy: boolean
  readonly say: (problem: string) => void
  /** @param act sends, with a key that stays the same until the server has answered: sent again, it acts once */
  readonly send: (act: (key: string) => Promise<void>) => Promise<void>
}

/** One send at a time, and what came of the last. */
export function useSending(): Sending {
  const [problem, say] = useState('')
  const [conflict, setConflict] = useState(false)
  const [busy, setBusy] = useState(false)
  const key = useRef<string | null>(null)
  const fail = (failure: CallFailure) => {
    if (!failure.unsettled) key.current = null
    setConflict(failure.code === 'conflict')
    say(failure.message)
  }
  const send = async (act: (key: string) => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setConflict(false)
    say('')
    try {
      key.current ??= await randomKey()
      await act(key.current)
      key.current = null
    } catch (error) {
      fail(asFailure(error))
    } finally {
      setBusy(false)
    }
  }
  const sayAnew = (sentence: string) => {
    setConflict(false)
    say(sentence)
  }
  return { problem, conflict, busy, say: sayAnew, send }
}
