import { useRef, useState } from 'react'
import type { CallFailure } from './call'
import { randomKey } from './random'
import { asFailure } from './use-question'

export interface Sending {
  /** Why what was sent last was not taken, or may not have arrived; null: nothing failed, or the page speaks for itself. */
  readonly failure: CallFailure | null
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
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef<string | null>(null)
  const fail = (why: CallFailure) => {
    if (!why.unsettled) key.current = null
    setFailure(why)
    say(why.message)
  }
  const send = async (act: (key: string) => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setFailure(null)
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
    setFailure(null)
    say(sentence)
  }
  return { problem, failure, conflict: failure?.code === 'conflict', busy, say: sayAnew, send }
}
