import { useState } from 'react'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'
import { missing, type Seen } from './waits'

export interface Witnessing {
  readonly reason: string
  readonly setReason: (reason: string) => void
  /** What the instructor goes by; null: not said. */
  readonly seen: Seen | null
  readonly setSeen: (seen: Seen | null) => void
  /** What came of the last try, in a sentence. */
  readonly outcome: string
  readonly busy: boolean
  /** @param overFace a look at one of these faces failed: then what one goes by must be said */
  readonly witness: (attemptIds: readonly string[], overFace: boolean) => Promise<void>
}

/** Vouches for check-ins of a day that wait; `onDone` when the server has recorded them. */
export function useWitnessing(
  day: { readonly classId: string; readonly date: string },
  onDone: () => void,
): Witnessing {
  const [reason, setReason] = useState('')
  const [seen, setSeen] = useState<Seen | null>(null)
  const [outcome, setOutcome] = useState('')
  const [busy, setBusy] = useState(false)
  const witness = async (attemptIds: readonly string[], overFace: boolean) => {
    const sentence = missing(reason, seen, overFace)
    if (sentence !== null) return setOutcome(sentence)
    setBusy(true)
    try {
      const input = { ...day, attemptIds: [...attemptIds], reason, ...(seen === null ? {} : { seen }) }
      const { recorded, already } = await call('witness', input)
      setOutcome(
        `已见证 ${recorded.length} 次打卡${already.length > 0 ? `，另有 ${already.length} 次之前已记录` : ''}。`,
      )
      onDone()
    } catch (error) {
      setOutcome(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return { reason, setReason, seen, setSeen, outcome, busy, witness }
}
